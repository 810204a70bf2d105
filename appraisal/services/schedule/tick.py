"""What beat sets off each minute: each region is asked, by its own rows and its own clock, what it has to do now.

The regions are entered one after the other, each in its own scope: nothing looks past row security, and a region whose
answer fails does not keep the others waiting.
"""

import datetime
import logging
from collections.abc import Iterator
from typing import NamedTuple

from celery import current_app
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.models import EvaluationRun, PeriodRule, RunState, ScheduledStep, StaleInput
from appraisal.services.evaluation import ask_refresh
from appraisal.services.reminders import send_digests
from appraisal.services.schedule import check_the_night
from appraisal.services.schedule.run_due_steps import EXPIRES, has_due_steps
from appraisal.services.schedule.run_due_steps import TASK as RUN_DUE_STEPS
from appraisal.services.schedule.spans import spans_at_hand

TASK = "appraisal.tick"
REVIVE_RUNS = "appraisal.revive_runs"

_log = logging.getLogger("timbang.schedule")


class Asked(NamedTuple):
    """A task that a region needs now."""

    region_id: int
    task: str


def tick(*, now: datetime.datetime) -> list[Asked]:
    """Enqueue what each region has to do at this moment. Safe to run late, twice, or never for a day."""
    asked: list[Asked] = []
    for region in Region.objects.order_by("pk"):
        try:
            with region_scope(region.pk), timezone.override(region.zone):
                asked += [Asked(region.pk, task) for task in tasks_due(now=now)]
        except DatabaseError:
            _log.exception("region %s could not be asked", region.code)
    for one in asked:
        facts = {"now": now.isoformat()} if one.task in _TOLD_THE_TIME else {}
        current_app.send_task(one.task, kwargs={"region_id": one.region_id, **facts}, expires=EXPIRES)
    return asked


def tasks_due(*, now: datetime.datetime) -> Iterator[str]:
    """The tasks that the region in scope needs at a moment. Eight small queries at most."""
    local = timezone.localtime(now)
    if has_due_steps(local) or _lacks_steps(local.date()):
        yield RUN_DUE_STEPS
    if EvaluationRun.objects.filter(state=RunState.RUNNING).exists():
        yield REVIVE_RUNS
    if check_the_night.night_is_due(local=local):
        yield check_the_night.TASK
    if StaleInput.objects.exists():
        yield ask_refresh.TASK
    if send_digests.digest_is_due(now=local):
        yield send_digests.TASK


_TOLD_THE_TIME = frozenset({RUN_DUE_STEPS, check_the_night.TASK, REVIVE_RUNS})


def _lacks_steps(today: datetime.date) -> bool:
    """Whether a rule that is on has no step yet of the period after the current one, which is always planned."""
    wanted = set()
    for rule in PeriodRule.objects.filter(_HAS_A_NUMBER, is_on=True):
        following = next(span for span in spans_at_hand(rule.kind, today) if span.first_day > today)
        if following.last_day >= rule.begins_on:
            wanted.add(following.code)
    if not wanted:
        return False
    planned = ScheduledStep.objects.filter(period_code__in=wanted).values_list("period_code", flat=True)
    return bool(wanted - set(planned))


_HAS_A_NUMBER = (
    Q(open_before__isnull=False)
    | Q(report_after__isnull=False)
    | Q(rate_after__isnull=False)
    | Q(evaluate_after__isnull=False)
    | Q(deliver_after__isnull=False)
    | Q(lock_after__isnull=False)
)
"""A rule without any number plans nothing: all is done by hand."""
