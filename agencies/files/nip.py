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

from agencies.files.errors import ValueRefused

EmploymentStatus = Literal["PNS", "PPPK"]

YOUNGEST_APPOINTMENT = 16
OLDEST_APPOINTMENT = 65

_AS_TEXT = (
    "Ubah format kolom NIP menjadi Teks (Text), lalu ketik atau tempel ulang NIP dari sumber aslinya; "
    "angka yang hilang tidak dapat dikembalikan dari berkas ini."
)
_TURNED_INTO_NUMBER = (
    f"NIP ini telah diubah lembar kerja menjadi bilangan sehingga angka belakangnya hilang. {_AS_TEXT}"
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Nip:
    """A checked NIP: `value` is 18 digits without spaces; `warnings` are Indonesian sentences on what is odd in it."""

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
    return (
        f"Angka ke-13 dan ke-14 NIP ({value[12:14]}) menunjukkan {by_digits}, bukan {status}. "
        "Periksa NIP atau statusnya."
    )


def format_nip(value: str) -> str:
    """A NIP grouped 8-6-1-3 for reading: `19850417 201001 1 012`."""
    return f"{value[:8]} {value[8:14]} {value[14:15]} {value[15:]}"


def masked_nip(value: str) -> str:
    """A NIP that its holder recognises but that tells no birth day to others: `1985**** ****** * 012`."""
    return f"{value[:4]}**** ****** * {value[15:]}"


def _digits_of(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise ValueRefused("Isi dengan 18 angka NIP sebagai teks, misalnya 198504172010011012.")
    if not isinstance(raw, str):
        raise ValueRefused(_number_refusal(raw))
    digits = "".join(raw.split())
    if _SCIENTIFIC.fullmatch(digits):
        raise ValueRefused(_TURNED_INTO_NUMBER)
    if digits and not _DIGITS.fullmatch(digits):
        odd = next(char for char in digits if not _DIGITS.fullmatch(char))
        shown = f'"{odd}"' if odd.isprintable() else f"tak terlihat (U+{ord(odd):04X})"
        raise ValueRefused(f"NIP hanya boleh berisi angka dan spasi. Hapus karakter {shown}.")
    if len(digits) != 18:
        raise ValueRefused(_length_refusal(len(digits)))
    return digits


def _number_refusal(number: float | Decimal) -> str:
    length = len(f"{abs(number):.0f}")
    return _length_refusal(length) if length < 16 else _TURNED_INTO_NUMBER


def _length_refusal(length: int) -> str:
    if length == 9:
        return (
            "Ini NIP lama (9 angka). Isi dengan NIP baru 18 angka; padanannya ada di surat keputusan konversi NIP "
            "atau data kepegawaian BKN."
        )
    found = f"NIP harus 18 angka, di sini {length} angka." if length else "NIP belum diisi."
    return f"{found} Isi lengkap, misalnya 198504172010011012."


def _check_digits(digits: str) -> date:
    """The birth date, once every rule of the contract holds."""
    try:
        born = _date_of(digits)
    except ValueError:
        raise ValueRefused(
            f"Angka ke-1 sampai ke-8 ({digits[:8]}) bukan tanggal lahir yang sah (tahun, bulan, tanggal). Periksa NIP."
        ) from None
    if int(digits[8:12]) <= born.year:
        raise ValueRefused(
            f"Angka ke-9 sampai ke-12 ({digits[8:12]}) harus tahun pengangkatan setelah tahun lahir {born.year:04}. "
            "Periksa NIP."
        )
    appointment = int(digits[12:14])
    if not (1 <= appointment <= 12 or 21 <= appointment <= 29):
        raise ValueRefused(
            f"Angka ke-13 dan ke-14 ({digits[12:14]}) harus bulan 01-12 (PNS) atau 21-29 (PPPK). Periksa NIP."
        )
    if digits[14] not in "12":
        raise ValueRefused(f"Angka ke-15 ({digits[14]}) harus 1 (laki-laki) atau 2 (perempuan). Periksa NIP.")
    if digits[15:] == "000":
        raise ValueRefused(
            "Tiga angka terakhir tidak boleh 000; biasanya ini terjadi karena NIP pernah tersimpan sebagai bilangan. "
            + _AS_TEXT
        )
    return born


def _oddities(digits: str, born: date, today: date) -> list[str]:
    appointed = int(digits[8:12])
    age = appointed - born.year
    warnings = []
    if born > today:
        warnings.append(f"Tanggal lahir dalam NIP ({born.isoformat()}) belum terjadi. Periksa NIP.")
    if appointed > today.year:
        warnings.append(f"Tahun pengangkatan dalam NIP ({appointed}) belum tiba. Periksa NIP.")
    if not YOUNGEST_APPOINTMENT <= age <= OLDEST_APPOINTMENT:
        warnings.append(f"Menurut NIP, pegawai ini diangkat pada umur {age} tahun. Periksa NIP.")
    return warnings


def _date_of(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
