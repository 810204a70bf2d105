"""A period is made when it is first named."""

import threading

import pytest
from django.db import connection

from agencies.models import AuditEvent, Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Period
from appraisal.period_codes import PeriodCodeError, parse_period_code
from appraisal.services.periods.ensure_period import ensure_period, ensure_periods
from tests.cast import Cast
from tests.factories import a_region


def test_an_absent_period_is_made_open(kupang: Cast) -> None:
    period = ensure_period(code="2026-Q1")
    assert (period.code, period.kind, str(period.first_day), str(period.last_day), period.is_locked) == (
        "2026-Q1",
        "quarter",
        "2026-01-01",
        "2026-03-31",
        False,
    )


def test_a_period_that_exists_is_found(kupang: Cast) -> None:
    assert ensure_period(code="2026-01") == ensure_period(code="2026-01")
    assert Period.objects.count() == 1


def test_making_a_period_is_recorded_once(kupang: Cast) -> None:
    ensure_period(code="2026-01")
    ensure_period(code="2026-01")
    assert AuditEvent.objects.get(action=AuditEvent.Action.PERIOD_OPENED).subject == "2026-01"


def test_several_periods_are_made_at_once(kupang: Cast) -> None:
    ensure_period(code="2026-02")
    ids = ensure_periods(spans=map(parse_period_code, ("2026-03", "2026-01", "2026-02")))
    assert ids == dict(Period.objects.values_list("code", "id"))
    assert len(ids) == 3


def test_a_bad_code_is_refused(kupang: Cast) -> None:
    with pytest.raises(PeriodCodeError, match='Periode "2026-13" tidak dikenal'):
        ensure_period(code="2026-13")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_period() -> None:
    region = a_region()
    made = threading.Barrier(2, timeout=20)
    found: list[int] = []

    def make() -> None:
        with region_scope(region.pk):
            made.wait()
            found.append(ensure_period(code="2026-01").pk)
        connection.close()

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert found[0] == found[1]
    assert Region.objects.count() == 1
