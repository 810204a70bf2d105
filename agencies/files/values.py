"""Reading one cell: numbers, ranges, dates, periods, choices and texts, exactly as contract section 4 says.

A cell is a string (CSV, text cells) or what a spreadsheet stores: int, float, Decimal, bool, date, datetime, time,
timedelta. Every reader returns None for no value (empty or `-`) and raises ValueRefused, with a sentence that tells how
to mend it, for anything that it does not understand: nothing is guessed.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.files.errors import ValueRefused, shown_number

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Choice = TypeVar("Choice", bound=str)

# Far above any regional budget in rupiah (15 digits), and still exact in every column and calculation.
MOST_WHOLE_DIGITS = 18
MOST_DECIMALS = 18
EARLIEST_YEAR = 1900

NUMBER_HINT = gettext_lazy("Isi dengan angka, misalnya 100 atau 12,5.")
RANGE_HINT = gettext_lazy("Isi dengan rentang, misalnya 80-90 atau 80 s.d. 90.")
TARGET_HINT = gettext_lazy("Isi dengan angka, misalnya 100, atau rentang, misalnya 80-90.")
DATE_HINT = gettext_lazy("Isi dengan tanggal, misalnya 2026-01-31 atau 31/01/2026.")
MONTH_HINT = gettext_lazy("Isi dengan bulan, misalnya 2026-01.")
PERIOD_HINT = gettext_lazy("Isi dengan periode, misalnya 2026-01, 2026-Q1, 2026-S1 atau 2026.")
TEXT_HINT = gettext_lazy("Isi dengan teks.")
TEXT_FORMAT_HINT = gettext_lazy("Ubah format sel menjadi Teks (Text), lalu ketik ulang isinya.")

_DASHES = str.maketrans({"−": "-", "–": "-"})
_GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"
_NUMBER = rf"-?(?:{_GROUPED}|[0-9]+(?:[.,][0-9]+)?)"
_IS_NUMBER = re.compile(_NUMBER)
_IS_GROUPED = re.compile(rf"-?{_GROUPED}")
_IS_DOUBTFUL = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_IS_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?:-|s\.d\.)\s*(?P<high>{_NUMBER})", re.IGNORECASE)
_IS_ISO_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_IS_SLASHED_DATE = re.compile(r"(?P<day>[0-9]{2})/(?P<month>[0-9]{2})/(?P<year>[0-9]{4})")
_IS_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q[1-4]|S[12]))?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Copied along from web pages and chats, seen by nobody: space of no width, marks of writing direction, soft hyphen.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")

# Indonesian and English, short and in full. Not any word: "12 desa" is a number with its unit.
_MONTH_NAME = (
    "(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ei]?|jul[iy]?|agu(?:stus)?|agt|ags"
    "|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?)"
)

_WHY_NOT_A_NUMBER = (
    (re.compile(r".*%.*", re.DOTALL), gettext_lazy("Hapus tanda persen; isi angkanya saja, misalnya 95 untuk 95%.")),
    (_IS_RANGE, gettext_lazy("Di sini diperlukan satu angka, bukan rentang.")),
    (re.compile(r"-?[0-9.,]+[eE][+-]?[0-9]+"), gettext_lazy("Notasi ilmiah tidak diterima; tulis angkanya lengkap.")),
    (
        re.compile(
            rf"[0-9]{{1,4}}[-/ ](?:[0-9]{{1,2}}|{_MONTH_NAME})(?:[-/ ][0-9]{{2,4}})?(?:[ T][0-9:.]+)?", re.IGNORECASE
        ),
        gettext_lazy("Ini tampak seperti tanggal; lembar kerja sering mengubah isian seperti 5-10 menjadi tanggal."),
    ),
    (
        re.compile(r"-?[0-9.,]+"),
        gettext_lazy(
            "Susunan titik dan koma tidak jelas; titik memisahkan ribuan dan koma menandai desimal, misalnya 1.234,56."
        ),
    ),
    (re.compile(r"-?[0-9.,\s]+"), gettext_lazy("Hapus spasi di dalam angka.")),
    (
        re.compile(r"-?[0-9.,]+\s*[A-Za-z][^0-9]*"),
        gettext_lazy("Tulis angkanya saja tanpa satuan atau kata; 2 juta ditulis 2.000.000."),
    ),
)


class NumberRange(NamedTuple):
    """A target range with both bounds included, `low` <= `high`."""

    low: Decimal
    high: Decimal


class ReadNumber(NamedTuple):
    """A number, or None for no value, and a warning where the notation could have been meant otherwise."""

    value: Decimal | None
    warning: str | None = None


class ReadTarget(NamedTuple):
    """A target, or None for no value, and a warning where the notation could have been meant otherwise."""

    value: Decimal | NumberRange | None
    warning: str | None = None


def is_empty(raw: object) -> bool:
    """Whether the cell holds no value: nothing, only spaces, or a lone dash. 0 is a value."""
    return raw is None or (isinstance(raw, str) and raw.strip() in {"", "-", "−", "–"})


def read_number(raw: object, *, decimals: int = MOST_DECIMALS) -> ReadNumber:
    """A number as Indonesia writes it: comma decimal, points in groups of three are thousands.

    A number cell is taken as it is. `decimals` is the most that may stand after the comma: rounding is not for a reader
    to do.
    """
    return _read_number(raw, decimals=decimals, hint=NUMBER_HINT)


def read_target(raw: object, *, is_range: bool | None = None, decimals: int = MOST_DECIMALS) -> ReadTarget:
    """A target: a range where the indicator's direction needs one (`is_range`), else a single number.

    With `is_range` None both are taken, for readers that know the indicator only later: see `check_target`.
    """
    match = _IS_RANGE.fullmatch(raw.translate(_DASHES).strip()) if isinstance(raw, str) else None
    if match:
        target = _read_range(match, decimals=decimals)
    else:
        hint = {True: RANGE_HINT, False: NUMBER_HINT, None: TARGET_HINT}[is_range]
        target = ReadTarget(*_read_number(raw, decimals=decimals, hint=hint))
    if is_range is not None:
        check_target(target.value, is_range=is_range)
    return target


def check_target(target: Decimal | NumberRange | None, *, is_range: bool) -> None:
    """Refuse a range for an indicator that has none, and a single number for one that needs a range."""
    if is_range and isinstance(target, Decimal):
        raise ValueRefused(_joined(_("Indikator ini memerlukan rentang, bukan satu angka."), RANGE_HINT))
    if not is_range and isinstance(target, NumberRange):
        raise ValueRefused(_joined(_("Indikator ini memerlukan satu angka, bukan rentang."), NUMBER_HINT))


def read_integer(raw: object, *, lowest: int, highest: int) -> int | None:
    """A whole number between two bounds, both included: days, events, levels, years."""
    value = read_number(raw).value
    if value is None:
        return None
    if value != value.to_integral_value() or not lowest <= value <= highest:
        bounds = {"lowest": lowest, "highest": highest}
        raise ValueRefused(_("Isi dengan bilangan bulat %(lowest)s sampai %(highest)s.") % bounds)
    return int(value)


def read_date(raw: object) -> date | None:
    """A day: `2026-01-31`, `31/01/2026` or a date cell without a time of day."""
    if is_empty(raw):
        return None
    if isinstance(raw, datetime):
        if raw.time() != time():
            raise ValueRefused(_joined(_("Sel ini berisi tanggal dengan jam."), DATE_HINT))
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = raw.strip() if isinstance(raw, str) else ""
    match = _IS_ISO_DATE.fullmatch(text) or _IS_SLASHED_DATE.fullmatch(text)
    if not match:
        raise ValueRefused(str(DATE_HINT))
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        raise ValueRefused(_joined(_("Tanggal ini tidak ada di kalender."), DATE_HINT)) from None
    if day.year < EARLIEST_YEAR:
        far = _("Tahun %(year)s terlalu lampau.") % {"year": match["year"]}
        raise ValueRefused(_joined(far, DATE_HINT))
    return day


def read_period(raw: object, *, months_only: bool = False) -> str | None:
    """A period in its one notation: `2026-01`, and unless `months_only` also `2026-Q1`, `2026-S1`, `2026`.

    A spreadsheet turns `2026-01` into the date of that month's first day while it is typed; such a cell is that month.
    """
    hint = MONTH_HINT if months_only else PERIOD_HINT
    if is_empty(raw):
        return None
    if isinstance(raw, date):
        if raw.day != 1 or (isinstance(raw, datetime) and raw.time() != time()):
            raise ValueRefused(_joined(_("Sel ini berisi tanggal."), hint, TEXT_FORMAT_HINT))
        return f"{raw.year:04}-{raw.month:02}"
    text = raw.strip().upper() if isinstance(raw, str) else str(_cell_number(raw, hint))
    match = _IS_PERIOD.fullmatch(text.translate(_DASHES))
    if not match or (months_only and not match["month"]) or int(match["year"]) < EARLIEST_YEAR:
        raise ValueRefused(str(hint))
    return match[0]


def read_choice(raw: object, choices: Iterable[Choice]) -> Choice | None:
    """One of a few words, whatever its case; a near miss is answered with the word that was probably meant."""
    if is_empty(raw):
        return None
    by_word = {choice.casefold(): choice for choice in choices}
    word = raw.strip().casefold() if isinstance(raw, str) else None
    if word in by_word:
        return by_word[word]
    near = get_close_matches(word or "", by_word, n=1)
    hint = _("Isi dengan salah satu: %(words)s.") % {"words": ", ".join(by_word.values())}
    meant = _('Mungkin maksud Anda "%(word)s"?') % {"word": by_word[near[0]]} if near else ""
    raise ValueRefused(f"{meant} {hint}" if meant else hint)


def read_text(raw: object, *, most: int | None = None) -> str | None:
    """A text without outer spaces; `most` is the greatest length.

    A whole number in a number cell is taken as its digits; other number cells and date cells are refused, because the
    spreadsheet may have changed what was typed (code `1.10` becomes the number 1.1, code `1-2` a date).
    """
    if is_empty(raw):
        return None
    text = _INVISIBLE.sub("", raw) if isinstance(raw, str) else _digits_of(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()
    control = _CONTROL.search(text)
    if control:
        message = _("Teks ini memuat karakter tak terlihat (%(character)s). Ketik ulang isinya.")
        raise ValueRefused(message % {"character": f"U+{ord(control[0]):04X}"})
    if most is not None and len(text) > most:
        values = {"length": len(text), "most": most}
        raise ValueRefused(_("Teks ini %(length)s karakter; batasnya %(most)s. Persingkat.") % values)
    return text or None


def plain_number(value: Decimal) -> str:
    """A number for a file, with a decimal point, such that `read_number` reads it back without a doubt.

    Three decimals after 1-3 digits look like thousands (`302.663`), so such a number gets a fourth (`302.6630`).
    """
    text = f"{value:f}"
    return f"{text}0" if _IS_GROUPED.fullmatch(text) else text


def _read_number(raw: object, *, decimals: int, hint: "_StrPromise") -> ReadNumber:
    if is_empty(raw):
        return ReadNumber(None)
    if not isinstance(raw, str):
        return ReadNumber(_bounded(_cell_number(raw, hint), decimals))
    text = raw.translate(_DASHES).strip()
    if not _IS_NUMBER.fullmatch(text):
        why = next((why for pattern, why in _WHY_NOT_A_NUMBER if pattern.fullmatch(text)), None)
        raise ValueRefused(f"{why} {hint}" if why else str(hint))
    return ReadNumber(_bounded(_parsed(text), decimals), _thousands_warning(text))


def _read_range(match: re.Match[str], *, decimals: int) -> ReadTarget:
    low, high = (_bounded(_parsed(match[bound]), decimals) for bound in ("low", "high"))
    if low > high:
        message = _(
            "Batas bawah %(low)s lebih besar daripada batas atas %(high)s. Tulis yang kecil dahulu, misalnya 80-90."
        )
        raise ValueRefused(message % {"low": shown_number(low), "high": shown_number(high)})
    return ReadTarget(NumberRange(low, high), _thousands_warning(match["low"], match["high"]))


def _parsed(text: str) -> Decimal:
    if _IS_GROUPED.fullmatch(text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))


def _bounded(value: Decimal, decimals: int) -> Decimal:
    """The number in plain digits and without a sign on zero, refused where it is too long to keep exactly."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueRefused(str(NUMBER_HINT))
    if value and value.adjusted() >= MOST_WHOLE_DIGITS:
        raise ValueRefused(_("Angka ini lebih dari %(most)s digit. Periksa isinya.") % {"most": MOST_WHOLE_DIGITS})
    if -exponent > decimals:
        message = _("Angka ini memuat %(count)s digit di belakang koma; batasnya %(most)s. Bulatkan dahulu.")
        raise ValueRefused(message % {"count": -exponent, "most": decimals})
    if exponent > 0:
        value = Decimal(int(value))
    return value or abs(value)


