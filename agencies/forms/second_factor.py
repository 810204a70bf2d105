"""What people type for two-step verification. Whether a code or a password is right is the service's to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TYPED = 40


def code_field(label: Any, help_text: Any, *, digits: bool) -> forms.CharField:
    """A field for a code; spaces may be typed. ``digits``: phones show their number keys."""
    attrs = {"autocomplete": "one-time-code" if digits else "off", "autocapitalize": "none", "spellcheck": "false"}
    if digits:
        attrs["inputmode"] = "numeric"
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={**attrs, "class": "code-field"}),
        error_messages={
            "required": _("Isi kodenya."),
            "max_length": _("Kode itu terlalu panjang. Periksa lalu coba lagi."),
        },
    )


def password_field() -> forms.CharField:
    """The password in force, asked again before something that shuts others out or lets them in."""
    return forms.CharField(
        label=_("Kata sandi Anda"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={
            "required": _("Isi kata sandi yang Anda pakai sekarang."),
            "max_length": _("Kata sandi tidak cocok. Periksa lalu coba lagi."),
        },
    )


class SignInCodeForm(forms.Form):
    """The second step at the door. Both kinds of code are taken, whichever field is shown."""

    code = code_field(_("Kode dari aplikasi autentikator"), _("6 angka; spasi boleh ada."), digits=True)
    trust = forms.BooleanField(
        label=_("Percayai perangkat ini 30 hari"),
        help_text=_("Jangan pilih di komputer yang dipakai bersama."),
        required=False,
    )

    def __init__(self, *args: Any, recovery: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if recovery:
            self.fields["code"] = code_field(
                _("Kode pemulihan"), _("Misalnya k7fm-2x9d-w4qh. Setiap kode berlaku satu kali."), digits=False
            )


class FirstCodeForm(forms.Form):
    """The first code of an app that was just set up."""

    code = code_field(_("Kode yang tampil di aplikasi"), _("6 angka; spasi boleh ada."), digits=True)


class OwnPasswordForm(forms.Form):
    """The password alone."""

    password = password_field()


class SwitchOffForm(forms.Form):
    """Password and a code, of the app or for recovery."""

    password = password_field()
    code = code_field(_("Kode"), _("6 angka dari aplikasi autentikator, atau salah satu kode pemulihan."), digits=False)
