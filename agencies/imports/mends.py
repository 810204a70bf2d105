"""Rules that mend a cell: each proposes what was probably meant, and only what the column then accepts."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from agencies.files.columns import (
    Column,
    DateWidget,
    IntegerWidget,
    NipWidget,
    NumberWidget,
    PeriodWidget,
    TargetWidget,
)
from agencies.files.values import NumberRange
from agencies.imports.cells import shown
from agencies.imports.number_words import number_in_words, number_without_signs, written

CLOSE_ENOUGH = 0.5
FEW_WORDS = 300
"""Among so many words even a far one may be the one meant."""
MOST_LETTERS_APART = 3

#: What other systems and people call the contract's words; only those that a column accepts are proposed.
CALLED_ELSEWHERE = {
    "maksimal": "naik",
    "maximize": "naik",
    "positif": "naik",
    "minimal": "turun",
    "minimize": "turun",
    "negatif": "turun",
    "jumlah": "hitungan",
    "kumulatif": "hitungan",
    "akumulasi": "hitungan",
    "snapshot": "posisi",
    "keadaan": "posisi",
    "output": "keluaran",
    "outcome": "hasil",
    "mutu": "kualitas",
    "volume": "kuantitas",
    "anggaran": "biaya",
    "pokok": "utama",
    "p3k": "pppk",
    "pejabat pelaksana tugas": "plt",
    "pelaksana tugas": "plt",
    "pelaksana harian": "plh",
    "tetap": "definitif",
}

_MONTHS = ("jan", "feb", "mar", "apr", "me", "jun", "jul", "ag", "sep", "ok", "no", "de")
_ENGLISH = {"may": 5, "oct": 10, "aug": 8}
_NAMED_DAY = re.compile(r"(?P<day>[0-9]{1,2})[-/. ]+(?P<month>[A-Za-z]{3,9})\.?[-/. ]+(?P<year>[0-9]{4})")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[-/. ]+(?P<month>[0-9]{1,2})[-/. ]+(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/. ]+(?P<month>[0-9]{1,2})[-/. ]+(?P<day>[0-9]{1,2})(?:[ T].*)?")
_NAMED_MONTH = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?[-/. ]+(?P<year>[0-9]{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})[-/. ]+(?P<year>[0-9]{4})")
_YEAR_AND_MONTH = re.compile(r"(?P<year>[0-9]{4})[-/. ]*(?P<month>[0-9]{1,2})")
_AROUND = " \t\n\xa0\"'`“”‘’.,;:*!?()[]{}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a cell probably meant, and the rule that says so."""

    rule: str
    text: str


def suggestion(
    column: Column, raw: object, words: Sequence[str] = (), *, guesses_words: bool = True
) -> Suggestion | None:
    """What an unaccepted cell probably meant; ``words`` are those that the column accepts, where they are known.

    Without ``guesses_words`` only rules are asked that are sure of themselves: for thousands of rows at once.
    """
    text = " ".join(shown(raw).replace("\xa0", " ").split())
    if not text:
        return Suggestion("choice", words[0]) if len(words) == 1 and guesses_words else None
    for rule, propose in _rules_of(column, words if guesses_words else ()):
        for proposed in propose(text):
            if proposed != shown(raw) and _is_accepted(column, proposed, words):
                return Suggestion(rule, proposed)
    return None


def closest(text: str, words: Sequence[str], *, most: int) -> list[str]:
    """The words that are written most alike, the closest first."""
    near = _alike(text.strip(_AROUND).casefold(), words)
    found = get_close_matches(text.casefold(), near, n=most, cutoff=0.0)
    return [near[folded] for folded in found]


def likely_word(text: str, words: Sequence[str]) -> str | None:
    """The word that was probably meant: what other systems call it, or what is written nearly alike."""
    folded = text.strip(_AROUND).casefold()
    by_folded = _folded(tuple(words))
    if CALLED_ELSEWHERE.get(folded) in by_folded:
        return by_folded[CALLED_ELSEWHERE[folded]]
    near = _alike(folded, words)
    found = get_close_matches(folded, near, n=1, cutoff=CLOSE_ENOUGH) if folded else []
    return near[found[0]] if found else None


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> dict[str, str]:
    """The words by what they are in small letters."""
    return {word.casefold(): word for word in words}


def _alike(folded: str, words: Sequence[str]) -> dict[str, str]:
    """The words to compare with: of many (codes, NIPs) those that begin alike and are about as long."""
    by_folded = _folded(tuple(words))
    if len(by_folded) <= FEW_WORDS or not folded:
        return by_folded
    return {
        other: word
        for other, word in by_folded.items()
        if other[:1] == folded[0] and abs(len(other) - len(folded)) <= MOST_LETTERS_APART
    }


Propose = Callable[[str], Iterator[str]]


def _rules_of(column: Column, words: Sequence[str]) -> Iterator[tuple[str, Propose]]:
    yield "tidy", _tidied
    if isinstance(column.widget, NumberWidget | TargetWidget | IntegerWidget):
        yield "percent", _without_percent
        yield "words", _number_of_words
        yield "figure", _figure
    elif isinstance(column.widget, DateWidget):
        yield "date", _day
    elif isinstance(column.widget, PeriodWidget):
        yield "period", _month
    elif isinstance(column.widget, NipWidget):
        yield "figure", _digits
    elif words:
        yield "choice", lambda text: iter([likely_word(text, words) or ""])


def _is_accepted(column: Column, text: str, words: Sequence[str]) -> bool:
    if words:
        return text.casefold() in _folded(tuple(words))
    reading = column.reading(text)
    is_range = isinstance(reading.value, NumberRange) and not isinstance(column.widget, TargetWidget)
    return reading.refusal is None and reading.value is not None and not is_range


def _tidied(text: str) -> Iterator[str]:
    yield text.strip(_AROUND)


def _without_percent(text: str) -> Iterator[str]:
    if "%" in text or "persen" in text.lower():
        yield from _figure(text)
        yield from _number_of_words(text.replace("%", " "))


def _number_of_words(text: str) -> Iterator[str]:
    number = number_in_words(text)
    if number is not None:
        yield written(number)


def _figure(text: str) -> Iterator[str]:
    figure = number_without_signs(text)
    if figure:
        yield figure


def _digits(text: str) -> Iterator[str]:
    yield re.sub(r"[^0-9]", "", text)


def _day(text: str) -> Iterator[str]:
    for pattern in (_NAMED_DAY, _YEAR_FIRST, _DAY_FIRST):
        found = pattern.fullmatch(text.strip(_AROUND))
        month = found and _month_number(found["month"])
        if found and month:
            try:
                yield datetime.date(int(found["year"]), month, int(found["day"])).isoformat()
            except ValueError:
                continue


def _month(text: str) -> Iterator[str]:
    for day in _day(text):
        yield day[:7]
    for pattern in (_NAMED_MONTH, _MONTH_FIRST, _YEAR_AND_MONTH):
        found = pattern.fullmatch(text.strip(_AROUND))
        month = found and _month_number(found["month"])
        if found and month:
            yield f"{int(found['year']):04}-{month:02}"


def _month_number(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    name = text.lower()
    by_name = next((place for place, start in enumerate(_MONTHS, start=1) if name.startswith(start)), None)
    return _ENGLISH.get(name[:3]) or by_name
