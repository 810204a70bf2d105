"""The passphrase of a signatory: typed, used once, never shown again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SigningForm(forms.Form):
    """What opens the signatory's key."""

    passphrase = forms.CharField(
        label=_("Frasa sandi sertifikat"),
        help_text=_("Dipakai sekali untuk menandatangani, lalu dilupakan. Tidak disimpan dan tidak dicatat."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Ketik frasa sandi sertifikat Anda."),
            "max_length": _("Frasa sandi terlalu panjang."),
        },
    )
