"""What it costs: the same statements for one person and for twenty, and rows for nobody but the changed."""

from collections.abc import Callable
from decimal import Decimal

from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from appraisal.models import Actual, Evaluation, EvaluationItem, StaleInput
from appraisal.services.evaluation.refresh_stale import refresh_stale
from tests.appraisal.factories import an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_employee

#: One period: the notes and where they reach 4, the facts 5, turn and savepoint 4, loading 8, comparing and what is
#: unsent 2, writing 9, the trail 1, the notes taken away 1.
MOST_STATEMENTS = 36

Recorder = Callable[[str, object], None]


def colleagues(month: Month, people: int) -> None:
    """So many more with a plan, reported and rated."""
    for number in range(people):
        person = an_employee(f"Pegawai {number}")
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        a_plan(person, month.cast.puskesmas, {month.patients: ("100", "10")})
        an_actual(person, month.patients, "2026-01", "9")
        supervisor_ratings(person, month.cast.sari, "2026-01", 3)


def statements(month: Month) -> int:
    """Of a refresh after everybody's actual has changed."""
    month.evaluate()
    StaleInput.objects.all().delete()
    Actual.objects.update(value=F("value") + 1)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        refresh_stale()
    return len(asked)


def test_twenty_people_cost_the_statements_of_one(month: Month) -> None:
    few = statements(month)
    colleagues(month, 19)
    assert statements(month) == few
    assert few <= MOST_STATEMENTS


def test_a_statement_notes_each_person_once_a_month(month: Month) -> None:
    StaleInput.objects.all().delete()
    Actual.objects.update(value=F("value") + 1)  # Budi has two
    assert StaleInput.objects.count() == 1


def test_one_changed_actual_writes_one_revision_and_touches_no_other_row(
    month: Month, record_testsuite_property: Recorder
) -> None:
    colleagues(month, 19)
    month.evaluate()
    untouched = versions(exclude=month)
    began = wal_position()
    Actual.objects.filter(employee=month.budi, indicator=month.patients).update(value=Decimal(100))
    changed_at = wal_position()
    report = month.evaluate()
    record_testsuite_property("bytes of WAL for the actual", changed_at - began)
    record_testsuite_property("bytes of WAL for the run of 20 plans", wal_position() - changed_at)
    assert (report.tally.written, report.tally.unchanged) == (1, 19)
    assert versions(exclude=month) == untouched
    revisions = Evaluation.objects.filter(plan=month.plan).order_by("revision")
    assert list(revisions.values_list("revision", "is_latest")) == [(1, False), (2, True)]


def versions(*, exclude: Month) -> set[tuple[object, ...]]:
    """Which version of each row of results is stored, as PostgreSQL counts them: another one is a written row."""
    found: set[tuple[object, ...]] = set()
    for model in (Evaluation, EvaluationItem):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT plan_id, revision, ctid::text, xmin::text, xmax::text FROM {table} WHERE plan_id <> %s",
                [exclude.plan.pk],
            )
            found |= {(table, *row) for row in cursor.fetchall()}
    return found


def wal_position() -> int:
    """How many bytes the server has logged so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
        (position,) = cursor.fetchone()
    return int(position)
