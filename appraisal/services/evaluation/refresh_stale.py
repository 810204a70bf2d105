"""What changed is evaluated again within seconds: the people of changed inputs, in open periods, and nobody else."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from django.db.models import Exists, OuterRef

from agencies.models import AuditEvent
from agencies.services.record_event import record_event
from appraisal.models import ACTIVE_RUNS, Evaluation, EvaluationRun, Period, PeriodState, StaleInput
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.evaluation.evaluate_period import BLOCK, Tally, evaluate_block
from appraisal.services.evaluation.leave_unsent import leave_unsent
from appraisal.services.evaluation.period_facts import PeriodFacts, load_period_facts
from appraisal.services.periods.lock_period import PeriodStateError
from indicators.models import Plan

AT_ONCE = 200
"""So many noted changes at a time: a transaction of about a second."""

BUSY_SECONDS = 2
"""So long a task waits before it looks again at what somebody else was evaluating."""

logger = logging.getLogger(__name__)


class _Change(NamedTuple):
    """A noted change: whose inputs, in which days."""

    id: int
    employee_id: int
    first_day: datetime.date
    last_day: datetime.date


@dataclass(frozen=True, slots=True)
class _Part:
    """What is evaluated of a period: plans with the people whose they are."""

    period: Period
    plans: Mapping[int, int]


def refresh_stale(*, limit: int = AT_ONCE) -> Tally:
    """Evaluate afresh whom the oldest noted changes concern, in the region in scope, and take these notes away.

    Only open periods that have been evaluated, or are for the first time just now; notes on others are taken away
    alone. What another transaction holds just now (notes, or a block of plans under evaluation) stays noted. What is
    left is asked for again. Safe beside itself and beside whole runs: it never waits for a block, and what is unchanged
    is not written.
    """
    changes = _take(limit)
    if not changes:
        return Tally()
    tally, busy = Tally(), set[int]()
    for part in _parts(changes):
        outcome, held_by_others = _refresh(part)
        tally = tally.plus(outcome)
        busy |= held_by_others
    done = [change.id for change in changes if change.employee_id not in busy]
    StaleInput.objects.filter(id__in=done).delete()
    if busy or len(changes) == limit:
        ask_refresh(in_seconds=0 if done else BUSY_SECONDS)
    return tally


def _take(limit: int) -> list[_Change]:
    oldest = StaleInput.objects.select_for_update(skip_locked=True).order_by("id")
    return [_Change(*row) for row in oldest.values_list("id", "employee_id", "first_day", "last_day")[:limit]]


def _parts(changes: Sequence[_Change]) -> list[_Part]:
    """The periods that the changes reach, in order of id, each with its plans. Three queries."""
    periods = _periods(changes)
    people = {
        period.pk: {
            change.employee_id
            for change in changes
            if change.first_day <= period.last_day and change.last_day >= period.first_day
        }
        for period in periods
    }
    agreed, evaluated = _plans(periods, {change.employee_id for change in changes})
    parts = []
    for period in periods:
        plans = {**agreed[period.first_day.year], **evaluated[period.pk]}
        plans = {plan_id: who for plan_id, who in plans.items() if who in people[period.pk]}
        if plans:
            parts.append(_Part(period, plans))
    return parts


def _periods(changes: Sequence[_Change]) -> list[Period]:
    """Open periods with an evaluation, or under their first one, between the first and the last of the changed days.

    The first run may have read already what changed since, and shows no evaluation before it commits.
    """
    evaluations = Evaluation.objects.filter(region_id=OuterRef("region_id"), period_id=OuterRef("pk"))
    runs = EvaluationRun.objects.filter(
        region_id=OuterRef("region_id"), period_id=OuterRef("pk"), state__in=ACTIVE_RUNS
    )
    found = Period.objects.filter(
        Exists(evaluations) | Exists(runs),
        state=PeriodState.OPEN,
        first_day__lte=max(change.last_day for change in changes),
        last_day__gte=min(change.first_day for change in changes),
    )
    return list(found.order_by("pk"))


def _plans(
    periods: Iterable[Period], employee_ids: Collection[int]
) -> tuple[Mapping[int, dict[int, int]], Mapping[int, dict[int, int]]]:
    """Plan and person: the agreed plans by year, and by period those evaluated, which may have to be withdrawn."""
    agreed: dict[int, dict[int, int]] = defaultdict(dict)
    years = {period.first_day.year for period in periods}
    rows = Plan.objects.all().agreed().filter(year__in=years, employee_id__in=employee_ids)
    for plan_id, employee_id, year in rows.values_list("id", "employee_id", "year"):
        agreed[year][plan_id] = employee_id
    evaluated: dict[int, dict[int, int]] = defaultdict(dict)
    theirs = Plan.objects.filter(employee_id__in=employee_ids).values("id")
    stored = Evaluation.objects.filter(period__in=[period.pk for period in periods], plan_id__in=theirs).latest()
    for period_id, plan_id, employee_id in stored.values_list("period_id", "plan_id", "employee_id"):
        evaluated[period_id][plan_id] = employee_id
    return agreed, evaluated


def _refresh(part: _Part) -> tuple[Tally, set[int]]:
    """Evaluate what nobody else holds, and say whose plans somebody does."""
    free = _hold_blocks(part.period, {plan_id // BLOCK for plan_id in part.plans})
    mine = sorted(plan_id for plan_id in part.plans if plan_id // BLOCK in free)
    busy = {who for plan_id, who in part.plans.items() if plan_id // BLOCK not in free}
    if not mine:
        return Tally(), busy
    try:
        tally = _evaluate(part.period, mine)
    except PeriodStateError:  # locked in this very moment
        return Tally(), busy
    if tally.written or tally.withdrawn:
        counts = dict(zip(Tally._fields, tally, strict=True))
        details = {**counts, "agencies": None, "people": len({part.plans[plan_id] for plan_id in mine})}
        record_event(action=AuditEvent.Action.PERIOD_EVALUATED, subject=part.period.code, details=details)
    return tally, busy


def _hold_blocks(period: Period, blocks: Collection[int]) -> set[int]:
    """Take the turn of these blocks where it is free, as every evaluation does; the ones that were. Never waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT block FROM unnest(%s::int[]) block WHERE pg_try_advisory_xact_lock(%s, block)",
            [sorted(blocks), period.pk],
        )
        return {block for (block,) in cursor.fetchall()}


def _evaluate(period: Period, plan_ids: Sequence[int]) -> Tally:
    """All at once; where one of them cannot be evaluated, each alone, and that one is left to the next whole run."""
    facts = load_period_facts(period)
    try:
        return _evaluate_whole(facts, plan_ids)
    except (PeriodStateError, OperationalError):
        raise
    except Exception:
        logger.warning("Some of %s plans of %s could not be evaluated.", len(plan_ids), period.code, exc_info=True)
    tally = Tally()
    for plan_id in plan_ids:
        tally = tally.plus(_evaluate_alone(facts, plan_id))
    return tally


def _evaluate_whole(facts: PeriodFacts, plan_ids: Sequence[int]) -> Tally:
    with transaction.atomic():
        return evaluate_block(facts=facts, plan_ids=plan_ids, as_told=leave_unsent)


def _evaluate_alone(facts: PeriodFacts, plan_id: int) -> Tally:
    try:
        return _evaluate_whole(facts, [plan_id])
    except (PeriodStateError, OperationalError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, the others go on
        logger.warning("Plan %s was not evaluated in %s: %s", plan_id, facts.period.code, error)
        return Tally()
