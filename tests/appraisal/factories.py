"""Rows of the appraisal for tests, in the region that is in scope."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from agencies.models import Agency, Employee
from appraisal.berakhlak import OVERALL, RUBRIC_NAME, RUBRIC_TITLE, Dimension
from appraisal.models import (
    Actual,
    ActualState,
    Period,
    RaterRole,
    Rating,
    Rubric,
    RubricDimension,
    RubricVersion,
    SchemeVersion,
)
from appraisal.period_codes import parse_period_code
from appraisal.scoring.scheme import scheme_fingerprint
from appraisal.scoring.scheme_parsing import parse_scheme
from indicators.models import Indicator
from indicators.models.indicator import SINCE_ALWAYS

BERAKHLAK = ("BP", "AK", "KO", "HA", "LO", "AD", "KL")


def a_period(code: str = "2026-01") -> Period:
    """An open period, made when it is not there yet."""
    parsed = parse_period_code(code)
    period, _is_new = Period.objects.get_or_create(
        code=code, defaults={"kind": parsed.kind, "first_day": parsed.first_day, "last_day": parsed.last_day}
    )
    return period


def a_scheme(agency: Agency | None = None, **rules: object) -> SchemeVersion:
    """A published scheme; without rules it is nasional-1."""
    scheme = parse_scheme({"name": "nasional-1", "valid_from": datetime.date(2026, 1, 1), **rules})
    return SchemeVersion.objects.create(
        agency=agency,
        name=scheme.name,
        number=SchemeVersion.objects.count() + 1,
        valid_from=scheme.valid_from,
        document=scheme.to_document(),
        fingerprint=scheme_fingerprint(scheme),
    )


def a_rubric(name: str = "berakhlak", dimensions: tuple[str, ...] = BERAKHLAK) -> Rubric:
    """A rubric with its first version: dimensions without anchors, and the overall one."""
    rubric, is_new = Rubric.objects.get_or_create(name=name)
    if is_new:
        a_rubric_version(rubric, [_wordless(code) for code in (*dimensions, OVERALL.code)])
    return rubric


def a_rubric_version(
    rubric: Rubric, dimensions: Iterable[Dimension], valid_from: datetime.date = SINCE_ALWAYS
) -> RubricVersion:
    """What a rubric asks from a day on; dimensions that it never had are made."""
    said = list(dimensions)
    for dimension in said:
        RubricDimension.objects.get_or_create(rubric=rubric, code=dimension.code)
    return RubricVersion.objects.create(
        rubric=rubric,
        number=rubric.versions.count() + 1,
        title=RUBRIC_TITLE if rubric.name == RUBRIC_NAME else rubric.name,
        valid_from=valid_from,
        dimensions=[{"code": one.code, "name": one.name, "anchors": list(one.anchors)} for one in said],
    )


def _wordless(code: str) -> Dimension:
    return Dimension(code, code, ("", "", "", "", ""))


def an_actual(
    employee: Employee,
    indicator: Indicator,
    month: str,
    value: str | None,
    state: ActualState = ActualState.VERIFIED,
) -> Actual:
    """A reported month; without a value it was declared not applicable."""
    return Actual.objects.create(
        employee=employee,
        indicator=indicator,
        month=datetime.date.fromisoformat(f"{month}-01"),
        value=None if value is None else Decimal(value),
        state=ActualState.NOT_APPLICABLE if value is None else state,
        note="pegawai cuti" if value is None else "",
    )


def a_rating(
    employee: Employee,
    rater: Employee,
    period: str,
    level: int,
    *,
    role: RaterRole = RaterRole.SUPERVISOR,
    dimension: str = "BP",
) -> Rating:
    """One level in one dimension of BerAKHLAK."""
    return Rating.objects.create(
        employee=employee,
        rater=rater,
        period=a_period(period),
        role=role,
        dimension=RubricDimension.objects.get(rubric=a_rubric(), code=dimension),
        level=level,
    )


def supervisor_ratings(employee: Employee, supervisor: Employee, period: str, level: int) -> None:
    """The supervisor gave every dimension of BerAKHLAK the same level."""
    for dimension in BERAKHLAK:
        a_rating(employee, supervisor, period, level, dimension=dimension)
