"""A month with everything that a page can show: losses, gaps, an additional task, anchors, an older revision."""

from agencies.models import Employee
from appraisal.berakhlak import BERAKHLAK as OFFICIAL_DIMENSIONS
from appraisal.models import Actual, Rubric
from appraisal.services.evaluation.evaluate_period import evaluate_period
from indicators.models import Direction, Indicator, ItemKind, Pattern, PlanItem
from tests.appraisal.factories import a_period, a_rubric_version, a_scheme, an_actual, supervisor_ratings
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

JANUARY = "2026-01"


def january_of_the_puskesmas(cast: Cast) -> None:
    """Budi has reported and is rated, twice evaluated; Citra has not reported her visits and is not rated."""
    a_scheme()
    _the_official_rubric()
    patients = an_indicator(cast.dinas, "IKU-1", name="Jumlah pasien rawat jalan terlayani")
    visits = an_indicator(cast.dinas, "IKU-2", name="Kunjungan rumah pasien risiko tinggi")
    waiting = an_indicator(
        cast.dinas, "IKU-3", name="Waktu tunggu pendaftaran", direction=Direction.LOWER, pattern=Pattern.POSITION
    )
    for employee, values in ((cast.budi, ("372", "12", "17")), (cast.citra, ("405", None, "13"))):
        _a_plan(employee, cast, (patients, visits, waiting), values)
    supervisor_ratings(cast.budi, cast.sari, JANUARY, 3)
    _evaluate(cast)
    Actual.objects.filter(employee=cast.budi, indicator=visits).update(value=14)
    _evaluate(cast)


def _a_plan(employee: Employee, cast: Cast, indicators: tuple[Indicator, ...], values: tuple[str | None, ...]) -> None:
    patients, visits, waiting = indicators
    plan = a_plan(employee, cast.puskesmas, {patients: ("50", "400"), visits: ("30", "20"), waiting: ("20", "15")})
    report = Indicator.objects.filter(code="IKU-9").first() or an_indicator(
        cast.dinas, "IKU-9", name="Laporan akreditasi"
    )
    PlanItem.objects.create(plan=plan, indicator=report, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
    for indicator, value in zip(indicators, values, strict=True):
        if value is not None:
            an_actual(employee, indicator, JANUARY, value)


def _the_official_rubric() -> None:
    a_rubric_version(Rubric.objects.create(name="berakhlak"), OFFICIAL_DIMENSIONS)


def _evaluate(cast: Cast) -> None:
    evaluate_period(region_id=cast.region.pk, period_id=a_period(JANUARY).pk)
