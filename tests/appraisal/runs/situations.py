"""Runs in every state, and a lane that a test drives by hand."""

import datetime
import uuid

from django.utils import timezone

from agencies.models import Agency, User
from agencies.permissions import actor_of
from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState, EvaluationChunk, EvaluationFailure, EvaluationRun, RunState
from appraisal.services.runs.start_run import start_run
from appraisal.services.runs.steer_run import Steering, steer_run
from appraisal.services.runs.take_chunk import take_chunk
from indicators.models import Indicator, Plan
from tests.appraisal.factories import a_period, an_actual
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee

#: A chunk of the runs that are only looked at: as many plans as a real one, none of them anybody's.
PLANS = 512

#: However slow the machine is that a test runs on, a run that is shown as busy is not silent yet.
AHEAD = datetime.timedelta(hours=1)

NO_RUN = uuid.UUID(int=0)
"""The key of a run that is nowhere."""


def a_started_run(cast: Cast, *, agency: Agency | None = None, who: User | None = None) -> EvaluationRun:
    """A real run of January 2026 whose lanes nobody works on."""
    return start_run(
        region_id=cast.region.pk,
        period_id=a_period().pk,
        agency_id=agency.pk if agency else None,
        actor=actor_of(who) if who else None,
        lanes=2,
    ).run


def drive(run: EvaluationRun) -> EvaluationRun:
    """Be its only lane until it ends."""
    while take_chunk(region_id=current_region_id(), run_id=run.pk):
        pass
    run.refresh_from_db()
    return run


def neighbours(cast: Cast, indicator: Indicator, count: int) -> None:
    """So many more people at the puskesmas, each with a plan of one reported indicator."""
    for number in range(count):
        person = an_employee(f"Rekan {number}", account=False)
        a_placement(person, cast.puskesmas, cast.sari)
        a_plan(person, cast.puskesmas, {indicator: ("100", "10")})
        an_actual(person, indicator, "2026-01", "9")


def a_shown_run(
    cast: Cast,
    state: RunState = RunState.RUNNING,
    *,
    period: str = "2026-01",
    agency: Agency | None = None,
    chunks: int = 8,
    done: int = 3,
    failing: Plan | None = None,
) -> EvaluationRun:
    """A run for the eye: so many chunks, of which some are done, half a second each, the last one just now."""
    now = timezone.now()
    over = now if state in {RunState.CANCELLED, RunState.DONE} else None
    run = EvaluationRun.objects.create(
        period=a_period(period),
        agency=agency,
        cause=EvaluationRun.Cause.HAND,
        state=state,
        people=chunks * PLANS,
        asked_by=cast.region_admin,
        asked_by_name="Admin Daerah",
        progressed_at=now + AHEAD if done else None,
        finished_at=over,
    )
    EvaluationRun.objects.filter(pk=run.pk).update(started_at=now - datetime.timedelta(seconds=done / 2 + 1))
    EvaluationChunk.objects.bulk_create(
        EvaluationChunk(
            run=run,
            number=number,
            plan_ids=list(range(PLANS)),
            state=ChunkState.DONE if number <= done else ChunkState.WAITING,
            done_at=now - datetime.timedelta(seconds=(done - number) / 2) if number <= done else None,
            written=500 if number <= done else 0,
            unchanged=10 if number <= done else 0,
            incomplete=30 if number <= done else 0,
            withdrawn=2 if number <= done else 0,
        )
        for number in range(1, chunks + 1)
    )
    if failing is not None:
        run.chunks.filter(number=1).update(state=ChunkState.FAILED, failed=1)
        reason = "Tidak ada skema penilaian yang berlaku untuk 1.02.01 pada 31 Januari 2026."
        EvaluationFailure.objects.create(run=run, plan=failing, reason=reason)
    run.refresh_from_db()
    return run


def steered(run: EvaluationRun, who: User, *acts: Steering) -> EvaluationRun:
    """What somebody did to it, one after the other."""
    for act in acts:
        run = steer_run(run=run, act=act, actor=actor_of(who))
    return run


def a_named_run(cast: Cast) -> dict[str, object]:
    """A run of the region, by what its address names."""
    return {"key": a_shown_run(cast).key}


def run_pages(cast: Cast) -> dict[str, tuple[User, str]]:
    """Who looks at a run in each of its states; Budi's plan fails in one of them."""
    failing = Plan.objects.filter(employee=cast.budi).earliest("pk")
    running = a_shown_run(cast, period="2026-02")
    silent = a_shown_run(cast, period="2026-03", done=0)
    EvaluationRun.objects.filter(pk=silent.pk).update(started_at=timezone.now() - datetime.timedelta(hours=1))
    paused = steered(a_shown_run(cast, period="2026-04"), cast.region_admin, Steering.PAUSE)
    failed = a_shown_run(cast, RunState.DONE, done=8, failing=failing)
    cancelled = steered(a_shown_run(cast, agency=cast.puskesmas), cast.region_admin, Steering.CANCEL)
    cancelled.chunks.filter(number=8).update(error="Periode 2026-01 sudah dikunci.")
    admin = cast.region_admin
    return {
        "runs": (admin, "/proses/"),
        "run, running": (admin, f"/proses/{running.key}/"),
        "run, nobody works on it": (admin, f"/proses/{silent.key}/"),
        "run, paused": (admin, f"/proses/{paused.key}/"),
        "run, done with failures": (admin, f"/proses/{failed.key}/"),
        "run, cancelled": (cast.agency_admin, f"/proses/{cancelled.key}/"),
        "run, forbidden": (cast.budi.user or admin, f"/proses/{running.key}/"),
        "evaluate a period": (admin, "/periode/2026-01/evaluasi/"),
    }
