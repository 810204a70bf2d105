"""What a verifier sends: what was seen of an actual, and what is said of it."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from appraisal.services.verification.hold_claims import LONGEST_REASON

REASONS = {
    "tanpa-bukti": _("Bukti dukung belum ada."),
    "bukti-lain": _("Bukti tidak mendukung angka ini."),
    "angka-lain": _("Angka tidak sama dengan yang tertulis pada bukti."),
    "satuan": _("Satuan atau bulannya tampak keliru."),
    "tidak-terbaca": _("Bukti tidak terbaca; unggah yang lebih jelas."),
}
"""Common reasons, as the address of a choice names them."""
LONGEST_VERSION = 40
SEEN = "realisasi"
"""How a list names what it showed: the id and the version of each actual."""


class ReturnForm(forms.Form):
    """Why an actual is returned: ticked, written, or both."""

    alasan = forms.MultipleChoiceField(
        label=_("Alasan pengembalian"),
        choices=list(REASONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih alasan dari daftar.")},
    )
    catatan = forms.CharField(
        label=_("Penjelasan"),
        help_text=_("Sebut apa yang perlu diperbaiki. Dibaca oleh pegawai yang bersangkutan."),
        required=False,
        max_length=LONGEST_REASON - 500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Penjelasan terlalu panjang. Ringkas menjadi paling banyak 1.500 karakter.")},
    )

    def reason(self) -> str:
        """The sentence that the employee reads."""
        ticked = [str(REASONS[name]) for name in self.cleaned_data.get("alasan", [])]
        return " ".join([*ticked, self.cleaned_data.get("catatan", "").strip()]).strip()


class DeclareForm(forms.Form):
    """Why a month does not count."""

    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Misalnya cuti melahirkan, atau kegiatan ditiadakan dengan surat nomor berapa."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Alasan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter.")},
    )


def seen_version(data: QueryDict) -> str:
    """The state of the actual that was on the screen."""
    return data.get("versi", "")[:LONGEST_VERSION]


def seen_value(data: QueryDict) -> str:
    """The value that was on the screen, as it was written there."""
    return "".join(char for char in data.get("terlihat", "") if char.isprintable())[:60]


def seen_claims(names: Iterable[str]) -> dict[int, str]:
    """The version of each actual that a list showed, by its id; what is no such pair is left out."""
    found = {}
    for name in names:
        number, _mark, version = name.partition("|")
        if number.isdecimal() and len(number) <= 18:
            found[int(number)] = version[:LONGEST_VERSION]
    return found
