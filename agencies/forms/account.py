"""What people type at the door and on their account page."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from agencies.models import Region
from agencies.typed_text import typed_nip

OPERATOR = "operator"
"""The choice of those who belong to no region."""

NEW_PASSWORD_HINT = _(
    "Paling sedikit 12 karakter; beberapa kata yang tidak berkaitan mudah diingat, spasi boleh. Bukan nama, NIP, "
    "tanggal lahir, daerah, atau unit Anda."
)


def region_choices() -> list[tuple[str, str]]:
    """Every region by name, then the operators' choice."""
    regions = Region.objects.values_list("code", "name")
    return [("", str(_("Pilih daerah"))), *regions, (OPERATOR, str(_("Operator pemasangan (tanpa daerah)")))]


class SignInForm(forms.Form):
    """Region, login and password. A NIP may be typed or pasted in groups; a name is taken as it is."""

    region = forms.ChoiceField(
        label=_("Daerah"), choices=region_choices, error_messages={"required": _("Pilih daerah tempat Anda bekerja.")}
    )
    login = forms.CharField(
        label=_("NIP atau nama pengguna"),
        help_text=_("NIP 18 angka; spasi boleh ada."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Isi NIP atau nama pengguna Anda.")},
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Isi kata sandi Anda.")},
    )

    def clean_region(self) -> Region | None:
        """The region, or nothing for an operator."""
        code = self.cleaned_data["region"]
        return None if code == OPERATOR else Region.objects.get(code=code)

    def clean_login(self) -> str:
        """The login as it is stored: a NIP without what people put between its digits."""
        typed: str = self.cleaned_data["login"]
        return typed_nip(typed) or typed


THEMES = [("", _("Ikuti perangkat")), ("light", _("Terang")), ("dark", _("Gelap"))]
SHORTCUTS = [("", _("Aktif")), ("off", _("Mati"))]


class DisplayForm(forms.Form):
    """How the product looks and speaks on this device."""

    theme = forms.ChoiceField(label=_("Tema"), choices=THEMES, required=False, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Bahasa"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    shortcuts = forms.ChoiceField(
        label=_("Pintasan papan ketik"),
        help_text=_("Tombol / atau Ctrl+K membuka pencarian."),
        choices=SHORTCUTS,
        required=False,
        widget=forms.RadioSelect,
    )


class MailForm(forms.Form):
    """Where the daily digest goes. Whether the two fit together is the service's to say."""

    address = forms.EmailField(
        label=_("Alamat surel"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Tulis alamat surel yang lengkap, misalnya nama@kupangkota.go.id.")},
    )
    wants_digest = forms.BooleanField(
        label=_("Kirim ringkasan pengingat, paling banyak sekali setiap hari kerja"), required=False
    )


class NewPasswordForm(forms.Form):
    """A new password, twice. Whether it is good enough is the service's to say."""

    new = forms.CharField(
        label=_("Kata sandi baru"),
        help_text=NEW_PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Isi kata sandi baru.")},
    )
    again = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Isi kata sandi baru sekali lagi.")},
    )

    def clean(self) -> None:
        """The new password must have been typed the same way twice."""
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", _("Kedua kata sandi baru tidak sama. Ketik sekali lagi."))


class ChangePasswordForm(NewPasswordForm):
    """The password in force before the new one."""

    current = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Isi kata sandi yang Anda pakai sekarang.")},
    )

    field_order = ("current", "new", "again")
