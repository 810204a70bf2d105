"""What a stranger types to have a document checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.services.verify.find_public_document import is_number, token_in

LONGEST = 500


class VerifyForm(forms.Form):
    """The address of a document; the field has the name that people see in the address of the page."""

    dokumen = forms.CharField(
        label=_("Alamat atau kode verifikasi"),
        help_text=_(
            "Tercetak di samping kode QR pada setiap halaman. Boleh seluruh alamat, boleh hanya kode di bagian "
            "akhirnya."
        ),
        widget=forms.TextInput(
            attrs={
                "class": "code-field",
                "maxlength": LONGEST,
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Isi alamat yang tercetak di samping kode QR dokumen.")},
    )

    def clean_dokumen(self) -> str:
        """The token in what was typed."""
        typed: str = self.cleaned_data["dokumen"]
        if token := token_in(typed):
            return token
        raise forms.ValidationError(
            _("Nomor dokumen tidak dapat dicari. Pindai kode QR atau ketik alamat di sampingnya.")
            if is_number(typed)
            else _(
                "Itu bukan alamat verifikasi. Salin seluruh alamat di samping kode QR, atau kode di bagian akhirnya."
            )
        )
