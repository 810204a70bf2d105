"""One run as its page shows it: how far it is, how quick, how long yet, and who steered it."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.ask_worker import worker_answers
from appraisal.models import ChunkState, EvaluationChunk, EvaluationFailure, EvaluationRun, RunState
from appraisal.services.evaluation.evaluate_period import Tally
from appraisal.services.runs.find_runs import DONE, ListedRun, listed_runs

#: The speed is that of so many chunks done last; a gap of more than PAUSE between two of them is no work.
RECENT = 20
PAUSE = datetime.timedelta(seconds=30)

#: No chunk done for so long: the page asks whether a worker is there at all.
SILENCE = datetime.timedelta(seconds=10)
ASK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class RunProgress:
    """The moving part: ``speed`` in people a second, ``minutes_left`` rounded up; each None where it cannot be told.

    ``is_silent`` says that nothing has moved for a while, ``answers`` then whether any worker answers at all.
    """

    listed: ListedRun
    tally: Tally
    chunks: int
    chunks_done: int
    speed: int | None
    minutes_left: int | None
    took: datetime.timedelta | None
    is_silent: bool
    answers: bool
    stopped_because: str


@dataclass(frozen=True, slots=True)
class SteeringLine:
    """Who paused, resumed or cancelled the run, when, and (of the system) why."""

    act: str
    name: str
    at: datetime.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class FailedLine:
    """A person whose plan could not be evaluated."""

    employee_id: int
    name: str
    nip: str
    agency: str
    reason: str


def load_progress(run: EvaluationRun) -> RunProgress:
    """How far a run is; a fixed number of queries however many chunks it has. Asks the workers where it is silent."""
    now = timezone.now()
    listed = listed_runs([run])[0]
    sums = run.chunks.aggregate(
        **{f"all_{name}": Sum(name, default=0) for name in Tally._fields},
        chunks=Count("pk"),
        chunks_done=Count("pk", filter=DONE),
    )
    speed = _speed(run, listed) if run.state in {RunState.RUNNING, RunState.DONE} else None
    is_silent = run.state == RunState.RUNNING and now - (run.progressed_at or run.started_at) > SILENCE
    left = (listed.people - listed.done) / speed if speed and run.state == RunState.RUNNING else None
    return RunProgress(
        listed=listed,
        tally=Tally(*(sums[f"all_{name}"] for name in Tally._fields)),
        chunks=sums["chunks"],
        chunks_done=sums["chunks_done"],
        speed=math.floor(speed) if speed and speed >= 1 else None,
        minutes_left=None if left is None or is_silent else math.ceil(left / 60),
        took=run.finished_at - run.started_at if run.finished_at else None,
        is_silent=is_silent,
        answers=worker_answers(seconds=ASK_SECONDS) if is_silent else True,
        stopped_because=_stopped_because(run) if run.state == RunState.CANCELLED else "",
    )


def steering_of(run: EvaluationRun) -> list[SteeringLine]:
    """What was done to a run since it was started, the oldest first."""
    events = AuditEvent.objects.filter(
        action=AuditEvent.Action.EVALUATION_STEERED, at__gte=run.started_at, details__run=str(run.key)
    ).order_by("at")
    return [SteeringLine(event.details["act"], event.actor_name, event.at, event.reason) for event in events]


def readable_failures(run: EvaluationRun, actor: Actor) -> QuerySet[EvaluationFailure]:
    """The failures of a run, by unit and name; an agency admin reads those of the own units."""
    failures = run.failures.select_related("plan__employee", "plan__agency")
    if not actor.reads_region:
        failures = failures.filter(plan__agency_id__in=actor.admin_agency_ids)
    return failures.order_by("plan__agency__code", "plan__employee__name__sort_key", "plan__employee__nip", "pk")


def failed_lines(failures: Sequence[EvaluationFailure]) -> list[FailedLine]:
    """Failures as the page lists them."""
    return [
        FailedLine(
            employee_id=one.plan.employee_id,
            name=one.plan.employee.name,
            nip=one.plan.employee.nip,
            agency=one.plan.agency.name,
            reason=one.reason,
        )
        for one in failures
    ]


def _speed(run: EvaluationRun, listed: ListedRun) -> float | None:
    """People a second: of a finished run over all, of a running one over the chunks done last."""
    if run.finished_at is not None:
        seconds = (run.finished_at - run.started_at).total_seconds()
        return listed.done / seconds if seconds else None
    rows = EvaluationChunk.objects.filter(DONE, run=run, done_at__isnull=False).order_by("-done_at")
    last = list(rows.values_list("done_at", "plan_ids__len")[:RECENT])
    done = [(run.started_at, 0), *((at, people) for at, people in reversed(last) if at)]
    steps = [(later - sooner, people) for (sooner, _before), (later, people) in pairwise(done)]
    steps = [step for step in (steps if len(steps) < RECENT else steps[1:]) if step[0] <= PAUSE]
    seconds = sum((gap for gap, _people in steps), datetime.timedelta()).total_seconds()
    return sum(people for _gap, people in steps) / seconds if seconds else None


def _stopped_because(run: EvaluationRun) -> str:
    told = run.chunks.filter(Q(state=ChunkState.WAITING) & ~Q(error="")).values_list("error", flat=True)
    return told.first() or ""
