"""What people give on the road of an import: a file, and what is asked before publication."""

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MONTHS_AHEAD = 12


class UploadForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(
        label=_("Berkas Excel atau CSV"),
        help_text=_("XLSX atau CSV, paling besar 20 MB dan 20.000 baris. Tidak ada yang disimpan sebelum diterbitkan."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Pilih berkasnya, lalu unggah."),
            "empty": _("Berkas ini kosong. Baris 1 harus berisi judul kolom."),
            "max_length": _("Nama berkas terlalu panjang. Pendekkan namanya, lalu unggah."),
        },
    )

    def content(self, most: int) -> tuple[bytes, str]:
        """The bytes of the file, at most one more than ``most``, and its name."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return file.read(most + 1), file.name or ""


class PublicationForm(forms.Form):
    """The month from which rows count where the kind asks for it, a note, and that warnings were read."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    valid_from = forms.ChoiceField(
        label=_("Berlaku mulai"),
        help_text=_("Bulan yang sedang berjalan tetap memakai versi yang lama. Indikator baru langsung dapat dipakai."),
        error_messages={"required": _("Pilih bulan mulai."), "invalid_choice": _("Pilih bulan dari daftar.")},
    )
    note = forms.CharField(
        label=_("Catatan"),
        help_text=_("Misalnya dasar perubahan atau nomor surat. Paling banyak 1.000 karakter."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Catatan terlalu panjang. Ringkas menjadi paling banyak 1.000 karakter.")},
    )
    accepts_warnings = forms.BooleanField(required=False)

    def __init__(
        self, data: Any = None, *, today: datetime.date, asks_valid_from: bool, warnings: int, **options: Any
    ) -> None:
        super().__init__(data, **options)
        if asks_valid_from:
            months = months_after(today)
            self.fields["valid_from"].choices = [  # type: ignore[attr-defined]
                (month.isoformat(), f"{MONTHS[month.month]} {month.year}") for month in months
            ]
            self.fields["valid_from"].initial = months[0].isoformat()
        else:
            del self.fields["valid_from"]
        if warnings:
            self.fields["accepts_warnings"].label = _("Peringatan sudah diperiksa dan boleh diterbitkan")
        else:
            del self.fields["accepts_warnings"]

    def month(self) -> datetime.date | None:
        """The first day of the chosen month; None where none is asked."""
        chosen = self.cleaned_data.get("valid_from")
        return datetime.date.fromisoformat(chosen) if chosen else None


def months_after(today: datetime.date) -> list[datetime.date]:
    """The first days of the next months: a running month keeps what it began with."""
    first = today.replace(day=1)
    found = []
    for _ahead in range(MONTHS_AHEAD):
        first = (first + datetime.timedelta(days=32)).replace(day=1)
        found.append(first)
    return found
