"""What a lock closes is closed to everybody: to web and worker, to the system role and to the owner of the tables.

All statements run in transactions that are rolled back, on rows that were committed once for the module.
"""

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.utils import timezone
from psycopg2 import errors

from agencies.tenancy.scope import region_scope
from appraisal.models import (
    Actual,
    AttendanceRecap,
    Evaluation,
    EvaluationItem,
    FinalJudgement,
    OrganisationRating,
    Period,
    RatingOverride,
    RubricDimension,
)
from indicators.models import Plan
from tests.appraisal.factories import a_period, a_rating
from tests.databases import empty_test_database
from tests.factories import a_plan, a_region, an_agency, an_employee, an_indicator
from tests.isolation.locked_statements import ACCEPTED, MOVES, OF_ANOTHER_REGION, REFUSED, SILENT_UNLOCKS, UNLOCK
from tests.isolation.logins import EVERYBODY, as_owner, asking

MONTHS = ("2026-01", "2026-02", "2026-04")
LOCKED = ("2026-01", "2026-Q2")

Facts = dict[str, Any]


@pytest.fixture(scope="module")
def facts(django_db_setup: None, django_db_blocker: Any) -> Iterator[Facts]:
    """The ids of Kupang, with two locked periods, and of Bandung, where everything is open."""
    with django_db_blocker.unblock():
        with region_scope(a_region("53.71").pk):
            kupang = a_year()
            Period.objects.filter(code__in=LOCKED).update(state="locked", locked_at=timezone.now())
        with region_scope(a_region("32.73").pk):
            bandung = a_year()
        yield {**kupang, "bandung": bandung}
        empty_test_database()


def a_year() -> Facts:
    """Budi's plan with a target in every month, and something of everything in January, February and April."""
    agency = an_agency()
    budi, sari, citra = (an_employee(name) for name in ("Budi", "Sari", "Citra"))
    patients, visits, beds = (an_indicator(agency, code) for code in ("IKU-1", "IKU-2", "IKU-3"))
    plan = a_plan(budi, agency, {patients: ("100", "10")})
    draft = Plan.objects.create(employee=sari, agency=agency, year=2026)
    plan.items.update(upper_targets=[20] * 12)
    item = plan.items.get()
    drafted = draft.items.create(indicator=visits, weight=50, targets=[1] * 12)
    periods = {code: a_period(code) for code in (*MONTHS, "2026-05", "2026-06", "2026-Q2", "2026")}
    for code in MONTHS:
        fill(periods[code], plan, sari.pk)
    rows = {
        "agency": agency, "budi": budi, "sari": sari, "citra": citra, "account": budi.user, "visits": visits,
        "beds": beds, "plan": plan, "draft": draft, "item": item, "drafted": drafted,
        "dimension": RubricDimension.objects.get(code="AK"), "january": periods["2026-01"],
        "february": periods["2026-02"], "april": periods["2026-04"], "may": periods["2026-05"],
        "june": periods["2026-06"], "quarter": periods["2026-Q2"], "year": periods["2026"],
    }  # fmt: skip
    return {"region": agency.region_id, **{name: row.pk for name, row in rows.items()}}


def fill(period: Period, plan: Plan, rater_id: int) -> None:
    """One row of each kind of input and result."""
    item = plan.items.get()
    of_plan = {"period": period, "plan": plan, "revision": 1}
    Actual.objects.create(employee=plan.employee, indicator_id=item.indicator_id, month=period.first_day, value=9)
    AttendanceRecap.objects.create(employee=plan.employee, month=period.first_day, workdays=20, present=19, absent=1)
    a_rating(plan.employee, type(plan.employee)(pk=rater_id), period.code, 3)
    RatingOverride.objects.create(
        period=period, plan=plan, axis="result", rating="above", reason="alasan", decided_by=plan.employee.user
    )
    OrganisationRating.objects.create(
        period=period, agency=plan.agency, predicate="baik", source="Perjanjian kinerja", reason="Target tercapai",
        decided_by=plan.employee.user, decided_by_name="Budi",
    )  # fmt: skip
    FinalJudgement.objects.create(
        period=period, plan=plan, note="Sesuai dialog", judged_by=plan.employee.user, judged_by_name="Budi"
    )
    Evaluation.objects.create(
        **of_plan, employee=plan.employee, agency=plan.agency, placement_kind="definitive", position="Perawat",
        scheme_id=1, plan_days=31, complete=False, snapshot="{}", fingerprint="",
    )  # fmt: skip
    EvaluationItem.objects.create(**of_plan, plan_item=item, indicator_version_id=1, kind="main", state="measured")


@contextmanager
def asked_in_kupang(who: str, facts: Facts) -> Iterator[Any]:
    """A cursor of somebody who works on Kupang's rows."""
    with asking(who, facts["region"] if who in {"web", "worker"} else None) as cursor:
        yield cursor


everybody = pytest.mark.parametrize("who", EVERYBODY)


