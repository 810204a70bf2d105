"""The clock of a region, set by hand."""

import datetime

from django.utils import timezone

from agencies.tenancy.scope import current_region_id
from appraisal.models import EvaluationRun, PeriodRule, ScheduledStep
from appraisal.period_codes import parse_period_code
from appraisal.services.evaluation.refresh_stale import refresh_stale
from appraisal.services.runs.take_chunk import take_chunk
from appraisal.services.schedule.run_due_steps import RanStep, run_due_steps
from tests.cast import Cast


def at(cast: Cast, moment: str) -> datetime.datetime:
    """A moment of the region's own time: `2026-02-02 00:05`."""
    return datetime.datetime.fromisoformat(moment).replace(tzinfo=cast.region.zone)


def ring(cast: Cast, moment: str) -> list[RanStep]:
    """The tick of the region at a moment, as its task runs it."""
    with timezone.override(cast.region.zone):
        return run_due_steps(now=at(cast, moment))


def owed(code: str, step: str, due_on: str, **facts: object) -> ScheduledStep:
    """A step that waits for its day, moved there by hand; the rule of its kind says nothing else."""
    kind = parse_period_code(code).kind
    PeriodRule.objects.get_or_create(kind=kind, defaults={"is_on": True, "begins_on": datetime.date(2026, 1, 1)})
    day = datetime.date.fromisoformat(due_on)
    return ScheduledStep.objects.create(period_code=code, kind=kind, step=step, due_on=day, is_moved=True, **facts)


def work_off() -> None:
    """The worker takes every chunk that waits, and works through what changed."""
    for run in EvaluationRun.objects.filter(state="running"):
        while take_chunk(region_id=current_region_id(), run_id=run.pk):
            pass
    refresh_stale()
