"""Changed inputs reach the stored figures through a real worker, within seconds and without the clock."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from agencies.models import Employee, Region
from agencies.tenancy.bulk import merge_rows
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, Evaluation, StaleInput
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from appraisal.services.periods.ensure_period import ensure_period
from tests.appraisal.reporting.march import march_of
from tests.cast import cast_of_kupang
from tests.performance.generator import generate_region
from tests.worker.conftest import Worker

pytestmark = pytest.mark.worker

SECONDS = 10
ITEMS = 10

Recorder = Callable[[str, object], None]


def an_evaluated_region(people: int) -> Region:
    """A region whose January is evaluated, with nothing noted."""
    region = generate_region(employees=people, items=ITEMS, agencies=3)
    with region_scope(region.pk):
        period = ensure_period(code="2026-01")
    evaluate_period(region_id=region.pk, period_id=period.pk)
    with region_scope(region.pk):
        StaleInput.objects.all().delete()
    return region


def test_a_reported_actual_is_stored_within_seconds(worker: Worker, record_testsuite_property: Recorder) -> None:
    cast = cast_of_kupang()
    with region_scope(cast.region.pk):
        march, period = march_of(cast), ensure_period(code="2026-03")
    evaluate_period(region_id=cast.region.pk, period_id=period.pk)
    with region_scope(cast.region.pk):
        march.give("23")
    seconds = wait(
        lambda: Evaluation.objects.latest().filter(employee=cast.budi, indicator_score__isnull=False).exists(),
        cast.region,
    )
    record_testsuite_property("seconds from the report to the stored figure", seconds)
    assert seconds < SECONDS


def test_a_file_of_five_thousand_actuals_leaves_a_note_a_person_and_is_worked_off(
    worker: Worker, record_testsuite_property: Recorder
) -> None:
    region = an_evaluated_region(500)
    with region_scope(region.pk):
        rows = list(Actual.objects.values_list("employee_id", "month", "indicator_id", "value"))
        merge_rows(
            Actual,
            key=("employee_id", "month", "indicator_id"),
            columns=("value",),
            rows=[(*key, (value or Decimal(0)) + 1) for *key, value in rows],
        )
        assert StaleInput.objects.count() == Employee.objects.count()
        ask_refresh()
    seconds = wait(lambda: not StaleInput.objects.exists(), region, seconds=120)
    record_testsuite_property(f"seconds for {len(rows)} changed actuals", seconds)
    with region_scope(region.pk):
        assert Evaluation.objects.filter(revision=2).count() == Employee.objects.count()
        outcome = verify_evaluations(period=ensure_period(code="2026-01"))
    assert (outcome.checked, outcome.differences) == (500, [])


def wait(is_so: Callable[[], bool], region: Region, *, seconds: float = SECONDS * 3) -> float:
    """How long it took until something was so in the region."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        with region_scope(region.pk):
            if is_so():
                return time.monotonic() - begun
        time.sleep(0.05)
    pytest.fail("Tidak dihitung ulang.")
