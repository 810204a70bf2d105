"""What names a person is gone after retention; what was judged stays provable."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from agencies.models import AuditEvent, Employee, MailAddress, SignedInDevice
from agencies.permissions import actor_of
from agencies.services.personal_data.redact_rows import RedactionRefusedError
from agencies.services.record_event import record_event
from appraisal.models import Actual, Evaluation, Feedback
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from reports.services.personal_data.redact_person import redact_person
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, an_agency, an_employee
from tests.personal_data.long_ago import JANUARY, LAST_DAY, NOTE, TODAY
from tests.personal_data.reach import REASON, erased, tables_that_say

NAMES = ("Budi Santoso", "Budi Santosa")
STAND_IN = "Pegawai (data dihapus)"


def run(statement: str, *values: int) -> None:
    """As the web login, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_neither_name_nor_number_is_left_in_any_table(left: Month, budi: Employee) -> None:
    words = (*NAMES, budi.nip, "budi.santoso@")
    before = tables_that_say(*words)
    erased(left.cast, budi)
    assert {"agencies_employee", "agencies_user", "agencies_auditevent", "agencies_rowhistory"} <= before
    assert tables_that_say(*words) == set()


def test_what_was_written_about_the_person_is_gone_and_what_was_written_to_others_stays(
    left: Month, budi: Employee
) -> None:
    assert len(tables_that_say(NOTE)) > 8  # the history of rows among them
    erased(left.cast, budi)
    assert tables_that_say(NOTE) == {"appraisal_feedback"}
    kept = Feedback.objects.get(employee=left.cast.citra)
    assert (kept.strength, kept.author_name) == (NOTE, STAND_IN)


def test_the_locked_month_proves_itself_as_before(left: Month, budi: Employee) -> None:
    before = list(Evaluation.objects.values_list("snapshot", "fingerprint", "final_score"))
    erased(left.cast, budi)
    outcome = verify_evaluations(period=a_period(JANUARY))
    assert (outcome.checked, list(outcome.differences)) == (1, [])
    assert list(Evaluation.objects.values_list("snapshot", "fingerprint", "final_score")) == before


def test_the_locked_month_is_as_closed_as_before(left: Month, budi: Employee) -> None:
    erased(left.cast, budi)
    with pytest.raises(DatabaseError, match="sudah dikunci"), transaction.atomic():
        Actual.objects.filter(employee=budi).update(note="")


def test_a_login_that_says_it_is_erasing_is_refused_all_the_same(left: Month, budi: Employee) -> None:
    run("SELECT set_config('app.redacting', 'on', true)")
    with pytest.raises(DatabaseError, match="sudah dikunci"):
        run("UPDATE appraisal_actual SET note = '' WHERE employee_id = %s", budi.pk)
    with pytest.raises(DatabaseError, match="permission denied"):
        run("UPDATE agencies_auditevent SET subject = ''")


def test_the_history_keeps_on_being_written(left: Month, budi: Employee) -> None:
    erased(left.cast, budi)
    Employee.objects.filter(pk=left.cast.citra.pk).update(grade="II/c")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM agencies_rowhistory WHERE row_id = %s", [left.cast.citra.pk])
        assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize("who", ["citra", "stranger"])
def test_the_database_itself_refuses_whoever_has_not_left(left: Month, who: str) -> None:
    pk = left.cast.citra.pk if who == "citra" else 999_999_999
    with pytest.raises(DatabaseError, match=r"paling cepat satu tahun|tidak ada"):
        run("SELECT redact_person(%s)", pk)


def test_nobody_of_another_region_is_reached(bandung: Cast, left: Month) -> None:
    with pytest.raises(DatabaseError, match="tidak ada"):
        run("SELECT redact_person(%s)", bandung.budi.pk)


def test_the_person_stays_under_the_key_with_a_number_that_nobody_has(left: Month, budi: Employee) -> None:
    now = erased(left.cast, budi)
    assert (now.key, now.name, now.grade) == (budi.key, STAND_IN, "")
    assert re.fullmatch(r"99991231\d{10}", now.nip)
    assert now.redacted_at is not None


def test_nobody_gets_in_with_the_account_any_more(left: Month, budi: Employee) -> None:
    account = erased(left.cast, budi).user
    assert account is not None
    assert (account.is_active, account.has_usable_password()) == (False, False)
    assert account.login == f"dihapus-{account.pk}"
    assert not SignedInDevice.objects.filter(user=account).exists()
    assert not MailAddress.objects.filter(user=account).exists()


