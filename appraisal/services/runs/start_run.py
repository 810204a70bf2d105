"""Starting a run, or joining the one that is under way."""

import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import ACTIVE_RUNS, EvaluationChunk, EvaluationRun, Period, RunState
from appraisal.services.evaluation.evaluate_period import agencies_of, blocks_of, open_period, plans_to_evaluate
from appraisal.services.evaluation.period_facts import load_period_facts
from appraisal.services.runs.cancel_run import cancel_run
from appraisal.services.runs.finish_run import finish_run
from appraisal.services.runs.send_lanes import lanes_for, send_lanes
from appraisal.services.runs.telling import leaves_unsent
from indicators.models import Plan

#: Who joins a run that has been silent for so long sends its lanes again: whoever asks a second time means it.
JOIN_AFTER = datetime.timedelta(seconds=5)
CHUNKS_A_STATEMENT = 100
ATTEMPTS = 3


class Started(NamedTuple):
    """A run, and whether it was made by this very call."""

    run: EvaluationRun
    is_new: bool


def start_run(
    *,
    region_id: int,
    period_id: int,
    agency_id: int | None = None,
    cause: EvaluationRun.Cause = EvaluationRun.Cause.COMMAND,
    night: datetime.date | None = None,
    actor: Actor | None = None,
    lanes: int | None = None,
) -> Started:
    """Write a run with its chunks, and send its lanes once that is committed. In the caller's scope.

    A period and agency have one active run: a second start, also at the same moment, returns that one. So does a second
    start of the same ``night``, also when its run is over. Only a run that leaves out what is not sent gives way to one
    that takes everything. ``lanes`` is how many workers may take chunks at once.

    Raises:
        PeriodStateError: the period is locked.
        NoSchemeError: no scheme at all is valid on the period's last day.
    """
    wanted = EvaluationRun(
        period=open_period(period_id),
        agency_id=agency_id,
        cause=cause,
        night=night,
        asked_by_id=actor.user_id if actor else None,
        asked_by_name=actor.name[:160] if actor else "",
        started_at=timezone.now(),
    )
    for _attempt in range(ATTEMPTS):
        found = _existing(wanted)
        if found is not None and leaves_unsent(found) and not leaves_unsent(wanted):
            _give_way(found)
        elif found is not None:
            _call_on(region_id, found)
            return Started(found, is_new=False)
        try:
            with transaction.atomic():
                wanted.save(force_insert=True)
        except IntegrityError:  # Somebody else was quicker; that transaction is committed by now.
            continue
        _fill(region_id, wanted, lanes, actor)
        return Started(wanted, is_new=True)
    msg = f"No run of period {wanted.period.code} could be started or joined."
    raise RuntimeError(msg)


def _existing(wanted: EvaluationRun) -> EvaluationRun | None:
    runs = EvaluationRun.objects.filter(period=wanted.period).select_related("period")
    if wanted.night is not None and (of_the_night := runs.filter(night=wanted.night).first()):
        return of_the_night
    of_unit = runs.filter(agency=None) if wanted.agency_id is None else runs.filter(agency_id=wanted.agency_id)
    return of_unit.filter(state__in=ACTIVE_RUNS).first()


def _give_way(run: EvaluationRun) -> None:
    """Cancel a run for one that does the same and more; a chunk under way ends before the new run takes its plans."""
    rows = EvaluationRun.objects.select_for_update(no_key=True, of=("self",)).select_related("period")
    for one in rows.filter(pk=run.pk, state__in=ACTIVE_RUNS):
        cancel_run(run=one, reason=_("Digantikan oleh evaluasi penuh yang dimulai kemudian."))


def _call_on(region_id: int, run: EvaluationRun) -> None:
    silent = timezone.now() - (run.progressed_at or run.started_at)
    if run.state == RunState.RUNNING and silent > JOIN_AFTER:
        send_lanes(region_id=region_id, run_id=run.pk, lanes=run.lanes)


def _fill(region_id: int, run: EvaluationRun, lanes: int | None, actor: Actor | None) -> None:
    plan_ids = plans_to_evaluate(run.period, agencies_of(run.agency_id))
    _refuse_without_scheme(run.period, plan_ids)
    chunks = EvaluationChunk.objects.bulk_create(
        (EvaluationChunk(run=run, number=number, plan_ids=ids) for number, ids in enumerate(blocks_of(plan_ids), 1)),
        batch_size=CHUNKS_A_STATEMENT,
    )
    run.people = len(plan_ids)
    run.lanes = min(lanes, len(chunks) or 1) if lanes else lanes_for(len(chunks))
    run.save(update_fields=["people", "lanes"])
    if actor is not None:
        record_event(
            action=AuditEvent.Action.EVALUATION_STEERED,
            subject=run.period.code,
            actor=actor,
            details={"run": str(run.key), "act": "start"},
        )
    if chunks:
        send_lanes(region_id=region_id, run_id=run.pk, lanes=run.lanes)
    else:
        finish_run(run=run)


def _refuse_without_scheme(period: Period, plan_ids: list[int]) -> None:
    """Where nobody can be evaluated, one sentence is better than as many failures as there are people."""
    facts = load_period_facts(period)
    if plan_ids and not facts.schemes:
        facts.scheme_of(Plan.objects.values_list("agency_id", flat=True).get(pk=plan_ids[0]))
