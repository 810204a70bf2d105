"""Rule 11: the canonical text of everything an evaluation used, its fingerprint, and the way back.

Equal inputs give equal text, in whatever order they come and however their numbers are spelled; each input that the
engine reads changes it. What the engine never reads stays out, so that it makes no new revision: months that are not
the plan's, actuals of months without target, actuals of declared months, and who verified a main item's actual.
Persons, plans and items appear by the caller's opaque keys only.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from decimal import Decimal
from json.encoder import encode_basestring as _quoted
from operator import itemgetter
from typing import Any, NamedTuple

from appraisal.scoring.rounding import plain
from appraisal.scoring.types import (
    AttendanceMonth,
    Axis,
    Direction,
    Item,
    ItemKind,
    MonthEntry,
    Override,
    Pattern,
    PlacementKind,
    RaterGroup,
    Rating,
    RatingEntry,
    RubricRatings,
    Sheet,
    Target,
)

FORMAT = 1
"""The version of this text; a reader refuses any other."""

_FIRST = itemgetter(0)
_MAIN = ItemKind.MAIN
#: Looked up and not called: an enumeration's constructor costs ten times a dictionary, some forty times a snapshot.
_KINDS = {kind.value: kind for kind in ItemKind}
_DIRECTIONS = {direction.value: direction for direction in Direction}
_PATTERNS = {pattern.value: pattern for pattern in Pattern}
_GROUPS = {group.value: group for group in RaterGroup}
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class SnapshotContext(NamedTuple):
    """Whose evaluation it is, under which rules, and who stood where, all as opaque keys but for codes.

    ``engine`` is :data:`appraisal.scoring.engine.ENGINE`; ``plan_days`` the plan's calendar days within the period.
    """

    plan: str
    employee: str
    rater: str | None
    superior: str | None
    position: str
    agency: str
    period: str
    placement_kind: PlacementKind
    plan_days: int
    scheme_name: str
    scheme_number: int
    scheme_fingerprint: str
    engine: str


_CONTEXT_KEYS = tuple(SnapshotContext.__annotations__)


MonthFacts = tuple[int, str | None, str | None, str | None, bool, bool]
"""A month of an item as the text tells it: month, lower and upper target, actual (all three in their canonical
spelling, see ``plain``, or ``None``), declared not applicable, verified."""


def snapshot_text(sheet: Sheet, context: SnapshotContext) -> str:
    """The canonical content as compact JSON. Keys have a fixed order, lists are sorted, decimals are plain strings."""
    items = [
        item_text(
            item_opening(item.key, item.kind, item.direction, item.pattern),
            item.kind,
            None if item.weight is None else plain(item.weight),
            [_month_facts(entry) for entry in sorted(item.months, key=_FIRST) if entry.month in sheet.months],
        )
        for item in sorted(sheet.items, key=_FIRST)
    ]
    return join_snapshot(sheet, context, items)


def join_snapshot(sheet: Sheet, context: SnapshotContext, items: Iterable[str]) -> str:
    """The text of a sheet whose items are written already, in order of their keys; ``sheet.items`` is not looked at.

    Written by hand: a JSON encoder, which gives the same text to the byte (tested), takes three times as long with the
    lists of lists that it needs.
    """
    months = sheet.months
    rubric_months = () if sheet.single_month else months
    rubrics = [_rubric(ratings, rubric_months) for ratings in sorted(sheet.rubrics, key=_FIRST)]
    attendance = [_write(recap) for recap in sorted(sheet.attendance) if recap.month in months]
    overrides = [_write(override) for override in sorted(sheet.overrides)]
    return (
        f'{{"format":{FORMAT},{_context(context)},"year":{sheet.year},"months":{_listed(map(str, sorted(months)))},'
        f'"single_month":{_truth(sheet.single_month)},"items":{_listed(items)},"rubrics":{_listed(rubrics)},'
        f'"attendance":{_listed(attendance)},"overrides":{_listed(overrides)}}}'
    )


def item_opening(key: str, kind: str, direction: str, pattern: str) -> str:
    """How the text of an item begins: what does not change from person to person."""
    return f'[{_quoted(key)},"{kind}","{direction}","{pattern}",'


def item_text(opening: str, kind: str, weight: str | None, months: Iterable[MonthFacts]) -> str:
    """A whole item; its ``months`` are those that belong to the plan, in order."""
    rows = _main_months(months) if kind == _MAIN else _additional_months(months)
    return f"{opening}null,{_listed(rows)}]" if weight is None else f'{opening}"{weight}",{_listed(rows)}]'


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def reason_digest(reason: str) -> str:
    """What to give as an override's reason: the proof covers the words, and the words can still be redacted."""
    return fingerprint(reason.strip())


