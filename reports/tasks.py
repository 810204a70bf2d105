"""Background work of the documents: thin, by ids, one service call each."""

from celery import shared_task

from agencies.tenancy.tasks import RegionStepsTask
from reports.services import queue_reports
from reports.services.issue import request_document


@shared_task(base=RegionStepsTask, name=queue_reports.TASK)
def render_part(*, region_id: int, part_id: int) -> None:
    """Make the documents of one part of a run."""
    queue_reports.render_queued_part(region_id=region_id, part_id=part_id)


@shared_task(base=RegionStepsTask, name=request_document.TASK)
def print_document(*, region_id: int, request_id: int) -> None:
    """Print one document that was asked for in the browser."""
    request_document.print_requested_document(region_id=region_id, request_id=request_id)
