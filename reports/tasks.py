"""Background work of the documents: thin, by ids, one service call each."""

from celery import shared_task
from django.utils import timezone

from agencies.tenancy.tasks import RegionStepsTask, SystemTask
from reports.services import clock
from reports.services.issue import request_document
from reports.services.packages import prepare_night, send_lanes
from reports.services.packages.take_part import take_step


@shared_task(base=RegionStepsTask, name=send_lanes.TASK, ignore_result=True)
def render_next(*, region_id: int, run_id: int) -> None:
    """Do the next step of a run of documents; the lane goes on by itself while there is one."""
    take_step(region_id=region_id, run_id=run_id)


@shared_task(base=RegionStepsTask, name=request_document.TASK)
def print_document(*, region_id: int, request_id: int) -> None:
    """Print one document that was asked for in the browser."""
    request_document.print_requested_document(region_id=region_id, request_id=request_id)


@shared_task(base=SystemTask, name=clock.EACH_MINUTE, ignore_result=True)
def revive_documents() -> None:
    """Beat fires this each minute: runs of documents whose lanes are gone get new ones."""
    clock.each_minute(now=timezone.now())


@shared_task(base=SystemTask, name=clock.EACH_HOUR, ignore_result=True)
def tidy_documents() -> None:
    """Beat fires this each hour: what has expired goes, and at night the summaries are made ready."""
    clock.each_hour(now=timezone.now())


@shared_task(base=RegionStepsTask, name=prepare_night.TASK, ignore_result=True)
def prepare_summaries(*, region_id: int) -> None:
    """Have the region's summaries made ready for the morning, where this was not done tonight."""
    prepare_night.prepare_night(region_id=region_id, now=timezone.now())
