"""What searches for people have in common."""

from django import forms

from agencies.typed_text import typed_search


class SearchForPeople(forms.Form):
    """A form with a field ``cari`` for a name or the beginning of a NIP; its own fields come from who inherits."""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)

    def clean_cari(self) -> str:
        """The search as it is compared."""
        return typed_search(str(self.cleaned_data["cari"]))
