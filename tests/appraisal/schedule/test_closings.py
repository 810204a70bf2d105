"""Reporting and rating close before the lock: for everybody but units with an extension, and not for good."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import Agency, AuditEvent, User
from appraisal.models import Actual, ActualState, Period, PeriodExtension, PeriodState
from appraisal.services.delivery.deliver_evaluation import deliver_evaluation
from appraisal.services.periods.close_part import close_part
from appraisal.services.periods.closings import Part
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.periods.take_back_closing import take_back_closing
from appraisal.services.rating.reopen_rating import reopen_rating
from appraisal.services.rating.undo_rating import undo_rating
from appraisal.services.reporting.report_actual import ActualRefusedError
from appraisal.services.reporting.withdraw_actual import withdraw_actual
from tests.appraisal.deliveries import acting
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.reporting.march import MARCH, March, march_of
from tests.appraisal.sheets import save, send, sheet_of
from tests.cast import Cast

CLOSED_AT = datetime.datetime(2026, 4, 6, 17, 5, tzinfo=datetime.UTC)
"""7 April in Indonesia."""


@pytest.fixture
def march(kupang: Cast) -> March:
    """Budi's month, in which he reported once."""
    march = march_of(kupang)
    march.give("7")
    return march


def closed(code: str, part: Part) -> Period:
    """A period of which a part is closed since 7 April."""
    return close_part(period=a_period(code), part=part, now=CLOSED_AT)


def extended(period: Period, agency: Agency, *, days: int = 3, is_over: bool = False) -> PeriodExtension:
    """A unit has some more days from today, for both parts."""
    until = timezone.localdate() + datetime.timedelta(days=days)
    return PeriodExtension.objects.create(
        period=period,
        agency=agency,
        report_until=until,
        rate_until=until,
        reason="Puskesmas terdampak banjir",
        decided_by=User.objects.get(login="uji-region-admin"),
        decided_by_name="BKPSDM",
        ended_at=timezone.now() if is_over else None,
    )


def test_a_closed_month_takes_no_report_and_says_since_when_and_whom_to_ask(march: March) -> None:
    closed(MARCH, Part.ENTRY)
    with pytest.raises(
        ActualRefusedError, match=r"Pelaporan Maret 2026 ditutup pada 7 April 2026\. .*uji-region-admin"
    ):
        march.give("8")
    assert march.stored().value == 7


def test_what_was_reported_is_not_withdrawn_after_the_closing(march: March) -> None:
    closed(MARCH, Part.ENTRY)
    with pytest.raises(ActualRefusedError, match="ditutup pada 7 April 2026"):
        withdraw_actual(
            month=march.month(), indicator_id=march.inspections.pk, version=march.item().version, actor=march.budi
        )


def test_a_closed_quarter_closes_its_months(march: March) -> None:
    closed("2026-Q1", Part.ENTRY)
    with pytest.raises(ActualRefusedError, match=r"Pelaporan Triwulan I 2026, yang memuat Maret 2026, ditutup"):
        march.give("8")


@pytest.mark.parametrize("unit", ["puskesmas", "dinas"])
def test_an_extension_of_the_unit_or_one_above_it_gives_time(march: March, unit: str) -> None:
    extended(closed(MARCH, Part.ENTRY), getattr(march.cast, unit))
    march.give("8")
    assert march.stored().value == 8
    assert march.month().report_until == timezone.localdate() + datetime.timedelta(days=3)


@pytest.mark.parametrize(("days", "is_over"), [(-1, False), (3, True)])
def test_an_extension_that_is_over_gives_no_time(march: March, days: int, is_over: bool) -> None:
    extended(closed(MARCH, Part.ENTRY), march.cast.puskesmas, days=days, is_over=is_over)
    with pytest.raises(ActualRefusedError, match="ditutup"):
        march.give("8")


def test_an_extension_of_another_unit_gives_no_time(march: March) -> None:
    extended(closed(MARCH, Part.ENTRY), march.cast.kecamatan)
    with pytest.raises(ActualRefusedError, match="ditutup"):
        march.give("8")