def _thousands_warning(*texts: str) -> str | None:
    """For `302.663`: thousands by the rule, yet many a system writes 302,663 that way."""
    read = [shown_number(_parsed(text)) for text in texts if _IS_DOUBTFUL.fullmatch(text)]
    if not read:
        return None
    message = _("Dibaca %(read)s, karena titik di sini pemisah ribuan. Bila maksudnya desimal, tulis dengan koma.")
    return message % {"read": _(" dan ").join(read)}


def _cell_number(raw: object, hint: "_StrPromise") -> Decimal:
    """The number of a number cell: a float by its shortest notation, which is what the spreadsheet's user typed."""
    if isinstance(raw, bool):
        raise ValueRefused(_joined(_("Sel ini berisi nilai logika (TRUE/FALSE)."), hint))
    if isinstance(raw, date):
        found = _("Sel ini berisi tanggal; lembar kerja sering mengubah isian seperti 5-10 menjadi tanggal.")
        raise ValueRefused(_joined(found, TEXT_FORMAT_HINT, hint))
    if isinstance(raw, time | timedelta):
        raise ValueRefused(_joined(_("Sel ini berisi jam."), TEXT_FORMAT_HINT, hint))
    if isinstance(raw, float):
        return Decimal(int(raw)) if raw.is_integer() else Decimal(repr(raw))
    if isinstance(raw, int | Decimal):
        return Decimal(raw)
    raise ValueRefused(str(hint))


def _digits_of(raw: object) -> str:
    number = _cell_number(raw, TEXT_HINT)
    if not number.is_finite() or number != number.to_integral_value():
        found = _("Sel ini berisi angka, sehingga nol di ujungnya dapat hilang (1.10 menjadi 1.1).")
        raise ValueRefused(_joined(found, TEXT_FORMAT_HINT))
    return str(int(number))


def _joined(*sentences: object) -> str:
    return " ".join(map(str, sentences))
