"""Numbers as people write them in words or with a unit: `seratus`, `2 juta`, `95 %`, `Rp 1.500.000`, `12 desa`."""

import re
from decimal import Decimal

from agencies.files.errors import ValueRefused, shown_number
from agencies.files.values import read_number

_ONES = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
_SCALES = {"ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000, "milyar": 1_000_000_000}
_FIGURE = re.compile(r"-?[0-9][0-9.,]*")


def number_in_words(text: str) -> Decimal | None:
    """`seratus dua puluh lima`, `sepuluh persen`, `1,5 juta`; None for anything else."""
    words = text.lower().replace("persen", " ").split()
    if not words:
        return None
    total = below = Decimal(0)
    tens: Decimal | None = None
    for word in (part for each in words for part in _parts(each)):
        if tens is None and (value := _value_of(word)) is not None:
            tens = value
        elif word in {"belas", "puluh", "ratus"} and tens is not None:
            below += tens + 10 if word == "belas" else tens * {"puluh": 10, "ratus": 100}[word]
            tens = None
        elif word in _SCALES and (tens is not None or below):
            total += (below + (tens or 0)) * _SCALES[word]
            below, tens = Decimal(0), None
        else:
            return None
    return total + below + (tens or 0)


def number_without_signs(text: str) -> str | None:
    """The one figure of a text without its unit, currency or percent sign; None where it holds no or several."""
    joined = re.sub(r"(?<=[0-9])[\s\xa0]+(?=[0-9]{3}(?![0-9]))", "", text)
    figures = _FIGURE.findall(joined)
    if len(figures) != 1:
        return None
    figure = figures[0].rstrip(".,")
    rest = joined.replace(figures[0], "", 1).lower()
    if re.search(r"ribu|juta|mil[iy]ar", rest):
        return None
    return str(figure)


def written(number: Decimal) -> str:
    """The number for a cell."""
    return shown_number(number)


def _parts(word: str) -> list[str]:
    """`seratus` is one hundred, as `setengah` is no whole number."""
    for scale in ("belas", "puluh", "ratus", "ribu", "juta"):
        if word == f"se{scale}" and word not in _ONES:
            return ["satu", scale]
    return [word]


def _value_of(word: str) -> Decimal | None:
    if word in _ONES:
        return Decimal(_ONES[word])
    if not _FIGURE.fullmatch(word):
        return None
    try:
        return read_number(word).value
    except ValueRefused:
        return None
