"""Background work of the appraisal: thin, by ids, one service call each."""

import datetime

from celery import shared_task
from django.utils import timezone

from agencies.tenancy.scope import current_region_id
from agencies.tenancy.tasks import RegionStepsTask, RegionTask, SystemTask
from appraisal.services.evaluation import ask_refresh
from appraisal.services.evaluation.refresh_stale import refresh_stale as refresh
from appraisal.services.impact import ask_simulation
from appraisal.services.reminders import send_digests
from appraisal.services.runs import send_lanes
from appraisal.services.runs.revive_runs import revive_runs
from appraisal.services.runs.take_chunk import take_chunk
from appraisal.services.schedule import check_the_night, run_due_steps, tick
from appraisal.services.schemes import simulate_scheme


@shared_task(base=RegionStepsTask, name=send_lanes.TASK, ignore_result=True)
def evaluate_next(*, region_id: int, run_id: int) -> None:
    """Evaluate the next waiting chunk of a run; the lane goes on by itself while there is one."""
    take_chunk(region_id=region_id, run_id=run_id)


@shared_task(base=RegionTask, name=ask_refresh.TASK)
def refresh_stale() -> None:
    """Evaluate afresh whom changed inputs concern."""
    refresh()


@shared_task(base=RegionTask, name=simulate_scheme.TASK)
def simulate_waiting_draft(*, draft_id: int, edition: int) -> None:
    """Simulate a scheme's draft on a period that is too large to wait for."""
    simulate_scheme.simulate_waiting_draft(draft_id=draft_id, edition=edition)


@shared_task(base=RegionTask, name=ask_simulation.TASK)
def simulate_waiting_change(*, draft_id: int, edition: int) -> None:
    """Simulate an indicator's draft on more evaluations than somebody would wait for."""
    ask_simulation.simulate_waiting_change(draft_id=draft_id, edition=edition)


@shared_task(base=RegionTask, name=send_digests.TASK)
def send_waiting_digests() -> None:
    """Send a batch of today's digests; the clock asks again while some are waiting."""
    send_digests.send_digests(now=timezone.localtime())


@shared_task(base=SystemTask, name=tick.TASK, ignore_result=True)
def ask_the_regions() -> None:
    """Beat fires this each minute: whatever a region has to do now is enqueued."""
    tick.tick(now=timezone.now())


@shared_task(base=RegionTask, name=run_due_steps.TASK, ignore_result=True)
def run_steps(*, now: str) -> None:
    """Run a step of the region whose moment has come; the next one is asked for while there is one."""
    run_due_steps.run_next_step(now=datetime.datetime.fromisoformat(now))


@shared_task(base=RegionTask, name=check_the_night.TASK, ignore_result=True)
def check_periods_at_night(*, now: str) -> None:
    """Queue tonight's check of the open periods."""
    check_the_night.check_the_night(now=datetime.datetime.fromisoformat(now))


@shared_task(base=RegionTask, name=tick.REVIVE_RUNS, ignore_result=True)
def revive_silent_runs(*, now: str) -> None:
    """Send the lanes again of runs whose workers are gone."""
    revive_runs(region_id=current_region_id(), now=datetime.datetime.fromisoformat(now))
