"""Background work of the appraisal: thin, by ids, one service call each."""

from celery import shared_task

from agencies.tenancy.tasks import RegionTask
from appraisal.services.evaluation import queue_evaluation
from appraisal.services.schemes import simulate_scheme


@shared_task(base=RegionTask, name=queue_evaluation.TASK)
def evaluate_chunk(*, chunk_id: int) -> None:
    """Evaluate one chunk of a run."""
    queue_evaluation.evaluate_chunk(chunk_id=chunk_id)


@shared_task(base=RegionTask, name=simulate_scheme.TASK)
def simulate_waiting_draft(*, draft_id: int, edition: int) -> None:
    """Simulate a scheme's draft on a period that is too large to wait for."""
    simulate_scheme.simulate_waiting_draft(draft_id=draft_id, edition=edition)
