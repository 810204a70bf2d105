"""Background work of the appraisal: thin, by ids, one service call each."""

from celery import shared_task

from agencies.tenancy.tasks import RegionTask
from appraisal.services import queue_evaluation


@shared_task(base=RegionTask, name=queue_evaluation.TASK)
def evaluate_chunk(*, chunk_id: int) -> None:
    """Evaluate one chunk of a run."""
    queue_evaluation.evaluate_chunk(chunk_id=chunk_id)