def test_closed_scoring_does_not_close_reporting(march: March) -> None:
    closed(MARCH, Part.SCORING)
    march.give("8")
    assert march.stored().value == 8


def test_files_of_admins_still_count_after_the_closing(march: March) -> None:
    closed(MARCH, Part.ENTRY)
    Actual.objects.filter(pk=march.stored().pk).update(value=9, state=ActualState.VERIFIED)
    assert march.stored().value == 9


def test_a_closed_period_is_not_rated(month: Month) -> None:
    closed("2026-01", Part.SCORING)
    with pytest.raises(
        PeriodStateError, match=r"Penilaian Januari 2026 ditutup pada 7 April 2026\. .*uji-region-admin"
    ):
        save(month, 5)


def test_nothing_is_undone_after_the_closing(month: Month) -> None:
    save(month, 5)
    closed("2026-01", Part.SCORING)
    with pytest.raises(PeriodStateError, match="ditutup"):
        undo_rating(period=a_period(), actor=acting(month.cast.sari))


def test_nothing_is_sent_after_the_closing(month: Month) -> None:
    shown = {row.plan_id: row.version for row in sheet_of(month.cast.sari).rows}
    closed("2026-01", Part.SCORING)
    with pytest.raises(PeriodStateError, match="ditutup"):
        send(month, shown=shown)


def test_nothing_is_reopened_after_the_closing(month: Month) -> None:
    send(month)
    closed("2026-01", Part.SCORING)
    with pytest.raises(PeriodStateError, match="ditutup"):
        reopen_rating(period=a_period(), plan_id=month.plan.pk, reason="Keliru", actor=acting(month.cast.sari))


def test_an_extension_of_the_rated_persons_unit_lets_the_rater_rate_and_send(month: Month) -> None:
    extended(closed("2026-01", Part.SCORING), month.cast.puskesmas)
    save(month, 5)
    assert send(month).count == 1


def test_a_sheet_without_time_is_closed_as_a_whole(month: Month) -> None:
    closed("2026-01", Part.SCORING)
    assert "Penilaian Januari 2026 ditutup" in sheet_of(month.cast.sari).period.closed


def test_a_result_is_still_delivered_after_the_closing(month: Month) -> None:
    closed("2026-01", Part.SCORING)
    month.evaluate()
    found = month.evaluation()
    delivery = deliver_evaluation(
        evaluation=found, recommendation="Lanjutkan.", shown=found.fingerprint, actor=acting(month.cast.sari)
    )
    assert delivery.revision == found.revision


def test_the_region_admin_takes_a_closing_back_with_a_reason(march: March) -> None:
    period = closed(MARCH, Part.ENTRY)
    admin = acting(march.cast.region_admin)
    take_back_closing(period=period, what=Part.ENTRY, reason="Jaringan putus sepekan", actor=admin)
    march.give("8")
    event = AuditEvent.objects.get(action="closing_taken_back")
    assert (event.subject, event.reason, event.details["part"]) == (MARCH, "Jaringan putus sepekan", "pelaporan")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_closing_is_not_taken_back_without_a_reason(march: March, reason: str) -> None:
    period = closed(MARCH, Part.ENTRY)
    with pytest.raises(PeriodStateError, match="Tulis alasan"):
        take_back_closing(period=period, what=Part.ENTRY, reason=reason, actor=acting(march.cast.region_admin))


def test_what_is_not_closed_cannot_be_taken_back(march: March) -> None:
    with pytest.raises(PeriodStateError, match="tidak sedang ditutup"):
        take_back_closing(
            period=a_period(MARCH), what=Part.SCORING, reason="Ulang", actor=acting(march.cast.region_admin)
        )


def test_a_locked_period_keeps_its_closings(march: March) -> None:
    period = closed(MARCH, Part.ENTRY)
    Period.objects.update(state=PeriodState.LOCKED, locked_at=timezone.now())
    with pytest.raises(PeriodStateError, match="sudah dikunci"):
        take_back_closing(period=period, what=Part.ENTRY, reason="Ulang", actor=acting(march.cast.region_admin))
