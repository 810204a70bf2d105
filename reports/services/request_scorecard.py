"""A scorecard as PDF, asked for in the browser and printed by the worker."""

from pathlib import Path

from celery import current_app
from django.db import transaction
from django.utils import timezone

from agencies.files.whole import write_whole
from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState, Evaluation
from reports.documents.printing import print_pdf
from reports.files import kept_scorecard
from reports.models import ReportKind, ScorecardRequest
from reports.services.compose_pages import compose_scorecard
from reports.services.find_scorecard import find_scorecard
from reports.services.print_once import print_once

TASK = "reports.print_scorecard"


def request_scorecard(*, evaluation: Evaluation, actor: Actor) -> ScorecardRequest:
    """Ask the worker for the document of a revision; asking again for the same content asks the worker again.

    The task is enqueued once the request is committed. Without a broker the request stays, and the page says so.
    """
    found = find_scorecard(evaluation=evaluation)
    facts = {
        "period_id": evaluation.period_id,
        "plan_id": evaluation.plan_id,
        "revision": evaluation.revision,
        "state": ChunkState.WAITING,
        "error": "",
        "requested_at": timezone.now(),
    }
    request, _is_new = ScorecardRequest.objects.update_or_create(content_key=found.content_key, defaults=facts)
    record_event(
        action=AuditEvent.Action.DOCUMENTS_RENDERED,
        subject=f"{ReportKind.SCORECARDS.label}, {found.file_name}",
        actor=actor,
        details={"kind": ReportKind.SCORECARDS.value, "documents": 1, "fingerprint": evaluation.fingerprint},
    )
    arguments = {"region_id": current_region_id(), "request_id": request.pk}
    transaction.on_commit(lambda: current_app.send_task(TASK, kwargs=arguments), robust=True)
    return request


def print_requested_scorecard(*, request_id: int) -> None:
    """Print what was asked for, in the task's one transaction; what is printed already is left alone.

    It is kept under the content that it really shows, should that have changed since it was asked for; what was
    printed of the same plan and period before says something else and goes.
    """
    print_once(ScorecardRequest, request_id, _print)


def _print(request: ScorecardRequest) -> None:
    evaluation = Evaluation.objects.select_related("employee", "agency").get(
        period_id=request.period_id, plan_id=request.plan_id, revision=request.revision
    )
    composed = compose_scorecard(evaluation=evaluation)
    write_whole(_kept(composed.content_key), print_pdf(composed.page(timezone.now()).html))
    _forget_former(request, composed.content_key)


def _forget_former(request: ScorecardRequest, content_key: str) -> None:
    """Remove the former documents of the same plan and period, but not what somebody still waits for."""
    former = ScorecardRequest.objects.filter(period_id=request.period_id, plan_id=request.plan_id)
    former = former.exclude(pk=request.pk).exclude(content_key=content_key).exclude(state=ChunkState.WAITING)
    for key in former.values_list("content_key", flat=True):
        _kept(key).unlink(missing_ok=True)
    former.delete()


def _kept(content_key: str) -> Path:
    return kept_scorecard(current_region_id(), content_key)
