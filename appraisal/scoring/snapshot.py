"""Rule 11: the canonical text of everything an evaluation used, its fingerprint, and the way back.

Equal inputs give equal text, in whatever order they come and however their numbers are spelled; each input that the
engine reads changes it. What the engine never reads stays out, so that it makes no new revision: months that are not
the plan's, actuals of months without target, actuals of declared months, and who verified a main item's actual.
Persons, plans and items appear by the caller's opaque keys only.
"""

import hashlib
import json
from collections.abc import Collection
from decimal import Decimal
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


def snapshot_text(sheet: Sheet, context: SnapshotContext) -> str:
    """The canonical content as compact JSON. Keys have a fixed order, lists are sorted, decimals are plain strings."""
    months = sheet.months
    own_only = sheet.single_month
    return _write(
        {
            "format": FORMAT,
            **dict(zip(_CONTEXT_KEYS, context, strict=True)),
            "year": sheet.year,
            "months": sorted(months),
            "single_month": own_only,
            "items": [_item(item, months) for item in sorted(sheet.items, key=_FIRST)],
            "rubrics": [_rubric(ratings, () if own_only else months) for ratings in sorted(sheet.rubrics, key=_FIRST)],
            "attendance": [recap for recap in sorted(sheet.attendance) if recap.month in months],
            "overrides": sorted(sheet.overrides),
        }
    )


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


def _item(item: Item, months: Collection[int]) -> list[object]:
    key, kind, direction, pattern, weight, entries = item
    if kind is _MAIN:
        rows = [_main_month(entry.target, entry) for entry in entries if entry.target and entry.month in months]
    else:
        rows = [
            [entry.month, plain(entry.actual), entry.verified]
            for entry in entries
            if entry.actual is not None and not entry.not_applicable and entry.month in months
        ]
    rows.sort(key=_FIRST)
    return [key, kind, direction, pattern, None if weight is None else plain(weight), rows]


def _main_month(target: Target, entry: MonthEntry) -> list[object]:
    """``[month, target, actual]``, or ``[month, target]`` where the month is declared not applicable."""
    low, high = target
    goal = plain(low) if high is None else [plain(low), plain(high)]
    if entry.not_applicable:
        return [entry.month, goal]
    return [entry.month, goal, None if entry.actual is None else plain(entry.actual)]


def _rubric(ratings: RubricRatings, months: Collection[int]) -> list[object]:
    by_month = [[month, sorted(entries)] for month, entries in sorted(ratings.months) if month in months]
    return [ratings.name, sorted(ratings.dimensions), sorted(ratings.own), by_month]


def _read_item(row: list[Any]) -> Item:
    key, kind, direction, pattern, weight, rows = row
    read_month = _read_main_month if kind == _MAIN else _read_additional_month
    return Item(
        key=key,
        kind=ItemKind(kind),
        direction=Direction(direction),
        pattern=Pattern(pattern),
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
    return tuple(RatingEntry(rater, RaterGroup(group), dimension, level) for rater, group, dimension, level in rows)


def _deep_tuple(row: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(part) if isinstance(part, list) else part for part in row)
