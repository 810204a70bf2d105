"""Rubrics as their pages show them: which there are and who uses them, and one version with all its anchors."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from appraisal.berakhlak import Dimension
from appraisal.models import Period, PeriodState, Rating, Rubric, RubricVersion, SchemeVersion
from appraisal.period_codes import parse_period_code
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.types import OVERALL_DIMENSION
from appraisal.services.rubrics.save_rubrics import read_dimensions


@dataclass(frozen=True, slots=True)
class RubricUse:
    """A published scheme that asks a rubric; ``agency`` is empty for the region's."""

    number: int
    name: str
    agency: str


@dataclass(frozen=True, slots=True)
class RubricLine:
    """A rubric in the list, as it reads on the day; ``upcoming`` is the first day of a version that has not begun."""

    id: int
    name: str
    title: str
    number: int
    dimensions: tuple[str, ...]
    upcoming: datetime.date | None
    uses: tuple[RubricUse, ...]


@dataclass(frozen=True, slots=True)
class RubricPage:
    """A version of a rubric. ``versions`` are all of the rubric, newest first; ``overall`` is its dimension SEMUA."""

    rubric: Rubric
    version: RubricVersion
    versions: tuple[RubricVersion, ...]
    dimensions: tuple[Dimension, ...]
    overall: Dimension
    is_in_force: bool
    uses: tuple[RubricUse, ...]


def list_rubrics(day: datetime.date) -> tuple[RubricLine, ...]:
    """The rubrics of the region in scope on a day. Two queries."""
    versions = _versions()
    uses = _uses(day)
    return tuple(_line(of_rubric, day, uses) for of_rubric in versions.values())


def load_rubric(rubric: Rubric, day: datetime.date, number: int | None = None) -> RubricPage | None:
    """A version of a rubric, without a number the one in force; nothing where there is no such version.

    Two queries.
    """
    versions = tuple(RubricVersion.objects.filter(rubric=rubric).order_by("-valid_from", "-number"))
    in_force = _in_force(tuple(reversed(versions)), day)
    version = in_force if number is None else next((one for one in versions if one.number == number), None)
    if version is None:
        return None
    said = read_dimensions(version)
    return RubricPage(
        rubric=rubric,
        version=version,
        versions=versions,
        dimensions=tuple(dimension for dimension in said if dimension.code != OVERALL_DIMENSION),
        overall=said[-1],
        is_in_force=version.pk == in_force.pk,
        uses=_uses(day).get(rubric.name, ()),
    )


def rated_open_periods() -> tuple[str, ...]:
    """The labels of the periods that are open and have ratings already. One query."""
    rated = Period.objects.filter(Exists(Rating.objects.filter(period=OuterRef("pk"))), state=PeriodState.OPEN)
    codes = rated.order_by("first_day", "-last_day").values_list("code", flat=True)
    return tuple(parse_period_code(code).label for code in codes)


def rubric_rows(page: RubricPage) -> Iterator[tuple[str, ...]]:
    """A version in the columns of a rubrics file (contract 4)."""
    for dimension in (*page.dimensions, page.overall):
        yield (page.rubric.name, dimension.code, dimension.name, *dimension.anchors)


RUBRIC_HEADERS = ("rubrik", "dimensi", "nama", "j1", "j2", "j3", "j4", "j5")


def _versions() -> dict[int, list[RubricVersion]]:
    """The versions by rubric, in the order in which they apply; rubrics by name."""
    found: dict[int, list[RubricVersion]] = defaultdict(list)
    for version in RubricVersion.objects.select_related("rubric").order_by("rubric__name", "valid_from", "number"):
        found[version.rubric_id].append(version)
    return found


def _line(
    versions: Sequence[RubricVersion], day: datetime.date, uses: Mapping[str, tuple[RubricUse, ...]]
) -> RubricLine:
    version = _in_force(versions, day)
    later = [one.valid_from for one in versions if one.valid_from > day]
    return RubricLine(
        id=version.rubric_id,
        name=version.rubric.name,
        title=version.title,
        number=version.number,
        dimensions=tuple(part["name"] for part in version.dimensions if part["code"] != OVERALL_DIMENSION),
        upcoming=min(later, default=None),
        uses=uses.get(version.rubric.name, ()),
    )


def _in_force(versions: Sequence[RubricVersion], day: datetime.date) -> RubricVersion:
    """The last that has begun; before the first begins, that one."""
    return ([version for version in versions if version.valid_from <= day] or [versions[0]])[-1]


def _uses(day: datetime.date) -> dict[str, tuple[RubricUse, ...]]:
    """The schemes in force on a day, or later, by the rubrics that they ask."""
    uses: dict[str, list[RubricUse]] = defaultdict(list)
    versions = SchemeVersion.objects.select_related("agency").order_by("agency__code", "valid_from", "number")
    of_agency: dict[int | None, list[SchemeVersion]] = defaultdict(list)
    for version in versions:
        of_agency[version.agency_id].append(version)
    for applying in of_agency.values():
        last = {version.valid_from: version for version in applying}
        begun = [first_day for first_day in last if first_day <= day]
        for first_day, version in last.items():
            if first_day > day or first_day == max(begun):
                for component in parse_scheme(version.document).components:
                    if component.rubric is not None:
                        agency = version.agency.name if version.agency else ""
                        uses[component.rubric].append(RubricUse(version.number, version.name, agency))
    return {rubric: tuple(found) for rubric, found in uses.items()}
