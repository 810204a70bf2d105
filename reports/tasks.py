"""Background work of the documents: thin, by ids, one service call each."""

from celery import shared_task

from agencies.tenancy.tasks import RegionTask
from reports.services import plan_forms, queue_reports, request_scorecard


@shared_task(base=RegionTask, name=queue_reports.TASK)
def render_part(*, part_id: int) -> None:
    """Make the documents of one part of a run."""
    queue_reports.render_queued_part(part_id=part_id)


@shared_task(base=RegionTask, name=request_scorecard.TASK)
def print_scorecard(*, request_id: int) -> None:
    """Print one scorecard that was asked for in the browser."""
    request_scorecard.print_requested_scorecard(request_id=request_id)


@shared_task(base=RegionTask, name=plan_forms.TASK)
def print_plan_form(*, request_id: int) -> None:
    """Print one form of a plan that was asked for in the browser."""
    plan_forms.print_requested_plan_form(request_id=request_id)
