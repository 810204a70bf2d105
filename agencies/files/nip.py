"""The NIP (nomor induk pegawai), the 18-digit number of a civil servant (contract section 4).

Digits 1-8 are the birth date, 9-12 the year of appointment, 13-14 the month of appointment (PNS) or 20 + the number of
the contract (PPPK), 15 the sex, 16-18 a serial number. It is text: a spreadsheet that takes it for a number keeps only
its first 15 digits.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.files.errors import ValueRefused

EmploymentStatus = Literal["PNS", "PPPK"]

YOUNGEST_APPOINTMENT = 16
OLDEST_APPOINTMENT = 65

_AS_TEXT = gettext_lazy(
    "Ubah format kolom NIP menjadi Teks (Text), lalu ketik atau tempel ulang NIP dari sumber aslinya; "
    "angka yang hilang tidak dapat dikembalikan dari berkas ini."
)
_TURNED_INTO_NUMBER = gettext_lazy(
    "NIP ini telah diubah lembar kerja menjadi bilangan sehingga angka belakangnya hilang."
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Nip:
    """A checked NIP: `value` is 18 digits without spaces; `warnings` are sentences on what is odd in it."""

    value: str
    warnings: tuple[str, ...] = ()

    @property
    def birth_date(self) -> date:
        return _date_of(self.value)

    @property
    def status(self) -> EmploymentStatus:
        """PNS or PPPK by digits 13-14; the status that counts is the one in the employee's own record."""
        return status_of(self.value)


def read_nip(raw: object, *, today: date | None = None) -> Nip:
    """The NIP that a cell holds.

    `today` (default: the present day) only serves the warning about dates in the future. Raises ValueRefused with what
    is wrong and how to mend it.
    """
    digits = _digits_of(raw)
    born = _check_digits(digits)
    return Nip(digits, tuple(_oddities(digits, born, today or datetime.now(tz=UTC).date())))


def status_of(value: str) -> EmploymentStatus:
    """The status that digits 13-14 of a checked NIP stand for."""
    return "PNS" if value[12] in "01" else "PPPK"


def status_warning(value: str, status: str) -> str | None:
    """The warning when the status column (PNS, PPPK) says something else than digits 13-14 of the checked NIP."""
    by_digits = status_of(value)
    if by_digits == status:
        return None
    message = _(
        "Angka ke-13 dan ke-14 NIP (%(digits)s) menunjukkan %(by_digits)s, bukan %(status)s. "
        "Periksa NIP atau statusnya."
    )
    return message % {"digits": value[12:14], "by_digits": by_digits, "status": status}


def format_nip(value: str) -> str:
    """A NIP grouped 8-6-1-3 for reading: `19850417 201001 1 012`."""
    return f"{value[:8]} {value[8:14]} {value[14:15]} {value[15:]}"


def masked_nip(value: str) -> str:
    """A NIP that its holder recognises but that tells no birth day to others: `1985**** ****** * 012`."""
    return f"{value[:4]}**** ****** * {value[15:]}"


def _digits_of(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise ValueRefused(_("Isi dengan 18 angka NIP sebagai teks, misalnya 198504172010011012."))
    if not isinstance(raw, str):
        raise ValueRefused(_number_refusal(raw))
    digits = "".join(raw.split())
    if _SCIENTIFIC.fullmatch(digits):
        raise ValueRefused(f"{_TURNED_INTO_NUMBER} {_AS_TEXT}")
    if digits and not _DIGITS.fullmatch(digits):
        odd = next(char for char in digits if not _DIGITS.fullmatch(char))
        shown = f'"{odd}"' if odd.isprintable() else _("tak terlihat (%(code)s)") % {"code": f"U+{ord(odd):04X}"}
        message = _("NIP hanya boleh berisi angka dan spasi. Hapus karakter %(character)s.")
        raise ValueRefused(message % {"character": shown})
    if len(digits) != 18:
        raise ValueRefused(_length_refusal(len(digits)))
    return digits


def _number_refusal(number: float | Decimal) -> str:
    length = len(f"{abs(number):.0f}")
    return _length_refusal(length) if length < 16 else f"{_TURNED_INTO_NUMBER} {_AS_TEXT}"


def _length_refusal(length: int) -> str:
    if length == 9:
        return _(
            "Ini NIP lama (9 angka). Isi dengan NIP baru 18 angka; padanannya ada di surat keputusan konversi NIP "
            "atau data kepegawaian BKN."
        )
    if not length:
        return _("NIP belum diisi. Isi lengkap, misalnya 198504172010011012.")
    found = _("NIP harus 18 angka, di sini %(length)s angka. Isi lengkap, misalnya 198504172010011012.")
    return found % {"length": length}


def _check_digits(digits: str) -> date:
    """The birth date, once every rule of the contract holds."""
    try:
        born = _date_of(digits)
    except ValueError:
        message = _(
            "Angka ke-1 sampai ke-8 (%(digits)s) bukan tanggal lahir yang sah (tahun, bulan, tanggal). Periksa NIP."
        )
        raise ValueRefused(message % {"digits": digits[:8]}) from None
    if int(digits[8:12]) <= born.year:
        message = _(
            "Angka ke-9 sampai ke-12 (%(digits)s) harus tahun pengangkatan setelah tahun lahir %(year)s. Periksa NIP."
        )
        raise ValueRefused(message % {"digits": digits[8:12], "year": f"{born.year:04}"})
    appointment = int(digits[12:14])
    if not (1 <= appointment <= 12 or 21 <= appointment <= 29):
        message = _("Angka ke-13 dan ke-14 (%(digits)s) harus bulan 01-12 (PNS) atau 21-29 (PPPK). Periksa NIP.")
        raise ValueRefused(message % {"digits": digits[12:14]})
    if digits[14] not in "12":
        message = _("Angka ke-15 (%(digit)s) harus 1 (laki-laki) atau 2 (perempuan). Periksa NIP.")
        raise ValueRefused(message % {"digit": digits[14]})
    if digits[15:] == "000":
        message = _(
            "Tiga angka terakhir tidak boleh 000; biasanya ini terjadi karena NIP pernah tersimpan sebagai bilangan."
        )
        raise ValueRefused(f"{message} {_AS_TEXT}")
    return born


def _oddities(digits: str, born: date, today: date) -> list[str]:
    appointed = int(digits[8:12])
    age = appointed - born.year
    warnings = []
    if born > today:
        message = _("Tanggal lahir dalam NIP (%(day)s) belum terjadi. Periksa NIP.")
        warnings.append(message % {"day": born.isoformat()})
    if appointed > today.year:
        message = _("Tahun pengangkatan dalam NIP (%(year)s) belum tiba. Periksa NIP.")
        warnings.append(message % {"year": appointed})
    if not YOUNGEST_APPOINTMENT <= age <= OLDEST_APPOINTMENT:
        message = _("Menurut NIP, pegawai ini diangkat pada umur %(age)s tahun. Periksa NIP.")
        warnings.append(message % {"age": age})
    return warnings


def _date_of(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
