"""Reads one key of a scheme document at a time, and collects a sentence for each that cannot be taken."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from appraisal.scoring.language import say
from appraisal.scoring.rounding import ZERO, plain, published

Choice = TypeVar("Choice", bound=StrEnum)

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FRACTION_BEYOND_CENTS = re.compile(r"\.\d\d\d*[1-9]")
LARGEST_NUMBER = Decimal("99999.99")
"""What a published figure can be stored as."""
LARGEST_WHOLE = 1_000


class Finding(NamedTuple):
    """What is wrong with one key of a scheme: the key, what stands there, and how to mend it. Its text is both."""

    key: str
    shown: str
    mend: str

    def __str__(self) -> str:
        return f"{self.key} = {self.shown}: {self.mend}"


class SchemeError(ValueError):
    """A scheme is refused. ``problems`` are Indonesian sentences that name the key, its value and the mend."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep them; the exception's text is all the sentences, one a line."""
        self.findings = tuple(findings)
        self.problems = tuple(map(str, findings))
        super().__init__("\n".join(self.problems))


class SchemeReader:
    """Turns raw values into typed ones; a refused one yields a harmless stand-in, so that one pass finds all errors."""

    def __init__(self) -> None:
        """Start without problems."""
        self.problems: list[Finding] = []

    def refuse(self, key: str, value: object, mend: str) -> None:
        """Note that a key cannot be taken: which, what stands there, and how to mend it."""
        self.problems.append(Finding(key, _shown(value), mend))

    def table(self, key: str, value: object, known: Sequence[str]) -> Mapping[str, object]:
        """A table with no other keys than the known ones."""
        if not isinstance(value, Mapping):
            self.refuse(key, value, say("harus berupa tabel dengan kunci {known}.", known=_listed(known)))
            return {}
        for name in value:
            if name not in known:
                mend = say("kunci ini tidak dikenal. Yang dikenal: {known}.", known=_listed(known))
                self.refuse(_joined(key, name), value[name], mend)
        return value

    def text(self, key: str, value: object) -> str:
        """A text of 1 to 100 characters, without spaces at its ends."""
        if isinstance(value, str) and 0 < len(value.strip()) <= 100:
            return value.strip()
        self.refuse(key, value, say("isi dengan teks, 1 sampai 100 huruf."))
        return ""

    def day(self, key: str, value: object) -> date:
        """A date, as TOML gives it or as ISO text."""
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        elif isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.refuse(key, value, say("isi dengan tanggal, misalnya 2026-01-01."))
        return date.min

    def choice(self, key: str, value: object, choices: type[Choice]) -> Choice:
        """One of a closed list of words."""
        for member in choices:
            if value == member.value:
                return member
        known = _listed([str(member) for member in choices])
        self.refuse(key, value, say("pilih salah satu: {known}.", known=known))
        return next(iter(choices))

    def whole(self, key: str, value: object, *, least: int) -> int:
        """A whole number that is neither below ``least`` nor above any number of raters."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            if value <= LARGEST_WHOLE:
                return value
            self.refuse(key, value, say("terlalu besar; paling besar {largest}.", largest=LARGEST_WHOLE))
            return least
        self.refuse(key, value, say("isi dengan bilangan bulat paling kecil {least}.", least=least))
        return least

    def number(self, key: str, value: object) -> Decimal:
        """A number of at least 0 with at most 2 decimals, so that a pocket calculator gives the published figure."""
        text = _number_text(value)
        if not _PLAIN_NUMBER.fullmatch(text):
            self.refuse(key, value, say('isi dengan angka bertitik desimal, misalnya "0.5".'))
        elif text.startswith("-") and Decimal(text) != 0:
            self.refuse(key, value, say("tidak boleh di bawah 0. Hapus tanda minusnya."))
        elif _FRACTION_BEYOND_CENTS.search(text):
            self.refuse(key, value, say("paling banyak dua angka di belakang titik."))
        elif Decimal(text) > LARGEST_NUMBER:
            self.refuse(key, value, say("terlalu besar; paling besar {largest}.", largest=LARGEST_NUMBER))
        else:
            return published(Decimal(text))
        return ZERO

    def numbers(self, key: str, value: object, *, amount: int) -> tuple[Decimal, ...]:
        """A list of exactly ``amount`` numbers."""
        if not isinstance(value, list | tuple) or len(value) != amount:
            self.refuse(key, value, say("isi dengan daftar {amount} angka.", amount=amount))
            return (ZERO,) * amount
        return tuple(self.number(f"{key}[{place}]", part) for place, part in enumerate(value, start=1))


def _number_text(value: object) -> str:
    if isinstance(value, bool):
        return ""
    if isinstance(value, Decimal):
        return plain(value) if value.is_finite() else ""
    if isinstance(value, int | float):
        return str(value)  # a float's text is what the file said, its binary value is not
    return value.strip() if isinstance(value, str) else ""


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_shown(part) for part in value)}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {_shown(part)}" for name, part in value.items()) + "}"
    return str(value)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _joined(key: str, name: object) -> str:
    return f"{key}.{name}" if key else str(name)
