"""The line over the months: complete definitive months of the year, up to the period in view, in one query."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import PlacementKind
from appraisal.documents.trend import Trend
from appraisal.models import Evaluation
from appraisal.services.scorecards.load_trend import load_trend
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.visitors import page, visitor


def months_of(month: Month, *codes: str) -> None:
    """Budi's months, reported, rated and evaluated."""
    for code in codes:
        an_actual(month.budi, month.patients, code, "100")
        an_actual(month.budi, month.visits, code, "20")
        supervisor_ratings(month.budi, month.cast.sari, code, 3)
        month.evaluate(code)


def trend_of(month: Month, code: str) -> Trend | None:
    """What stands beside the figure of a period."""
    return load_trend(employee_id=month.budi.pk, period=a_period(code))


def test_one_month_is_a_number_and_no_line(month: Month) -> None:
    month.evaluate()
    assert trend_of(month, "2026-01") is None


def test_a_month_without_evaluation_is_a_gap(month: Month) -> None:
    month.evaluate()
    months_of(month, "2026-03")
    trend = trend_of(month, "2026-03")
    assert trend
    assert (trend.months, trend.values) == ((1, 2, 3), (Decimal("100.70"), None, Decimal("100.00")))


def test_an_incomplete_month_is_a_gap_and_named_so(month: Month) -> None:
    month.evaluate()
    months_of(month, "2026-02")
    month.evaluate("2026-03")
    trend = trend_of(month, "2026-Q1")
    assert trend
    assert trend.label == (
        "Nilai akhir tiap bulan, Januari s.d. Maret: Januari 100,70, Februari 100,00, Maret belum lengkap."
    )


def test_the_line_ends_with_the_period_in_view(month: Month) -> None:
    month.evaluate()
    months_of(month, "2026-02", "2026-03")
    trend = trend_of(month, "2026-02")
    assert trend
    assert trend.months == (1, 2)


def test_acting_posts_are_no_part_of_it(month: Month) -> None:
    month.evaluate()
    months_of(month, "2026-02")
    Evaluation.objects.filter(period__code="2026-02").update(placement_kind=PlacementKind.ACTING)
    assert trend_of(month, "2026-02") is None


def test_a_late_start_has_room_for_six_months() -> None:
    trend = Trend.of({7: Decimal(90), 8: Decimal(91), 9: Decimal(92)})
    assert trend
    assert trend.months == (4, 5, 6, 7, 8, 9)
    assert trend.title == "Nilai akhir tiap bulan, Juli s.d. September"


def test_it_takes_one_query(month: Month) -> None:
    period = a_period()
    with CaptureQueriesContext(connection) as queries:
        load_trend(employee_id=month.budi.pk, period=period)
    assert len(queries) == 1


def test_it_stands_beside_the_own_figure_with_every_figure_in_words(month: Month) -> None:
    month.evaluate()
    months_of(month, "2026-02")
    text = page(visitor(month.budi), "/kinerja/")
    assert text.count('class="ch ch-sparkline"') == 1
    assert 'aria-label="Nilai akhir tiap bulan, Januari s.d. Februari: Januari 100,70, Februari 100,00."' in text


def test_an_incomplete_month_leads_to_the_last_complete_one(month: Month) -> None:
    month.evaluate()
    months_of(month, "2026-02")
    month.evaluate("2026-03")
    assert '<a href="?periode=2026-02">Februari 2026</a>' in page(visitor(month.budi), "/kinerja/?periode=2026-03")
    assert "Hasil lengkap terakhir" not in page(visitor(month.budi), "/kinerja/?periode=2026-02")
