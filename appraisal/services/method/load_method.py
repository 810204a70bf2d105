"""The method page of a unit and a year."""

import datetime
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from agencies.services.load_agency_tree import AgencyNode, AgencyTree
from appraisal.models import Period, SchemeVersion
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_explained import Change, compare_schemes
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.services.method.applying_schemes import ApplyingSchemes, applying_schemes
from appraisal.services.method.measured_indicators import (
    IndicatorChange,
    MeasuredIndicator,
    indicator_changes,
    measured_indicators,
)
from appraisal.services.method.rubric_changes import RubricChange, rubric_changes
from appraisal.services.schemes.load_scheme import Explanation, explain, rubric_titles_on
from indicators.models import Direction, Pattern

Choice = TypeVar("Choice", Direction, Pattern)


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """Rules that begin to apply to the unit in the year, and the settings that they say otherwise.

    ``before`` is empty where no rules applied until then.
    """

    number: int
    name: str
    before: str
    day: datetime.date
    recorded_at: datetime.datetime
    settings: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class MethodPage:
    """Everything that is told of how a unit is appraised on a day of the year; without ``unit`` of the region.

    Of the region no indicators are told: they are those of its units. ``directions`` and ``patterns`` are those that
    need to be explained: of the indicators, or all of them.
    """

    unit: AgencyNode | None
    year: int
    day: datetime.date
    version: SchemeVersion | None
    scheme: Scheme | None
    explanation: Explanation | None
    directions: tuple[Direction, ...]
    patterns: tuple[Pattern, ...]
    indicators: tuple[MeasuredIndicator, ...]
    changes: tuple[SchemeChange | IndicatorChange | RubricChange, ...]


def offered_years(today: datetime.date) -> tuple[int, ...]:
    """The years of the region's periods and this one, the newest first. One query."""
    years = {day.year for day in Period.objects.dates("first_day", "year")}
    return tuple(sorted({*years, today.year}, reverse=True))


def load_method(*, unit: AgencyNode | None, tree: AgencyTree, year: int, today: datetime.date) -> MethodPage:
    """The page as it stands today, or stood at the end of an earlier year. At most six queries."""
    day = max(min(today, datetime.date(year, 12, 31)), datetime.date(year, 1, 1))
    schemes = applying_schemes(unit, tree)
    version = schemes.on(day)
    scheme = parse_scheme(version.document) if version else None
    titles = rubric_titles_on(day)
    agency_ids = tree.with_sub_units(unit.id) if unit else frozenset()
    indicators = measured_indicators(agency_ids, day) if unit else ()
    changes: tuple[SchemeChange | IndicatorChange | RubricChange, ...] = (
        *_scheme_changes(schemes, year, titles),
        *rubric_changes(year),
        *(indicator_changes(agency_ids, indicators, year) if unit else ()),
    )
    return MethodPage(
        unit=unit,
        year=year,
        day=day,
        version=version,
        scheme=scheme,
        explanation=explain(scheme, titles) if scheme else None,
        directions=_told(tuple(Direction), {one.direction for one in indicators}),
        patterns=_told(tuple(Pattern), {one.pattern for one in indicators}),
        indicators=indicators,
        changes=tuple(sorted(changes, key=attrgetter("day", "recorded_at"), reverse=True)),
    )


def _told(all_of_them: tuple[Choice, ...], used: set[str]) -> tuple[Choice, ...]:
    return tuple(one for one in all_of_them if one in used) or all_of_them


def _scheme_changes(schemes: ApplyingSchemes, year: int, titles: dict[str, str]) -> tuple[SchemeChange, ...]:
    found = []
    for version in schemes.begun_in(year):
        before = schemes.previous_of(version)
        settings = (
            compare_schemes(parse_scheme(before.document), parse_scheme(version.document), titles) if before else ()
        )
        found.append(
            SchemeChange(
                version.number,
                version.name,
                before.label if before else "",
                version.valid_from,
                version.created_at,
                settings,
            )
        )
    return tuple(found)
