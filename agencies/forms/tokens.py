"""What an admin says of a new token."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.forms.second_factor import password_field
from agencies.models import ApiScope, User
from agencies.services.tokens.issue_own_token import LONGEST_DAYS
from agencies.services.tokens.issue_token import LONGEST


class TokenFacts(forms.Form):
    """Which program it is for, what for, and how long. ``key`` names this form."""

    name = forms.CharField(
        label=gettext_lazy("Nama"),
        help_text=gettext_lazy("Sistem yang memakainya, misalnya Mesin presensi Dinas Kesehatan."),
        max_length=80,
        error_messages={"required": gettext_lazy("Isi nama sistem yang memakai token ini.")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Lingkup"),
        help_text=gettext_lazy("Pilih yang diperlukan saja."),
        choices=ApiScope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Pilih sedikitnya satu lingkup: untuk apa token ini dipakai."),
            "invalid_choice": gettext_lazy("Lingkup itu tidak ada. Pilih dari daftar."),
        },
    )
    days = forms.IntegerField(
        label=gettext_lazy("Masa berlaku (hari)"),
        help_text=gettext_lazy("1 sampai 366 hari. Setelah itu program memerlukan token baru."),
        min_value=1,
        max_value=LONGEST.days,
        initial=180,
        error_messages={
            "required": gettext_lazy("Isi masa berlaku dalam hari, misalnya 180."),
            "invalid": gettext_lazy("Isi dengan bilangan bulat, misalnya 180."),
            "min_value": gettext_lazy("Isi 1 sampai 366 hari."),
            "max_value": gettext_lazy("Isi 1 sampai 366 hari."),
        },
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        """With single spaces."""
        return " ".join(str(self.cleaned_data["name"]).split())


class OwnTokenForm(TokenFacts):
    """A token of the own account, for what the account can do at all, and the password of that account."""

    password = password_field()
    field_order = ("name", "scopes", "days", "password", "key")

    days = forms.IntegerField(
        label=gettext_lazy("Masa berlaku (hari)"),
        help_text=gettext_lazy("1 sampai 90 hari. Setelah itu program memerlukan token baru."),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=30,
        error_messages={
            "required": gettext_lazy("Isi masa berlaku dalam hari, misalnya 30."),
            "invalid": gettext_lazy("Isi dengan bilangan bulat, misalnya 30."),
            "min_value": gettext_lazy("Isi 1 sampai 90 hari."),
            "max_value": gettext_lazy("Isi 1 sampai 90 hari."),
        },
    )

    def __init__(self, *args: object, scopes: Sequence[ApiScope], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["scopes"].choices = [(one.value, one.label) for one in scopes]  # type: ignore[attr-defined]
        self.fields["name"].help_text = _("Program yang memakainya, misalnya Lembar kerja bulanan.")


class TokenForm(TokenFacts):
    """A token of an account that no other person has. With it, as which account the program acts; and the password of
    whoever issues it, where there is one.
    """

    account = forms.ChoiceField(
        label=gettext_lazy("Bertindak sebagai akun"),
        help_text=gettext_lazy("Program melihat dan mengirim sebanyak yang boleh dilakukan akun ini, tidak lebih."),
        error_messages={"invalid_choice": gettext_lazy("Akun itu tidak dapat dipakai. Pilih dari daftar.")},
    )

    password = password_field()
    field_order = ("name", "account", "scopes", "days", "password", "key")

    def __init__(
        self, *args: object, accounts: Sequence[User], own_id: int, asks_password: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not asks_password:
            del self.fields["password"]
        self._accounts = {one.login: one for one in accounts}
        choices = [
            (one.login, _("%(login)s (akun Anda)") % {"login": one.login}) for one in accounts if one.pk == own_id
        ]
        choices += [(one.login, one.login) for one in accounts if one.pk != own_id]
        self.fields["account"].choices = choices  # type: ignore[attr-defined]

    @property
    def user(self) -> User:
        """The account that was chosen."""
        return self._accounts[self.cleaned_data["account"]]