def test_the_audit_trail_says_that_it_was_done_why_and_to_which_key(left: Month, budi: Employee) -> None:
    erased(left.cast, budi)
    event = AuditEvent.objects.get(action=AuditEvent.Action.PERSON_REDACTED)
    assert (event.subject, event.reason) == (str(budi.key), REASON)
    assert event.actor == left.cast.region_admin.key


def test_what_the_person_did_stays_with_the_account(left: Month, budi: Employee) -> None:
    assert budi.user is not None
    erased(left.cast, budi)
    acts = AuditEvent.objects.filter(actor=budi.user.key)
    assert set(acts.values_list("actor_name", flat=True)) == {STAND_IN}


def test_somebody_of_the_same_name_keeps_it(left: Month, budi: Employee) -> None:
    number, other = budi.nip, an_employee("Budi Santoso")
    assert other.user is not None
    record_event(action=AuditEvent.Action.SIGNED_IN, subject="Budi Santoso", actor=actor_of(other.user))
    erased(left.cast, budi)
    assert Employee.objects.get(pk=other.pk).name == "Budi Santoso"
    assert AuditEvent.objects.get(actor=other.user.key).actor_name == "Budi Santoso"
    assert tables_that_say(number) == set()


def test_a_unit_that_bears_the_name_keeps_it(left: Month, budi: Employee) -> None:
    unit = an_agency("1.03", "RSUD Budi Santoso")
    record_event(action=AuditEvent.Action.AGENCY_CHANGED, subject=unit.name)
    erased(left.cast, budi)
    unit.refresh_from_db()
    assert unit.name == "RSUD Budi Santoso"
    assert AuditEvent.objects.filter(subject=unit.name).exists()


def test_a_name_that_is_the_login_of_somebody_else_strikes_nobody_out_of_the_trail(kupang: Cast) -> None:
    login = kupang.agency_admin.login
    person = an_employee(login)
    a_placement(person, kupang.puskesmas, first_day=LAST_DAY, last_day=LAST_DAY)
    record_event(action=AuditEvent.Action.TOKEN_ISSUED, subject=f"Mesin, akun {login}", actor=actor_of(kupang.auditor))
    erased(kupang, person)
    assert AuditEvent.objects.filter(subject=f"Mesin, akun {login}").exists()


def test_who_acted_is_not_struck_out_by_erasing_somebody_of_that_name(kupang: Cast) -> None:
    person = an_employee("sistem")
    a_placement(person, kupang.puskesmas, first_day=LAST_DAY, last_day=LAST_DAY)
    event = record_event(action=AuditEvent.Action.PERIOD_OPENED, subject="Februari 2018")
    erased(kupang, person)
    event.refresh_from_db()
    assert event.actor_name == "sistem"


def test_a_name_of_one_word_goes_only_where_it_stands_alone(kupang: Cast) -> None:
    person = an_employee("Bulan")
    a_placement(person, kupang.puskesmas, first_day=LAST_DAY, last_day=LAST_DAY)
    record_event(action=AuditEvent.Action.PLACEMENT_CHANGED, subject="Bulan, Januari 2018")
    record_event(action=AuditEvent.Action.PERIOD_OPENED, subject="Bulan Januari 2018")
    erased(kupang, person)
    subjects = AuditEvent.objects.order_by("id").values_list("subject", flat=True)
    assert list(subjects)[:2] == [f"{STAND_IN}, Januari 2018", "Bulan Januari 2018"]


@pytest.mark.parametrize("reason", ["", "Budi  santoso wafat", "nip {nip}"])
def test_a_reason_that_is_missing_or_names_the_person_is_refused(left: Month, budi: Employee, reason: str) -> None:
    with pytest.raises(RedactionRefusedError, match="lasan"):
        redact_person(employee=budi, reason=reason.format(nip=budi.nip), today=TODAY)
    assert Employee.objects.get(pk=budi.pk).name == "Budi Santoso"


def test_nobody_is_erased_twice(left: Month, budi: Employee) -> None:
    now = erased(left.cast, budi)
    with pytest.raises(RedactionRefusedError, match="sudah dihapus"):
        redact_person(employee=now, reason=REASON, today=TODAY)
