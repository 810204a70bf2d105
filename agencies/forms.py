"""What people type at the door."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Region

OPERATOR = "operator"
"""The choice of those who belong to no region."""

_BETWEEN_DIGITS = re.compile(r"[\s.\-]")
_NIP = re.compile(r"[0-9]{18}")


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
        digits = _BETWEEN_DIGITS.sub("", typed)
        return digits if _NIP.fullmatch(digits) else typed
