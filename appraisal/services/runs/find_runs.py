"""Runs as lists show them: who may read which, and how far each is."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from agencies.permissions import Actor
from appraisal.models import ChunkState, EvaluationChunk, EvaluationRun, Period, RunState
from appraisal.period_codes import parse_period_code

DONE = ~Q(state=ChunkState.WAITING)


@dataclass(frozen=True, slots=True)
class ListedRun:
    """A run in a line: what it evaluates, for which unit (empty: the region), why, who asked, and how far it is."""

    key: uuid.UUID
    period_label: str
    agency: str
    cause: EvaluationRun.Cause
    asked_by: str
    started_at: datetime.datetime
    state: RunState
    people: int
    done: int
    written: int
    failed: int


def readable_runs(actor: Actor) -> QuerySet[EvaluationRun]:
    """All of the region for its readers; for an agency admin those of the own units."""
    if actor.reads_region:
        return EvaluationRun.objects.all()
    return EvaluationRun.objects.filter(agency_id__in=actor.admin_agency_ids)


def ordered_runs(runs: QuerySet[EvaluationRun]) -> QuerySet[EvaluationRun]:
    """The newest first."""
    return runs.select_related("period", "agency").order_by("-started_at", "-id")


def listed_runs(runs: Sequence[EvaluationRun]) -> list[ListedRun]:
    """The lines of some runs; one query for all of them."""
    chunks = EvaluationChunk.objects.filter(run__in=[run.pk for run in runs]).order_by()
    counted = chunks.values("run_id").annotate(
        done=Sum("plan_ids__len", filter=DONE, default=0),
        all_written=Sum("written", default=0),
        all_failed=Sum("failed", default=0),
    )
    rows = counted.values_list("run_id", "done", "all_written", "all_failed")
    told = {run_id: (done, written, failed) for run_id, done, written, failed in rows}
    return [_listed(run, told.get(run.pk, (0, 0, 0))) for run in runs]


def newest_run(actor: Actor, period: Period) -> ListedRun | None:
    """The newest readable run of a period."""
    found = ordered_runs(readable_runs(actor).filter(period=period)).first()
    return listed_runs([found])[0] if found else None


def _listed(run: EvaluationRun, told: tuple[int, int, int]) -> ListedRun:
    done, written, failed = told
    return ListedRun(
        key=run.key,
        period_label=parse_period_code(run.period.code).label,
        agency=run.agency.name if run.agency else "",
        cause=EvaluationRun.Cause(run.cause),
        asked_by=run.asked_by_name,
        started_at=run.started_at,
        state=RunState(run.state),
        people=run.people,
        done=done,
        written=written,
        failed=failed,
    )
