"""What people ask of the search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.typed_text import typed_search


class QuickSearch(forms.Form):
    """A name, the beginning of a NIP, an indicator or a term; the field has the name that stands in the address."""

    q = forms.CharField(
        label=_("Nama, awal NIP, indikator, atau istilah"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-search": ""}),
        error_messages={"max_length": _("Pencarian terlalu panjang. Pakai paling banyak 160 karakter.")},
    )

    def clean_q(self) -> str:
        """The search as it is compared."""
        return typed_search(str(self.cleaned_data["q"]))
