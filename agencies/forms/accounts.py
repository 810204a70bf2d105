"""What people ask of the list of accounts, and what they type to change one."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.capacities import Kind, kind_name
from agencies.forms.organisation import unit_choices
from agencies.forms.searches import SearchForPeople
from agencies.models import Agency, Role
from agencies.services.accounts.create_accounts import LONGEST
from agencies.services.accounts.find_accounts import Narrowed
from agencies.services.load_agency_tree import AgencyTree

UNKNOWN_UNIT = _("Unit itu tidak ada dalam daftar Anda. Pilih dari daftar.")


def role_choices() -> list[tuple[str, str]]:
    """The roles that can be granted, as people name them."""
    return [(role.value, kind_name(Kind(role.value))) for role in Role]


class AccountSearch(SearchForPeople):
    """Narrows the list; the fields have the names that people see in the address. Roles are for the region admin."""

    opd = forms.ChoiceField(label=_("Unit"), required=False, error_messages={"invalid_choice": UNKNOWN_UNIT})
    peran = forms.TypedChoiceField(
        label=_("Peran"),
        required=False,
        coerce=Role,
        empty_value=None,
        error_messages={"invalid_choice": _("Peran itu tidak dikenal. Pilih dari daftar.")},
    )
    saring = forms.TypedChoiceField(
        label=_("Saring"),
        required=False,
        coerce=Narrowed,
        empty_value=None,
        error_messages={"invalid_choice": _("Saringan itu tidak dikenal. Pilih dari daftar.")},
    )
    cari = forms.CharField(
        label=_("Nama atau NIP"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data: object, *, tree: AgencyTree, agency_ids: Collection[int] | None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        reads_all = agency_ids is None
        everything = _("Seluruh daerah") if reads_all else _("Semua unit Anda")
        self.fields["opd"].choices = [("", everything), *unit_choices(tree, agency_ids)]  # type: ignore[attr-defined]
        narrowed = [("", _("Semua akun")), (Narrowed.NO_PASSWORD, _("Belum punya kata sandi"))]
        narrowed += [(Narrowed.NO_ACCOUNT, _("Pegawai tanpa akun")), (Narrowed.INACTIVE, _("Nonaktif"))]
        if reads_all:
            narrowed += [(Narrowed.WITH_ROLE, _("Memegang peran")), (Narrowed.NO_EMPLOYEE, _("Tanpa pegawai"))]
            self.fields["peran"].choices = [("", _("Semua peran")), *role_choices()]  # type: ignore[attr-defined]
        else:
            del self.fields["peran"]
        self.fields["saring"].choices = narrowed  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A role for an account, with the unit that an agency admin looks after."""

    role = forms.ChoiceField(
        label=_("Peran"),
        error_messages={
            "required": _("Pilih peran."),
            "invalid_choice": _("Peran itu tidak dikenal. Pilih dari daftar."),
        },
    )
    agency = forms.ChoiceField(
        label=_("Unit"),
        help_text=_("Hanya untuk admin perangkat daerah; unit di bawahnya ikut."),
        required=False,
        error_messages={"invalid_choice": UNKNOWN_UNIT},
    )

    def __init__(self, *args: object, tree: AgencyTree, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = [("", _("Pilih peran")), *role_choices()]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", _("Pilih unit")), *unit_choices(tree)]  # type: ignore[attr-defined]

    @property
    def unit(self) -> Agency | None:
        """The unit that was chosen."""
        return Agency.objects.filter(code=self.cleaned_data["agency"]).first()


class NamedAccountForm(forms.Form):
    """An account of no employee."""

    login = forms.CharField(
        label=_("Nama pengguna"),
        help_text=_("Huruf kecil dan angka, misalnya admin-dinkes atau mesin-presensi."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": _("Isi nama pengguna."),
            "max_length": _("Nama pengguna paling banyak 60 huruf."),
        },
    )


class ReasonForm(forms.Form):
    """Why a second factor of somebody else is switched off."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Misalnya: telepon hilang, pegawai datang sendiri dengan kartu pegawai. Tersimpan di jejak audit."),
        min_length=10,
        max_length=300,
        error_messages={
            "required": _("Tulis alasannya."),
            "min_length": _("Tulis alasan yang dapat dipahami orang lain, sedikitnya 10 huruf."),
            "max_length": _("Alasan paling banyak 300 huruf."),
        },
    )


class SheetForm(forms.Form):
    """Of which unit a sheet of links is wanted."""

    opd = forms.ChoiceField(
        label=_("Unit"),
        help_text=_("Unit di bawahnya ikut."),
        error_messages={"required": _("Pilih unit."), "invalid_choice": UNKNOWN_UNIT},
    )
    ulang = forms.BooleanField(
        label=_("Juga untuk yang tautannya masih berlaku; tautan lama mereka berakhir"), required=False
    )

    def __init__(self, *args: object, tree: AgencyTree, agency_ids: Collection[int] | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["opd"].choices = [("", _("Pilih unit")), *unit_choices(tree, agency_ids)]  # type: ignore[attr-defined]
