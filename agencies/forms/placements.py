"""What people ask of the list of employees, and what they type to move somebody."""

import datetime
from collections.abc import Collection

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.forms.organisation import unit_choices
from agencies.forms.searches import SearchForPeople
from agencies.models import Agency
from agencies.services.load_agency_tree import AgencyTree
from agencies.services.organisation.find_employees import Filter

EARLIEST = datetime.date(1990, 1, 1)
FURTHEST = datetime.timedelta(days=731)
POSITION_KINDS = ("JPT Pratama", "Administrator", "Pengawas", "Fungsional", "Pelaksana")
"""Offered, not required: as the law names them (UU 20/2023)."""


class EmployeeSearch(SearchForPeople):
    """Narrows the list; the fields have the names that people see in the address."""

    opd = forms.ChoiceField(
        label=_("Unit"),
        required=False,
        error_messages={"invalid_choice": _("Unit itu tidak ada dalam daftar Anda. Pilih dari daftar.")},
    )
    saring = forms.TypedChoiceField(
        label=_("Saring"),
        required=False,
        choices=[
            ("", _("Semua pegawai")),
            (Filter.WRONG_SUPERIOR, _("Atasan belum sesuai")),
            (Filter.NO_PLAN, _("Tanpa SKP yang disepakati")),
        ],
        coerce=Filter,
        empty_value=None,
        error_messages={"invalid_choice": _("Saringan itu tidak dikenal. Pilih dari daftar.")},
    )
    cari = forms.CharField(
        label=_("Nama atau awal NIP"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data: object, *, tree: AgencyTree, agency_ids: Collection[int] | None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        everything = _("Seluruh daerah") if agency_ids is None else _("Semua unit Anda")
        self.fields["opd"].choices = [("", everything), *unit_choices(tree, agency_ids)]  # type: ignore[attr-defined]


class SuperiorForm(forms.Form):
    """A superior from a day on. ``nip`` is the NIP of a candidate where a name fits several people."""

    first_day = forms.DateField(
        label=_("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Isi tanggal mulai."),
            "invalid": _("Tanggal mulai belum dapat dibaca. Tulis misalnya 2026-12-01."),
        },
    )
    supervisor = forms.CharField(
        label=_("Atasan (pejabat penilai)"),
        help_text=_("Ketik nama atau NIP, lalu pilih dari daftar."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "calon-atasan", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": _("Isian terlalu panjang. Tulis nama atau NIP saja.")},
    )
    nip = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)
    without = forms.BooleanField(
        label=_("Tidak ada atasan: pimpinan perangkat daerah, dinilai kepala daerah"), required=False
    )
    basis = forms.CharField(
        label=_("Dasar perubahan"),
        help_text=_("Nomor surat keputusan atau alasan singkat; tersimpan di jejak audit."),
        required=False,
        max_length=300,
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def clean_first_day(self) -> datetime.date:
        """A day that people can mean."""
        day: datetime.date = self.cleaned_data["first_day"]
        if not EARLIEST <= day <= timezone.localdate() + FURTHEST:
            raise forms.ValidationError(_("Tanggal mulai terlalu jauh. Periksa tahunnya."))
        return day

    def clean(self) -> None:
        """Either somebody, or explicitly nobody."""
        somebody = bool(self.cleaned_data.get("supervisor"))
        if "supervisor" not in self.errors and somebody == bool(self.cleaned_data.get("without")):
            said = _("Pilih salah satu: isi atasan, atau tandai tidak ada atasan.") if somebody else _("Isi atasan.")
            self.add_error("supervisor", said)


class TransferForm(SuperiorForm):
    """Another unit, post or superior from a day on."""

    agency = forms.ChoiceField(
        label=_("Unit"),
        error_messages={
            "required": _("Pilih unit tujuan."),
            "invalid_choice": _("Unit itu tidak ada dalam daftar Anda. Pilih dari daftar."),
        },
    )
    position = forms.CharField(
        label=_("Jabatan"), max_length=200, error_messages={"required": _("Isi nama jabatan di tempat yang baru.")}
    )
    position_kind = forms.CharField(
        label=_("Jenis jabatan"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "jenis-jabatan", "autocomplete": "off"}),
    )
    field_order = ("first_day", "agency", "position", "position_kind", "supervisor", "without", "basis")

    def __init__(self, *args: object, tree: AgencyTree, agency_ids: Collection[int] | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["agency"].choices = [("", _("Pilih unit")), *unit_choices(tree, agency_ids)]  # type: ignore[attr-defined]

    @property
    def unit(self) -> Agency:
        """The unit that was chosen."""
        return Agency.objects.get(code=self.cleaned_data["agency"])
