"""A changed input changes the stored figures of its person in open, evaluated periods, and nobody else's."""

import datetime
from decimal import Decimal

import pytest

from agencies.models import AuditEvent, Placement
from appraisal.models import Actual, Evaluation, StaleInput
from appraisal.services.evaluation.evaluate_period import Tally, evaluate_period
from appraisal.services.evaluation.refresh_stale import refresh_stale
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.factories import a_period, a_rating, a_scheme, an_actual
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 1, 31)


def change_an_actual(month: Month) -> None:
    """Budi's patients are 100 instead of 95."""
    Actual.objects.get(employee=month.budi, indicator=month.patients).delete()
    an_actual(month.budi, month.patients, "2026-01", "100")


def revisions(month: Month) -> list[tuple[int, Decimal | None]]:
    """Of Budi's plan in January."""
    rows = Evaluation.objects.filter(plan=month.plan, period__code="2026-01").order_by("revision")
    return list(rows.values_list("revision", "result_score"))


def test_a_changed_actual_is_evaluated_and_taken_off_the_list(evaluated: Month) -> None:
    change_an_actual(evaluated)
    assert refresh_stale() == Tally(written=1)
    assert revisions(evaluated) == [(1, Decimal("101.00")), (2, Decimal("104.00"))]
    assert not StaleInput.objects.exists()


def test_it_gives_what_a_whole_run_would_give(evaluated: Month) -> None:
    change_an_actual(evaluated)
    refresh_stale()
    assert evaluated.evaluate().tally == Tally(unchanged=1)


def test_a_second_time_there_is_nothing_to_do(evaluated: Month) -> None:
    change_an_actual(evaluated)
    refresh_stale()
    assert refresh_stale() == Tally()
    assert len(revisions(evaluated)) == 2


@pytest.mark.parametrize("code", ["2026-Q1", "2026-S1", "2026"])
def test_longer_periods_that_were_evaluated_follow(evaluated: Month, code: str) -> None:
    evaluated.evaluate(code)
    StaleInput.objects.all().delete()
    change_an_actual(evaluated)
    assert refresh_stale().written == 2
    assert evaluated.evaluation(period=code).revision == 2


def test_a_month_that_the_change_does_not_touch_stays(evaluated: Month) -> None:
    evaluated.evaluate("2026-02")
    StaleInput.objects.all().delete()
    change_an_actual(evaluated)
    refresh_stale()
    assert evaluated.evaluation(period="2026-02").revision == 1


def test_a_period_never_evaluated_is_left_alone(month: Month) -> None:
    a_period()
    assert StaleInput.objects.exists()
    assert refresh_stale() == Tally()
    assert not StaleInput.objects.exists()
    assert not Evaluation.objects.exists()


def test_a_locked_period_is_left_alone(evaluated: Month) -> None:
    lock_period(period=a_period())
    StaleInput.objects.create(employee=evaluated.budi, first_day=FIRST, last_day=LAST)
    assert refresh_stale() == Tally()
    assert not StaleInput.objects.exists()


def test_nobody_else_is_evaluated(evaluated: Month) -> None:
    other = a_plan(evaluated.cast.citra, evaluated.cast.puskesmas, {evaluated.patients: ("100", "10")})
    StaleInput.objects.all().delete()
    change_an_actual(evaluated)
    refresh_stale()
    assert not Evaluation.objects.filter(plan=other).exists()


def test_a_placement_that_ends_takes_the_evaluation_out_of_force(evaluated: Month) -> None:
    Placement.objects.filter(employee=evaluated.budi).update(first_day=datetime.date(2026, 3, 1))
    assert refresh_stale() == Tally(withdrawn=1)
    assert not Evaluation.objects.latest().filter(plan=evaluated.plan).exists()


def test_the_trail_says_once_that_a_period_was_evaluated(evaluated: Month) -> None:
    before = AuditEvent.objects.filter(action=AuditEvent.Action.PERIOD_EVALUATED).count()
    change_an_actual(evaluated)
    refresh_stale()
    StaleInput.objects.create(employee=evaluated.budi, first_day=FIRST, last_day=LAST)
    refresh_stale()  # changes nothing, so says nothing
    assert AuditEvent.objects.filter(action=AuditEvent.Action.PERIOD_EVALUATED).count() == before + 1


def test_who_cannot_be_evaluated_does_not_keep_the_others_waiting(
    kupang: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    a_scheme(agency=kupang.puskesmas)
    indicator = an_indicator(kupang.dinas)
    for person, agency in ((kupang.budi, kupang.puskesmas), (kupang.dewi, kupang.kecamatan)):
        a_plan(person, agency, {indicator: ("100", "10")})
    period = a_period()
    evaluate_period(region_id=kupang.region.pk, period_id=period.pk, agency_id=kupang.puskesmas.pk)
    an_actual(kupang.budi, indicator, "2026-01", "9")
    assert refresh_stale() == Tally(written=1, incomplete=1)
    assert not StaleInput.objects.exists()
    assert "Tidak ada skema penilaian yang berlaku untuk 7.01" in caplog.text


def test_a_few_at_a_time(evaluated: Month) -> None:
    for _again in range(3):
        StaleInput.objects.create(employee=evaluated.budi, first_day=FIRST, last_day=LAST)
    refresh_stale(limit=2)
    assert StaleInput.objects.count() == 1


def test_a_rating_by_a_file_counts_at_once(evaluated: Month) -> None:
    a_rating(evaluated.cast.citra, evaluated.cast.sari, "2026-01", 4)
    assert set(StaleInput.objects.values_list("employee_id", flat=True)) == {evaluated.cast.citra.pk}
