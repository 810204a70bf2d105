"""Evaluate a period: load, score, write what differs, a few hundred plans at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.bulk import MANY, refresh_statistics
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, EvaluationItem, Period
from appraisal.scoring.engine import score
from appraisal.scoring.snapshot import fingerprint
from appraisal.services.evaluation.find_unplanned import people_without_evaluation
from appraisal.services.evaluation.load_sheets import LoadedPlan, load_block, snapshot_of, with_items
from appraisal.services.evaluation.pause_collector import collector_paused
from appraisal.services.evaluation.period_facts import PeriodFacts, load_period_facts
from appraisal.services.evaluation.write_evaluations import Scored, Stored, stored_evaluations, write_evaluations
from appraisal.services.periods.lock_period import PeriodStateError
from indicators.models import Plan

#: Plans of one transaction. Blocks of ids, so that two runs that cut the work differently still take the same locks.
BLOCK = 1024


Telling = Callable[[Period, Sequence[LoadedPlan]], list[LoadedPlan]]
"""What may be seen of loaded plans of a period at this moment."""

_LOCKED = "Periode {code} sudah dikunci. Buka kembali periode itu dengan alasan sebelum mengevaluasinya."


class Tally(NamedTuple):
    """What became of a number of plans. ``incomplete`` counts among the evaluated, written or not."""

    written: int = 0
    unchanged: int = 0
    incomplete: int = 0
    withdrawn: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(mine + others for mine, others in zip(self, other, strict=True)))

    @property
    def evaluated(self) -> int:
        """How many evaluations are in force for these plans."""
        return self.written + self.unchanged


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The outcome of a run; ``without_plan`` names those who have a place but no agreed plan in the period."""

    period: str
    tally: Tally
    without_plan: Sequence[tuple[str, str]] = field(default_factory=tuple)


