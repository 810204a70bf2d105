"""What the region admin writes about the paper of the region."""

import datetime
from typing import TYPE_CHECKING

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from agencies.files.errors import ValueRefused
from agencies.files.nip import read_nip
from reports.models import Letterhead, Paper
from reports.services.change_letterhead import (
    LONGEST_LINE,
    MOST_LINES,
    LetterheadFacts,
    LogoChange,
    LogoRefusedError,
    clean_logo,
)

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_UPLOADED = 5 * 1024 * 1024
"""Of a logo as it is brought, in bytes."""


class LetterheadForm(forms.Form):
    """Letterhead, logo, sheet and signature. ``began`` is when what the form shows had been written."""

    government = forms.CharField(
        label=_("Nama pemerintah"),
        help_text=_("Baris pertama kop, misalnya Pemerintah Kota Kupang."),
        max_length=120,
        required=False,
        strip=True,
    )
    lines = forms.CharField(
        label=_("Alamat dan kontak"),
        help_text=_("Di bawah nama unit: alamat, telepon, laman. Paling banyak 4 baris, masing-masing 90 huruf."),
        max_length=MOST_LINES * LONGEST_LINE * 2,
        required=False,
        widget=forms.Textarea(attrs={"rows": MOST_LINES}),
    )
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG, atau WebP, paling besar 5 MB. Diperkecil dan digambar ulang tanpa data tambahan."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        error_messages={"empty": _("Berkas logo ini kosong. Pilih berkas lain.")},
    )
    remove_logo = forms.BooleanField(label=_("Hapus logo"), required=False)
    paper = forms.ChoiceField(
        label=_("Kertas"),
        choices=[(Paper.A4.value, _("A4 (210 × 297 mm)")), (Paper.F4.value, _("F4 (215 × 330 mm)"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih A4 atau F4."),
            "invalid_choice": _("Pilih A4 atau F4."),
        },
    )
    place = forms.CharField(
        label=_("Tempat"),
        help_text=_("Kota di depan tanggal tanda tangan, misalnya Kupang."),
        max_length=60,
        required=False,
    )
    signatory_title = forms.CharField(
        label=_("Jabatan penanda tangan"),
        help_text=_("Untuk dokumen seluruh daerah. Dokumen perangkat daerah ditandatangani pimpinannya."),
        max_length=160,
        required=False,
    )
    signatory_name = forms.CharField(label=_("Nama penanda tangan"), max_length=160, required=False)
    signatory_nip = forms.CharField(
        label=_("NIP penanda tangan"), help_text=_("18 angka; spasi boleh ada."), max_length=40, required=False
    )
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, letterhead: Letterhead) -> "LetterheadForm":
        """The form as it is opened."""
        return cls(initial=stored_values(letterhead))

    def clean_government(self) -> str:
        """With single spaces."""
        return _single_spaced(self.cleaned_data["government"])

    def clean_place(self) -> str:
        """With single spaces."""
        return _single_spaced(self.cleaned_data["place"])

    def clean_signatory_title(self) -> str:
        """With single spaces."""
        return _single_spaced(self.cleaned_data["signatory_title"])

    def clean_signatory_name(self) -> str:
        """With single spaces."""
        return _single_spaced(self.cleaned_data["signatory_name"])

    def clean_lines(self) -> str:
        """Without empty rows; each with single spaces."""
        rows = [row for row in map(_single_spaced, self.cleaned_data["lines"].splitlines()) if row]
        if len(rows) > MOST_LINES:
            msg = _("Ada %(count)s baris. Gabungkan menjadi paling banyak %(most)s.")
            raise forms.ValidationError(msg, params={"count": len(rows), "most": MOST_LINES})
        for number, row in enumerate(rows, start=1):
            if len(row) > LONGEST_LINE:
                msg = _("Baris %(number)s memuat %(length)s huruf. Ringkas menjadi paling banyak %(most)s.")
                raise forms.ValidationError(msg, params={"number": number, "length": len(row), "most": LONGEST_LINE})
        return "\n".join(rows)

    def clean_signatory_nip(self) -> str:
        """18 digits, or nothing."""
        typed = self.cleaned_data["signatory_nip"]
        if not typed:
            return ""
        try:
            return read_nip(typed).value
        except ValueRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_logo(self) -> bytes:
        """The logo as it is printed, or nothing."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["logo"]
        if upload is None:
            return b""
        if (upload.size or 0) > MOST_UPLOADED:
            raise forms.ValidationError(_("Logo ini lebih dari 5 MB. Perkecil, lalu pilih lagi."))
        try:
            return clean_logo(upload.read())
        except LogoRefusedError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def facts(self) -> LetterheadFacts:
        """What was written."""
        return LetterheadFacts(**{name: self.cleaned_data[name] for name in LetterheadFacts.__dataclass_fields__})

    def logo_change(self) -> LogoChange | None:
        """What becomes of the logo; a new one goes before its removal."""
        if self.cleaned_data["logo"]:
            return LogoChange(self.cleaned_data["logo"])
        return LogoChange(b"") if self.cleaned_data["remove_logo"] else None

    def began_with(self) -> datetime.datetime | None:
        """When what the form showed had been written; what was tampered with is as good as nothing."""
        try:
            return parse_datetime(self.cleaned_data["began"])
        except ValueError:
            return None


def stored_values(letterhead: Letterhead) -> dict[str, str]:
    """What is stored, as the fields of the form."""
    facts = LetterheadFacts.of(letterhead)
    began = letterhead.changed_at.isoformat() if letterhead.pk else ""
    return {name: getattr(facts, name) for name in LetterheadFacts.__dataclass_fields__} | {"began": began}


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
