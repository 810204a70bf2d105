"""Whose data, and which, the history is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Employee
from appraisal.services.history.row_kinds import KINDS, OF_CODE, RowKind


class RowHistorySearch(forms.Form):
    """A person and a kind of data; the fields have the names that people see in the address."""

    nip = forms.CharField(
        label=_("NIP pegawai"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Isi NIP pegawai, 18 angka."),
            "max_length": _("NIP terdiri dari 18 angka. Periksa lagi."),
        },
    )
    jenis = forms.ChoiceField(
        label=_("Data"),
        required=False,
        choices=[(kind.code, kind.label) for kind in KINDS],
        error_messages={"invalid_choice": _("Data itu tidak dikenal. Pilih dari daftar.")},
    )

    employee: Employee
    """Whose NIP was typed; there once the form is valid."""

    def clean_nip(self) -> str:
        """Of somebody of the region; with or without spaces between."""
        nip = "".join(str(self.cleaned_data["nip"]).split())
        found = Employee.objects.filter(nip=nip).first()
        if found is None:
            raise forms.ValidationError(_("Tidak ada pegawai dengan NIP itu di daerah Anda. Periksa angkanya."))
        self.employee = found
        return nip

    @property
    def kind(self) -> RowKind:
        """The kind that was asked for; the first one where none was."""
        return OF_CODE[self.cleaned_data["jenis"] or KINDS[0].code]
