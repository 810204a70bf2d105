"""The details of an event in words: what changed, from what to what, and the facts beside it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from agencies.dates import long_date, moment
from agencies.services.audit.words import CODES, FREE_TEXT, KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
SIDES = {"before", "after"}
MOST_LINES = 500
"""What an event holds is listed up to here: a decision on a thousand actuals is no page for anybody."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that an event records beside its subject."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was, and what is since; nothing on a side where there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """The details of an event. ``left_out``: so many lines more than are listed."""

    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]
    left_out: int = 0

    @property
    def sentence(self) -> str:
        """All of it in one line, as a cell of a file has it."""
        changes = [f"{one.label}: {one.before or '-'} → {one.after or '-'}" for one in self.changes]
        return "; ".join([*changes, *(f"{fact.label}: {fact.value}" for fact in self.facts)])


def tell_details(details: Mapping[str, object]) -> Told:
    """The details of an event in words; never fails, whatever was recorded."""
    rest = dict(details)
    changes: list[Change] = []
    if rest.keys() >= SIDES:
        changes.extend(_changes("", rest.pop("before"), rest.pop("after")))
    elif "before" in rest and ("value" in rest or "predicate" in rest):
        key = "value" if "value" in rest else "predicate"
        changes.append(Change(label_of(key), said(rest.pop("before"), key), said(rest.pop(key), key)))
    if "state_before" in rest:
        changes.append(Change(label_of("state"), said(rest.pop("state_before"), "state"), said(rest.pop("state", ""))))
    for key, value in list(rest.items()):
        if isinstance(value, dict) and value.keys() == SIDES:
            changes.extend(_changes(key, value["before"], value["after"]))
            del rest[key]
    facts = [fact for key, value in rest.items() for fact in _facts(label_of(key), value, key)]
    left_out = max(0, len(changes) - MOST_LINES) + max(0, len(facts) - MOST_LINES)
    return Told(tuple(changes[:MOST_LINES]), tuple(facts[:MOST_LINES]), left_out)


def label_of(key: str) -> str:
    """What a key is called; one that is not known, as it is."""
    return str(KEYS.get(key) or CODES.get(key) or key)


def said(value: object, key: str = "") -> str:
    """A single value as people write it; a list with semicolons between, nothing for nothing."""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(said(one, key) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{label_of(inner)}: {said(one, inner)}" for inner, one in value.items())
    text = str(value)
    return text if key in FREE_TEXT else _day_in_words(text) or str(CODES.get(text, text))


def _day_in_words(text: str) -> str:
    """A day or a moment that is written as programs do; nothing for any other text."""
    try:
        if DAY.fullmatch(text) and (day := parse_date(text)):
            return long_date(day)
        if MOMENT.fullmatch(text) and (at := parse_datetime(text)):
            return moment(at if at.tzinfo else at.replace(tzinfo=datetime.UTC))
    except (ValueError, OverflowError):
        return ""
    return ""


def _changes(name: str, before: object, after: object) -> Iterator[Change]:
    """Key by key where both sides have keys; a side that was not there has none."""
    if not isinstance(before or {}, dict) or not isinstance(after or {}, dict) or not (before or after):
        yield Change(label_of(name) if name else _("Isi"), said(before, name), said(after, name))
        return
    sides: tuple[dict[str, object], dict[str, object]] = (before or {}, after or {})  # type: ignore[assignment]
    for key in {**sides[0], **sides[1]}:
        was, became = sides[0].get(key), sides[1].get(key)
        if was != became:
            yield Change(label_of(key), said(was, key), said(became, key))


def _facts(label: str, value: object, key: str) -> Iterator[Fact]:
    """One fact; of a list of rows and of a group of values one each."""
    if isinstance(value, dict):
        for inner, one in value.items():
            yield Fact(f"{label}: {label_of(inner)}", said(one, inner))
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for number, one in enumerate(value, start=1):
            yield Fact(f"{label} {number}", said(one, key))
    elif value is not None and value not in ("", []):
        yield Fact(label, said(value, key))
