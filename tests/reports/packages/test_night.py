"""At night the summaries are made ready: once, where it is night, and printed only where they changed."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from agencies.tenancy.scope import region_scope
from reports.models import Document, DocumentKind, ReportRun, ReportState
from reports.services.clock import each_hour, each_minute
from reports.services.packages.prepare_night import night_is_due, prepare_night
from tests.appraisal.month import Month
from tests.reports.packages.conftest import work_off

NIGHT = datetime.datetime(2026, 2, 2, 2, 30, tzinfo=ZoneInfo("Asia/Makassar"))
KINDS = {DocumentKind.REGION_SUMMARY, DocumentKind.AGENCY_SUMMARY}


def prepare(month: Month, now: datetime.datetime) -> list[ReportRun]:
    """What the hour sets off, in the region's own time."""
    with timezone.override(month.cast.region.zone):
        return prepare_night(region_id=month.cast.region.pk, now=now)


def tonight() -> datetime.datetime:
    """Half past two in Kupang, of the day on which the rows of the test are written."""
    return timezone.localtime(timezone=ZoneInfo("Asia/Makassar")).replace(hour=2, minute=30)


@pytest.mark.parametrize(("hour", "is_due"), [(1, False), (2, True), (4, True), (5, False), (14, False)])
def test_it_is_done_between_two_and_five_in_the_region(evaluated: Month, hour: int, is_due: bool) -> None:
    local = NIGHT.replace(hour=hour)
    assert night_is_due(region_id=evaluated.cast.region.pk, local=local) is is_due


def test_it_is_done_once_a_night(evaluated: Month) -> None:
    assert {run.kind for run in prepare(evaluated, tonight())} == KINDS
    assert prepare(evaluated, tonight() + datetime.timedelta(hours=1)) == []
    ReportRun.objects.update(started_at=tonight() - datetime.timedelta(days=1))
    assert len(prepare(evaluated, tonight())) == 2


@pytest.mark.document
def test_what_is_unchanged_is_not_printed_again(evaluated: Month) -> None:
    for run in prepare(evaluated, tonight()):
        assert work_off(run).state == ReportState.DONE
    issued = Document.objects.count()
    assert issued > 0
    ReportRun.objects.update(started_at=tonight() - datetime.timedelta(days=1))
    for run in prepare(evaluated, tonight()):
        work_off(run)
        assert all(part.cached == part.documents for part in run.parts.all())
    assert Document.objects.count() == issued


def test_an_older_period_is_prepared_only_when_its_evaluations_changed(evaluated: Month) -> None:
    evaluated.evaluate("2026-02")
    assert {run.period.code for run in prepare(evaluated, tonight())} == {"2026-01", "2026-02"}
    ReportRun.objects.update(started_at=timezone.now() + datetime.timedelta(minutes=1))
    assert {run.period.code for run in prepare(evaluated, tonight() + datetime.timedelta(days=1))} == {"2026-02"}


def test_a_region_without_evaluations_has_nothing_to_prepare(month: Month) -> None:
    assert prepare(month, tonight()) == []


def test_the_clock_asks_every_region_and_enqueues_without_failing(evaluated: Month) -> None:
    region = evaluated.cast.region.pk
    with region_scope(region):
        each_minute(now=timezone.now())
        each_hour(now=tonight())
        assert not ReportRun.objects.exists()