@everybody
@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_a_lock_refuses_that(who: str, statement: str, facts: Facts) -> None:
    with asked_in_kupang(who, facts) as cursor, pytest.raises(errors.CheckViolation) as refusal:
        cursor.execute(statement, facts)
    assert refusal.value.diag.constraint_name == "period_is_locked"


@everybody
@pytest.mark.parametrize("statement", ACCEPTED.values(), ids=ACCEPTED)
def test_a_lock_leaves_alone_that(who: str, statement: str, facts: Facts) -> None:
    with asked_in_kupang(who, facts) as cursor:
        cursor.execute(statement, facts)
        assert cursor.rowcount >= 1


@pytest.mark.parametrize("who", ["owner", "system"])
@pytest.mark.parametrize("statement", OF_ANOTHER_REGION.values(), ids=OF_ANOTHER_REGION)
def test_a_lock_closes_nothing_in_another_region(who: str, statement: str, facts: Facts) -> None:
    with asking(who) as cursor:
        cursor.execute(statement, facts["bandung"])
        assert cursor.rowcount == 1


@everybody
@pytest.mark.parametrize("statement", SILENT_UNLOCKS.values(), ids=SILENT_UNLOCKS)
def test_nobody_unlocks_silently(who: str, statement: str, facts: Facts) -> None:
    with asked_in_kupang(who, facts) as cursor, pytest.raises(errors.CheckViolation) as refusal:
        cursor.execute(statement, facts)
    assert refusal.value.diag.constraint_name == "period_unlock_needs_a_reason"


@everybody
def test_an_unlock_with_a_reason_opens_the_month(who: str, facts: Facts) -> None:
    with asked_in_kupang(who, facts) as cursor:
        cursor.execute(UNLOCK, facts)
        cursor.execute(REFUSED["a rating is changed"], facts)
        assert cursor.rowcount == 1


@everybody
@pytest.mark.parametrize("statement", MOVES.values(), ids=MOVES)
def test_a_period_keeps_its_days(who: str, statement: str, facts: Facts) -> None:
    with asked_in_kupang(who, facts) as cursor, pytest.raises(errors.CheckViolation) as refusal:
        cursor.execute(statement, facts)
    assert refusal.value.diag.constraint_name == "period_is_never_moved"


LOCK_FEBRUARY = "UPDATE appraisal_period SET state = 'locked', locked_at = now() WHERE id = %(february)s"
CHANGE_FEBRUARY = {
    "an actual": "UPDATE appraisal_actual SET value = 1 WHERE month = '2026-02-01'",
    "a rating": "UPDATE appraisal_rating SET level = 5 WHERE period_id = %(february)s",
    "a target": "UPDATE indicators_planitem SET targets[2] = 1 WHERE id = %(item)s",
    "an evaluation": "UPDATE appraisal_evaluation SET position = '' WHERE period_id = %(february)s",
}
change = pytest.mark.parametrize("statement", CHANGE_FEBRUARY.values(), ids=CHANGE_FEBRUARY)


@change
def test_a_lock_waits_for_a_change_under_way(statement: str, facts: Facts) -> None:
    with asked_in_kupang("web", facts) as writer, asked_in_kupang("web", facts) as locker:
        writer.execute(statement, facts)
        locker.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(errors.LockNotAvailable):
            locker.execute(LOCK_FEBRUARY, facts)


@change
def test_a_change_waits_for_a_lock_under_way(statement: str, facts: Facts) -> None:
    with asked_in_kupang("web", facts) as writer, asked_in_kupang("web", facts) as locker:
        locker.execute(LOCK_FEBRUARY, facts)
        writer.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(errors.LockNotAvailable):
            writer.execute(statement, facts)


@change
def test_a_change_that_waited_for_a_lock_is_refused(statement: str, facts: Facts) -> None:
    with asked_in_kupang("web", facts) as writer, asked_in_kupang("web", facts) as locker:
        locker.execute(LOCK_FEBRUARY, facts)
        outcome: list[str | None] = []
        thread = threading.Thread(target=lambda: outcome.append(refused_constraint(writer, statement, facts)))
        thread.start()
        wait_until_blocked(writer)
        locker.connection.commit()
        thread.join(timeout=10)
    as_owner(UNLOCK.replace("%(january)s", str(facts["february"])))
    assert outcome == ["period_is_locked"]


def refused_constraint(cursor: Any, statement: str, facts: Facts) -> str | None:
    """The name of the rule that refuses a statement."""
    try:
        cursor.execute(statement, facts)
    except psycopg2.IntegrityError as error:
        name: str | None = error.diag.constraint_name
        return name
    return None


def wait_until_blocked(cursor: Any) -> None:
    """Return when the cursor's server process waits for a lock."""
    deadline = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(seconds=10)
    with asking("owner") as observer:
        while datetime.datetime.now(tz=datetime.UTC) < deadline:
            observer.execute("SELECT cardinality(pg_blocking_pids(%s))", [cursor.connection.info.backend_pid])
            if observer.fetchone()[0]:
                return
    pytest.fail("The change did not wait for the lock.")
