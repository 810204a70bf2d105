"""What every evaluation of a period shares: the schemes, the organisation, the rubrics and the indicators."""

import datetime
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Agency
from appraisal.models import Period, PeriodKind, RubricVersion, SchemeVersion
from appraisal.scoring.scheme import Scheme, Source
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.snapshot import item_opening
from appraisal.scoring.types import OVERALL_DIMENSION, Direction, ItemKind, Pattern, RaterGroup, RubricInput
from indicators.models import IndicatorVersion, qualified_code


class NoSchemeError(LookupError):
    """An agency has no scheme that is valid on the period's last day; the text says which one, in Indonesian."""


class Measure(NamedTuple):
    """The version of an indicator that counts in the period, with the key by which snapshots name it.

    ``openings`` are the beginnings of its items in snapshots, by the item's kind.
    """

    key: str
    version_id: int
    direction: Direction
    pattern: Pattern
    openings: Mapping[str, str]

    @classmethod
    def of(cls, key: str, version_id: int, direction: Direction, pattern: Pattern) -> Self:
        """A measure with its openings."""
        openings = {kind.value: item_opening(key, kind, direction, pattern) for kind in ItemKind}
        return cls(key, version_id, direction, pattern, openings)


class ValidScheme(NamedTuple):
    """A scheme version, its parsed rules, and what follows from them for loading."""

    version_id: int
    number: int
    fingerprint: str
    rules: Scheme
    rubrics: tuple[str, ...]
    groups: frozenset[RaterGroup]
    overall: bool
    uses_attendance: bool

    @classmethod
    def of(cls, version: SchemeVersion) -> Self:
        """The scheme of a stored version."""
        rules = parse_scheme(version.document)
        return cls(
            version_id=version.pk,
            number=version.number,
            fingerprint=version.fingerprint,
            rules=rules,
            rubrics=tuple(component.rubric for component in rules.components if component.rubric is not None),
            groups=frozenset(group for group, weight in zip(RaterGroup, rules.groups, strict=True) if weight),
            overall=rules.rubric_input is RubricInput.OVERALL,
            uses_attendance=any(component.source is Source.ATTENDANCE for component in rules.components),
        )

    def asks(self, dimension: str) -> bool:
        """Whether raters are asked for a dimension: for SEMUA alone, or for all others (contract 2.5)."""
        return (dimension == OVERALL_DIMENSION) is self.overall

    def asked_of(self, dimensions: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
        """Rubric and dimension of all that raters are asked for, out of the dimensions of each rubric."""
        return [(name, code) for name in self.rubrics for code in dimensions.get(name, ()) if self.asks(code)]


def scheme_holder(agency_id: int, parents: Mapping[int, int | None], holders: Container[int | None]) -> int | None:
    """Whose scheme applies to an agency: its own, else that of the nearest unit above that has one, else the region's.

    None is the region, whether it has one or not.
    """
    unit: int | None = agency_id
    while unit is not None and unit not in holders:
        unit = parents[unit]
    return unit


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """Loaded once a run (or a task); four queries, whatever the number of employees."""

    period: Period
    months: tuple[int, ...]
    agency_codes: Mapping[int, str]
    agency_parents: Mapping[int, int | None]
    schemes: Mapping[int | None, ValidScheme]
    rubric_dimensions: Mapping[str, tuple[str, ...]]
    measures: Mapping[int, Measure]

    @property
    def is_month(self) -> bool:
        """Whether the period is a single month."""
        return self.period.kind == PeriodKind.MONTH

    @property
    def year(self) -> int:
        """The calendar year; no period crosses one."""
        return self.period.first_day.year

    def scheme_of(self, agency_id: int) -> ValidScheme:
        """The scheme of an agency: its own, else that of the nearest unit above that has one, else the region's.

        Raises:
            NoSchemeError: none of them has a scheme on the period's last day.
        """
        holder = scheme_holder(agency_id, self.agency_parents, self.schemes)
        if holder in self.schemes:
            return self.schemes[holder]
        code = self.agency_codes[agency_id]
        msg = _(
            "Tidak ada skema penilaian yang berlaku untuk %(code)s pada %(day)s. "
            "Terbitkan skema yang berlaku mulai tanggal itu atau sebelumnya."
        ) % {"code": code, "day": long_date(self.period.last_day)}
        raise NoSchemeError(msg)


def load_period_facts(period: Period) -> PeriodFacts:
    """The facts of a period of the region in scope."""
    agencies = list(Agency.objects.values_list("id", "code", "parent_id"))
    codes = {agency_id: code for agency_id, code, _parent in agencies}
    return PeriodFacts(
        period=period,
        months=tuple(range(period.first_day.month, period.last_day.month + 1)),
        agency_codes=codes,
        agency_parents={agency_id: parent for agency_id, _code, parent in agencies},
        schemes=_schemes_on(period.last_day),
        rubric_dimensions=_rubric_dimensions(period.last_day),
        measures=_measures_on(period.last_day, codes),
    )


def _schemes_on(day: datetime.date) -> dict[int | None, ValidScheme]:
    """The newest scheme of the region and of each agency with its own: the last to begin, then the last published."""
    newest = (
        SchemeVersion.objects.filter(valid_from__lte=day)
        .order_by("agency_id", "-valid_from", "-number")
        .distinct("agency_id")
    )
    return {scheme.agency_id: ValidScheme.of(scheme) for scheme in newest}


def _rubric_dimensions(day: datetime.date) -> dict[str, tuple[str, ...]]:
    """The dimensions that each rubric asks on a day, without SEMUA."""
    versions = RubricVersion.objects.all().in_force_on(day).values_list("rubric__name", "dimensions")
    return {
        rubric: tuple(part["code"] for part in dimensions if part["code"] != OVERALL_DIMENSION)
        for rubric, dimensions in versions
    }


def _measures_on(day: datetime.date, agency_codes: Mapping[int, str]) -> dict[int, Measure]:
    versions = IndicatorVersion.objects.all().in_force_on(day)
    columns = ("indicator_id", "id", "direction", "pattern", "indicator__agency_id", "indicator__code")
    measures = {}
    for indicator_id, version_id, direction, pattern, agency_id, code in versions.values_list(*columns):
        key = qualified_code(agency_codes[agency_id], code)
        measures[indicator_id] = Measure.of(key, version_id, Direction(direction), Pattern(pattern))
    return measures