def read_snapshot(text: str) -> tuple[Sheet, SnapshotContext]:
    """The sheet and its context again: scoring this sheet gives every figure of the evaluation.

    Raises:
        ValueError: if the text is not a snapshot of this format.
    """
    content = json.loads(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError(f"not a snapshot of format {FORMAT}: {text[:80]!r}")
    sheet = Sheet(
        year=content["year"],
        months=tuple(content["months"]),
        single_month=content["single_month"],
        items=tuple(_read_item(row) for row in content["items"]),
        rubrics=tuple(_read_rubric(*row) for row in content["rubrics"]),
        attendance=tuple(AttendanceMonth(*_deep_tuple(row)) for row in content["attendance"]),
        overrides=tuple(Override(Axis(axis), Rating(rating), reason) for axis, rating, reason in content["overrides"]),
    )
    facts = {key: content[key] for key in _CONTEXT_KEYS}
    return sheet, SnapshotContext(**{**facts, "placement_kind": PlacementKind(facts["placement_kind"])})


def _main_months(months: Iterable[MonthFacts]) -> list[str]:
    """``[month, target, actual]``, or ``[month, target]`` where it is declared; a month without target is none."""
    rows = []
    for month, low, high, actual, not_applicable, _verified in months:
        if low is not None:
            target = f'"{low}"' if high is None else f'["{low}","{high}"]'
            reported = "" if not_applicable else ",null" if actual is None else f',"{actual}"'
            rows.append(f"[{month},{target}{reported}]")
    return rows


def _additional_months(months: Iterable[MonthFacts]) -> list[str]:
    """``[month, actual, verified]``; a month without an actual is none."""
    return [
        f'[{month},"{actual}",{_truth(verified)}]'
        for month, _low, _high, actual, not_applicable, verified in months
        if actual is not None and not not_applicable
    ]


def _month_facts(entry: MonthEntry) -> MonthFacts:
    month, target, actual, not_applicable, verified = entry
    low, high = target or (None, None)
    return month, _plain(low), _plain(high), _plain(actual), not_applicable, verified


def _context(context: SnapshotContext) -> str:
    facts = zip(_CONTEXT_KEYS, context, strict=True)
    return ",".join([f'"{key}":{value if isinstance(value, int) else _quoted_or_null(value)}' for key, value in facts])


def _rubric(ratings: RubricRatings, months: Collection[int]) -> str:
    by_month = [f"[{month},{_entries(given)}]" for month, given in sorted(ratings.months) if month in months]
    dimensions = map(_quoted, sorted(ratings.dimensions))
    return f"[{_quoted(ratings.name)},{_listed(dimensions)},{_entries(ratings.own)},{_listed(by_month)}]"


def _entries(entries: Iterable[RatingEntry]) -> str:
    return _listed(
        [
            f'[{_quoted(rater)},"{group}",{_quoted(dimension)},{level}]'
            for rater, group, dimension, level in sorted(entries)
        ]
    )


def _listed(texts: Iterable[str]) -> str:
    return f"[{','.join(texts)}]"


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _quoted_or_null(text: str | None) -> str:
    return "null" if text is None else _quoted(text)


def _truth(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"


def _read_item(row: list[Any]) -> Item:
    key, kind, direction, pattern, weight, rows = row
    read_month = _read_main_month if kind == _MAIN else _read_additional_month
    return Item(
        key=key,
        kind=_KINDS[kind],
        direction=_DIRECTIONS[direction],
        pattern=_PATTERNS[pattern],
        weight=None if weight is None else Decimal(weight),
        months=tuple(read_month(*entry) for entry in rows),
    )


def _read_main_month(month: int, goal: str | list[str], *actual: str | None) -> MonthEntry:
    target = Target(Decimal(goal)) if isinstance(goal, str) else Target(Decimal(goal[0]), Decimal(goal[1]))
    reported = [Decimal(text) for text in actual if text is not None]
    return MonthEntry(month, target, reported[0] if reported else None, not_applicable=not actual)


def _read_additional_month(month: int, actual: str, verified: bool) -> MonthEntry:  # noqa: FBT001
    return MonthEntry(month, actual=Decimal(actual), verified=verified)


def _read_rubric(name: str, dimensions: list[str], own: list[Any], months: list[Any]) -> RubricRatings:
    return RubricRatings(
        name=name,
        dimensions=tuple(dimensions),
        own=_read_ratings(own),
        months=tuple((month, _read_ratings(rows)) for month, rows in months),
    )


def _read_ratings(rows: list[Any]) -> tuple[RatingEntry, ...]:
    return tuple([RatingEntry(rater, _GROUPS[group], dimension, level) for rater, group, dimension, level in rows])


def _deep_tuple(row: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(part) if isinstance(part, list) else part for part in row)
