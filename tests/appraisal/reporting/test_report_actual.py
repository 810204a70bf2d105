"""An employee reports the own actuals while the month is open, and nothing is overwritten unseen."""

import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from agencies.models import AuditEvent
from appraisal.models import Actual, ActualState, Evidence, PeriodState
from appraisal.services.reporting.due_items import ReportState
from appraisal.services.reporting.report_actual import (
    ActualRefusedError,
    GivenActual,
    NotDueError,
    StaleActualError,
    report_actual,
)
from appraisal.services.reporting.withdraw_actual import withdraw_actual
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import a_file
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.reporting.march import MARCH, March
from tests.factories import a_plan

pytestmark = pytest.mark.django_db


def state_of(march: March, state: ActualState) -> None:
    """The supervisor has decided on what Budi reported."""
    Actual.objects.filter(employee=march.cast.budi).update(state=state)


def lock(code: str) -> None:
    """A period is closed."""
    period = a_period(code)
    period.state, period.locked_at = PeriodState.LOCKED, timezone.now()
    period.save()


def test_a_value_is_stored_and_waits_for_the_supervisor(march: March) -> None:
    taken = march.give("16", note="Pasar Oeba ditunda")
    stored = march.stored()
    assert stored.value == 16
    assert (stored.state, stored.note) == (ActualState.REPORTED, "Pasar Oeba ditunda")
    assert taken.item.verifier == "Sari Wulandari"


def test_the_act_is_recorded_with_what_was_before(march: March) -> None:
    march.give("16")
    march.give("17.5")
    events = AuditEvent.objects.filter(action=AuditEvent.Action.ACTUAL_REPORTED).order_by("at")
    assert [(event.details["before"], event.details["value"]) for event in events] == [(None, "16"), ("16", "17.5")]


def test_giving_what_is_stored_writes_nothing(march: March) -> None:
    march.give("16")
    state_of(march, ActualState.VERIFIED)
    march.give("16")
    assert march.stored().state == ActualState.VERIFIED
    assert AuditEvent.objects.filter(action=AuditEvent.Action.ACTUAL_REPORTED).count() == 1


def test_a_verified_value_that_changes_is_reported_again(march: March) -> None:
    march.give("16")
    state_of(march, ActualState.VERIFIED)
    march.give("17")
    assert march.stored().state == ActualState.REPORTED


def test_a_returned_value_counts_again_once_it_is_given_again(march: March) -> None:
    march.give("16")
    state_of(march, ActualState.RETURNED)
    march.give("16")
    assert march.stored().state == ActualState.REPORTED


def test_an_amount_is_added_to_what_is_stored(march: March) -> None:
    march.give("14")
    assert march.give("2", adds=True).value == Decimal(16)
    assert march.stored().value == 16


def test_a_form_that_comes_twice_is_taken_once(march: March) -> None:
    march.give("14")
    seen, key = march.item().version, uuid.uuid4()
    for _time in range(2):
        march.give("2", adds=True, key=key, version=seen)
    assert march.stored().value == 16


def test_a_stale_form_is_told_what_is_stored(march: March) -> None:
    seen = march.item().version
    march.give("16")
    with pytest.raises(StaleActualError) as caught:
        march.give("18", version=seen)
    assert caught.value.item.value == 16
    assert march.stored().value == 16


def test_a_refused_form_may_come_again_under_its_key(march: March) -> None:
    key, seen = uuid.uuid4(), march.item().version
    march.give("16")
    with pytest.raises(StaleActualError):
        march.give("18", version=seen, key=key)
    march.give("18", key=key)
    assert march.stored().value == 18


@pytest.mark.parametrize("code", [MARCH, "2026-Q1", "2026"])
def test_a_locked_month_takes_nothing_and_names_whom_to_ask(march: March, code: str) -> None:
    lock(code)
    with pytest.raises(ActualRefusedError, match=r"dikunci pada .* Minta pembukaan kepada uji-region-admin"):
        march.give("16")


def test_a_month_that_has_not_begun_takes_nothing(march: March) -> None:
    code = f"{timezone.localdate().year + 1}-02"
    a_plan(march.cast.budi, march.cast.puskesmas, {march.inspections: ("100", "20")}, year=int(code[:4]))
    with pytest.raises(ActualRefusedError, match=r"belum dimulai. Realisasinya dapat dilaporkan mulai 1 Februari"):
        march.give("16", code=code)


def test_a_month_that_was_declared_not_applicable_stays_so(march: March) -> None:
    an_actual(march.cast.budi, march.inspections, MARCH, None)
    with pytest.raises(ActualRefusedError, match="tidak berlaku untuk indikator ini: pegawai cuti"):
        march.give("16")
    assert march.item().state is ReportState.NOT_APPLICABLE


def test_nobody_reports_what_is_not_in_the_own_plan(march: March) -> None:
    given = GivenActual(value=Decimal(16), version="belum")
    with pytest.raises(NotDueError):
        report_actual(
            month=march.month(), indicator_id=march.inspections.pk, given=given, actor=march.actor(march.cast.citra)
        )
    assert not Actual.objects.exists()


def test_what_was_reported_can_be_withdrawn(march: March) -> None:
    march.give("16")
    version = march.item().version
    withdraw_actual(month=march.month(), indicator_id=march.inspections.pk, version=version, actor=march.budi)
    assert march.item().state is ReportState.UNREPORTED
    assert AuditEvent.objects.filter(action=AuditEvent.Action.ACTUAL_WITHDRAWN).exists()


def test_what_was_accepted_is_not_withdrawn(march: March) -> None:
    march.give("16")
    state_of(march, ActualState.VERIFIED)
    version = march.item().version
    with pytest.raises(ActualRefusedError, match="sudah diterima Sari Wulandari"):
        withdraw_actual(month=march.month(), indicator_id=march.inspections.pk, version=version, actor=march.budi)


def test_a_photo_that_another_window_attached_is_not_lost_unseen(march: March) -> None:
    march.give("16")
    seen = march.item().version
    photo = a_file(march.cast.budi)
    march.give("16", evidence=frozenset({photo.key}))
    with pytest.raises(StaleActualError):
        march.give("17", version=seen)
    assert march.item().evidence == {photo.key}


def test_a_key_that_comes_with_another_value_is_another_form(march: March) -> None:
    key = uuid.uuid4()
    march.give("16", key=key)
    march.give("17", key=key)
    assert march.stored().value == 17


def test_more_files_than_an_actual_holds_are_not_even_opened(march: March) -> None:
    photos = [files.an_upload(files.a_photo(shade=shade)) for shade in range(12)]
    taken = march.give("16", uploads=photos)
    assert Evidence.objects.count() == 10
    assert len(taken.refused_files) == 1