def evaluate_period(
    *,
    region_id: int,
    period_id: int,
    agency_id: int | None = None,
    actor: Actor | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> PeriodReport:
    """Evaluate all agreed plans of a period in this process, each block in a transaction of its own.

    With ``agency_id`` only the agency's and its sub-units'. A run that is broken off and started again, or started
    twice at once, ends in the same rows: what is written already is unchanged then.

    Raises:
        PeriodStateError: the period is locked.
        NoSchemeError: an agency has no valid scheme.
    """
    with region_scope(region_id):
        period = open_period(period_id)
        agency_ids = agencies_of(agency_id)
        plan_ids = plans_to_evaluate(period, agency_ids)
        facts = load_period_facts(period)
    tally = Tally()
    done = 0
    for block in blocks_of(plan_ids):
        with region_scope(region_id):
            tally = tally.plus(evaluate_block(facts=facts, plan_ids=block))
        done += len(block)
        on_progress(done, len(plan_ids))
    with region_scope(region_id):
        return report_run(period=period, agency_ids=agency_ids, tally=tally, actor=actor)


def report_run(
    *, period: Period, agency_ids: Collection[int] | None, tally: Tally, actor: Actor | None = None
) -> PeriodReport:
    """Record a finished run, unless it changed nothing, and say who has no plan."""
    know_results(tally)
    if tally.written or tally.withdrawn:
        details = {
            **dict(zip(Tally._fields, tally, strict=True)),
            "agencies": sorted(agency_ids) if agency_ids is not None else None,
        }
        record_event(action=AuditEvent.Action.PERIOD_EVALUATED, subject=period.code, actor=actor, details=details)
    return PeriodReport(period.code, tally, people_without_evaluation(period=period, agency_ids=agency_ids))


def know_results(tally: Tally) -> None:
    """Tell the planner of results that a large run has written.

    The overview of a region of 10,000 people took minutes on tables that autovacuum had last seen empty.
    """
    if tally.written >= MANY:
        for model in (Evaluation, EvaluationItem):
            refresh_statistics(f'"{model._meta.db_table}"')


def open_period(period_id: int) -> Period:
    """The period, if it may still be evaluated.

    Raises:
        PeriodStateError: it is locked.
    """
    period = Period.objects.get(pk=period_id)
    if period.is_locked:
        raise PeriodStateError(_LOCKED.format(code=period.code))
    return period


def agencies_of(agency_id: int | None) -> frozenset[int] | None:
    """An agency with its sub-units; nothing stands for the whole region."""
    return None if agency_id is None else Agency.objects.all().with_sub_units([agency_id])


def plans_to_evaluate(period: Period, agency_ids: Collection[int] | None) -> list[int]:
    """The agreed plans of the period's year, and those whose evaluation may have to be withdrawn; sorted."""
    plans = Plan.objects.all().agreed().filter(year=period.first_day.year)
    evaluated = Evaluation.objects.filter(period=period).latest()
    if agency_ids is not None:
        plans = plans.filter(agency_id__in=agency_ids)
        evaluated = evaluated.filter(agency_id__in=agency_ids)
    return sorted({*plans.values_list("id", flat=True), *evaluated.values_list("plan_id", flat=True)})


def blocks_of(plan_ids: Sequence[int]) -> Iterator[list[int]]:
    """Sorted ids, cut where ``id // BLOCK`` changes: one block, one lock, one transaction."""
    block: list[int] = []
    for plan_id in plan_ids:
        if block and plan_id // BLOCK != block[0] // BLOCK:
            yield block
            block = []
        block.append(plan_id)
    if block:
        yield block


@collector_paused()
def evaluate_block(*, facts: PeriodFacts, plan_ids: Sequence[int], as_told: Telling | None = None) -> Tally:
    """Evaluate one block inside the caller's transaction: load, compare by fingerprint, score and write the changed.

    ``as_told`` may take out of the loaded plans what must not be seen yet: levels and set ratings, for the plans come
    to it without their items.
    """
    _take_turn(facts.period, plan_ids)
    block = load_block(facts, plan_ids)
    plans = block.plans if as_told is None else as_told(facts.period, block.plans)
    stored = stored_evaluations(facts.period, plan_ids)
    scored: list[Scored] = []
    incomplete = 0
    for plan in plans:
        items = block.planned_in(plan)
        text = snapshot_of(plan, items)
        proof = fingerprint(text)
        before = stored.get(plan.plan_id)
        if before is not None and before.is_latest and before.fingerprint == proof:
            incomplete += not before.complete
            continue
        whole = with_items(plan, items)
        result = Scored(whole, text, proof, score(whole.sheet, whole.scheme.rules))
        incomplete += not result.card.complete
        scored.append(result)
    withdrawn = _withdrawn(plan_ids, plans, stored)
    write_evaluations(period=facts.period, scored=scored, withdrawn=withdrawn, stored=stored)
    return Tally(len(scored), len(plans) - len(scored), incomplete, len(withdrawn))


def _take_turn(period: Period, plan_ids: Sequence[int]) -> None:
    """Two runs never work on one block at once; the second one finds the first one's rows and writes nothing.

    The share lock on the period makes a lock of the period wait for this block, and this block see the lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [period.pk, plan_ids[0] // BLOCK])
        cursor.execute("SELECT state = 'locked' FROM appraisal_period WHERE id = %s FOR SHARE", [period.pk])
        (is_locked,) = cursor.fetchone()
    if is_locked:
        raise PeriodStateError(_LOCKED.format(code=period.code))


def _withdrawn(plan_ids: Sequence[int], loaded: Sequence[LoadedPlan], stored: Mapping[int, Stored]) -> list[int]:
    """Plans with an evaluation in force that take no part in the period any more."""
    taking_part = {plan.plan_id for plan in loaded}
    return [
        plan_id
        for plan_id in plan_ids
        if plan_id not in taking_part and plan_id in stored and stored[plan_id].is_latest
    ]
