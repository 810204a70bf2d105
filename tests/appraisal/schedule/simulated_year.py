"""A year of three regions, one in each zone of Indonesia, with beat that is down now and then.

The clock is the argument of the tick: it jumps from one moment at which something could happen to the next. What the
tick asks for is done here at once, by the tasks themselves in this process.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from agencies.models import AuditEvent, Employee, Region
from agencies.tenancy.scope import current_region_id, region_scope
from agencies.working_days import WorkingDays
from appraisal.models import Delivery, EvaluationRun, Period, Rating, ScheduledStep
from appraisal.services.evaluation.refresh_stale import refresh_stale
from appraisal.services.runs.take_chunk import take_chunk
from appraisal.services.schedule.run_due_steps import FAILED_AGAIN, WAITING_AGAIN, has_due_steps
from appraisal.services.schedule.run_due_steps import TASK as STEPS
from appraisal.services.schedule.step_moments import moment_of
from appraisal.services.schedule.tick import Asked, tick
from config.celery import app
from tests.appraisal.factories import a_scheme, an_actual, supervisor_ratings
from tests.appraisal.schedule.rules import a_rule
from tests.factories import a_placement, a_plan, a_region, an_agency, an_employee, an_indicator

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
BEGIN = datetime.datetime(2027, 12, 20, tzinfo=datetime.UTC)
END = datetime.datetime(2029, 1, 10, tzinfo=datetime.UTC)
DOWN = (
    (
        datetime.datetime(2028, 2, 28, 12, tzinfo=datetime.UTC),
        datetime.datetime(2028, 3, 6, 3, 30, tzinfo=datetime.UTC),
    ),
    (datetime.datetime(2028, 6, 1, tzinfo=datetime.UTC), datetime.datetime(2028, 7, 20, 14, tzinfo=datetime.UTC)),
    (datetime.datetime(2028, 12, 30, tzinfo=datetime.UTC), datetime.datetime(2029, 1, 3, 1, 30, tzinfo=datetime.UTC)),
)
"""Over the leap day; over the end of a semester, for weeks; over the end of the year."""

NUMBERS = {
    "open_before": 0,
    "remind_before": 1,
    "report_after": 1,
    "rate_after": 2,
    "evaluate_after": 3,
    "deliver_after": 4,
    "lock_after": 5,
}
AFTER_THE_MINUTE = datetime.timedelta(seconds=37)
BEFORE_THE_MINUTE = datetime.timedelta(seconds=23)


@dataclass(frozen=True, slots=True)
class Done:
    """A step as the year left it; ``times`` is how often the audit trail says that it was done."""

    zone: str
    period: str
    step: str
    state: str
    moment: datetime.datetime
    done_at: datetime.datetime
    on_working_day: bool
    times: int
    place: int
    outcome: str

    @property
    def was_down(self) -> bool:
        """Whether beat was down at its moment, or the steps of its period were still being caught up."""
        return any(start <= self.moment <= end + datetime.timedelta(minutes=30) for start, end in DOWN)


@dataclass(frozen=True, slots=True)
class Year:
    """What is left of the year, as plain facts."""

    steps: tuple[Done, ...]
    states: dict[str, dict[str, str]]
    delivered: dict[str, int]

    def of(self, zone: str) -> list[Done]:
        """The steps of a region."""
        return [one for one in self.steps if one.zone == zone]


def simulate() -> Year:
    """Live through the year. In a transaction that the caller takes back."""
    app.loader.import_default_modules()
    regions = [_region(code, zone) for code, zone in (("32.73", WIB), ("53.71", WITA), ("91.71", WIT))]
    for moment in _moments(regions):
        for now in _ticks_around(moment):
            _work(tick(now=now), now)
    steps = tuple(done for region in regions for done in _done(region))
    return Year(
        steps=steps,
        states={region.time_zone: _states(region) for region in regions},
        delivered={region.time_zone: _delivered(region) for region in regions},
    )


def _region(code: str, zone: str) -> Region:
    """Four kinds of periods run by themselves; one person reports each month of 2028, one rates."""
    region = a_region(code, code, zone)
    with region_scope(region.pk):
        for kind in ("month", "quarter", "semester", "year"):
            a_rule(kind, "2028-01-01", **NUMBERS)
        a_scheme()
        agency = an_agency()
        head, nurse = an_employee("Sari Wulandari"), an_employee("Budi Santoso")
        a_placement(head, agency, None)
        a_placement(nurse, agency, head)
        visits = an_indicator(agency)
        a_plan(nurse, agency, {visits: ("100", "20")}, year=2028)
        for month in range(1, 13):
            an_actual(nurse, visits, f"2028-{month:02}", "19")
    return region


def _moments(regions: list[Region]) -> Iterator[datetime.datetime]:
    """From moment to moment, as the rows say; where beat is down, on to when it is back."""
    now = BEGIN
    while now < END:
        yield now
        coming = min((one for region in regions for one in _coming(region, now)), default=END)
        now = next((end for start, end in DOWN if start <= coming < end), coming)


def _ticks_around(moment: datetime.datetime) -> tuple[datetime.datetime, ...]:
    """The first tick from a moment on; around the turn of the year and the leap day also the last one before it."""
    first = moment + AFTER_THE_MINUTE
    return (moment - BEFORE_THE_MINUTE, first) if moment.month in {12, 1, 2, 3} else (first,)


def _coming(region: Region, now: datetime.datetime) -> Iterator[datetime.datetime]:
    """When each step that waits could be looked at next, later than now."""
    with region_scope(region.pk):
        waiting = ScheduledStep.objects.filter(
            state__in=["waiting", "failed"], due_on__lte=now.date() + datetime.timedelta(45)
        )
        for row in waiting:
            again = WAITING_AGAIN if row.state == "waiting" else FAILED_AGAIN
            moment = moment_of(ScheduledStep.Step(row.step), row.due_on, region.zone)
            if row.tried_at is not None:
                moment = max(moment, row.tried_at + again)
            if moment > now:
                yield moment.replace(second=0).astimezone(datetime.UTC)


def _work(asked: list[Asked], now: datetime.datetime) -> None:
    """Do what was asked, and what that has queued; the checks of each night only in January, for their number."""
    for region_id, task in asked:
        if task == "appraisal.check_the_night" and now.month != 1:
            continue
        facts = {"now": now.isoformat()} if task != "appraisal.refresh_stale" else {}
        app.tasks[task](region_id=region_id, **facts)
        while task == STEPS and _has_due_steps(region_id, now):
            app.tasks[task](region_id=region_id, **facts)
        with region_scope(region_id):
            _rate_what_opened()
            _work_off(now)


def _has_due_steps(region_id: int, now: datetime.datetime) -> bool:
    """Whether the task asks for itself again: the messages that a commit sends are not sent here."""
    with region_scope(region_id):
        zone = Region.objects.get(pk=region_id).zone
        return has_due_steps(now.astimezone(zone))


def _work_off(now: datetime.datetime) -> None:
    """The workers are quick: all that waits is evaluated in the same minute of the year that is lived through."""
    EvaluationRun.objects.filter(state="running").update(started_at=now)
    for run in EvaluationRun.objects.filter(state="running"):
        while take_chunk(region_id=current_region_id(), run_id=run.pk):
            pass
    refresh_stale()


def _rate_what_opened() -> None:
    """The head rates each new month at once; longer periods take their levels from the months."""
    rated = Rating.objects.values_list("period_id", flat=True)
    for period in Period.objects.filter(kind="month", state="open", first_day__year=2028).exclude(pk__in=rated):
        people = {one.name: one for one in Employee.objects.all()}
        supervisor_ratings(people["Budi Santoso"], people["Sari Wulandari"], period.code, 3)


def _done(region: Region) -> Iterator[Done]:
    with region_scope(region.pk), timezone.override(region.zone):
        calendar = WorkingDays.load(BEGIN.date(), END.date())
        events = list(
            AuditEvent.objects.filter(action="schedule_step_done").order_by("id").values_list("subject", flat=True)
        )
        for row in ScheduledStep.objects.exclude(done_at=None):
            yield Done(
                zone=region.time_zone,
                period=row.period_code,
                step=row.step,
                state=row.state,
                moment=moment_of(ScheduledStep.Step(row.step), row.due_on, ZoneInfo(region.time_zone)),
                done_at=row.done_at or BEGIN,
                on_working_day=calendar.is_worked(row.due_on),
                times=events.count(str(row)),
                place=events.index(str(row)),
                outcome=row.outcome,
            )


def _states(region: Region) -> dict[str, str]:
    with region_scope(region.pk):
        return dict(Period.objects.values_list("code", "state"))


def _delivered(region: Region) -> int:
    with region_scope(region.pk):
        return Delivery.objects.count()
