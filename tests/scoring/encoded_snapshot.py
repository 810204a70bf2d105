"""The canonical text by a JSON encoder: slower than the engine's own writer, and the same to the byte."""

import json
from collections.abc import Collection
from operator import itemgetter

from appraisal.scoring.rounding import plain
from appraisal.scoring.snapshot import FORMAT, SnapshotContext
from appraisal.scoring.types import Item, ItemKind, MonthEntry, RubricRatings, Sheet, Target

_FIRST = itemgetter(0)


def encoded_snapshot(sheet: Sheet, context: SnapshotContext) -> str:
    """What ``snapshot_text`` says of it."""
    months = sheet.months
    content = {
        "format": FORMAT,
        **context._asdict(),
        "year": sheet.year,
        "months": sorted(months),
        "single_month": sheet.single_month,
        "items": [_item(item, months) for item in sorted(sheet.items, key=_FIRST)],
        "rubrics": [
            _rubric(ratings, () if sheet.single_month else months) for ratings in sorted(sheet.rubrics, key=_FIRST)
        ],
        "attendance": [recap for recap in sorted(sheet.attendance) if recap.month in months],
        "overrides": sorted(sheet.overrides),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _item(item: Item, months: Collection[int]) -> list[object]:
    if item.kind is ItemKind.MAIN:
        rows = [_main_month(entry.target, entry) for entry in item.months if entry.target and entry.month in months]
    else:
        rows = [
            [entry.month, plain(entry.actual), entry.verified]
            for entry in item.months
            if entry.actual is not None and not entry.not_applicable and entry.month in months
        ]
    rows.sort(key=_FIRST)
    weight = None if item.weight is None else plain(item.weight)
    return [item.key, item.kind, item.direction, item.pattern, weight, rows]


def _main_month(target: Target, entry: MonthEntry) -> list[object]:
    goal = plain(target.low) if target.high is None else [plain(target.low), plain(target.high)]
    if entry.not_applicable:
        return [entry.month, goal]
    return [entry.month, goal, None if entry.actual is None else plain(entry.actual)]


def _rubric(ratings: RubricRatings, months: Collection[int]) -> list[object]:
    by_month = [[month, sorted(entries)] for month, entries in sorted(ratings.months) if month in months]
    return [ratings.name, sorted(ratings.dimensions), sorted(ratings.own), by_month]
