"""A document as PDF, asked for in the browser and printed by the worker."""

import logging
from collections.abc import Callable

from celery import current_app
from django.db import transaction
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id, region_scope
from appraisal.models import ChunkState
from reports.documents.printing import PartsMissingError
from reports.models import DocumentRequest
from reports.services.compose.registry import compose_one
from reports.services.issue.composed import Composed, official_language
from reports.services.issue.make_documents import make_documents

TASK = "reports.print_document"
logger = logging.getLogger("timbang.reports")


def request_document(*, compose: Callable[[], Composed], actor: Actor) -> DocumentRequest:
    """Ask the worker for a document; asking again for the same content asks the worker again.

    The task is enqueued once the request is committed. Without a broker the request stays, and the page says so.
    """
    with official_language():
        composed = compose()
    subject = composed.subject
    facts = {
        **subject.references(),
        "state": ChunkState.WAITING,
        "error": "",
        "requested_at": timezone.now(),
    }
    request, _is_new = DocumentRequest.objects.update_or_create(content_key=composed.content_key(), defaults=facts)
    record_event(
        action=AuditEvent.Action.DOCUMENTS_RENDERED,
        subject=f"{subject.kind.label}, {composed.file_name}"[:160],
        actor=actor,
        details={"kind": subject.kind.value, "documents": 1, "fingerprint": composed.fingerprint},
    )
    arguments = {"region_id": current_region_id(), "request_id": request.pk}
    transaction.on_commit(lambda: current_app.send_task(TASK, kwargs=arguments), robust=True)
    return request


def print_requested_document(*, region_id: int, request_id: int) -> None:
    """Print what was asked for, as it is now; what is printed already is left alone. A failure is told on the page."""
    with region_scope(region_id):
        request = DocumentRequest.objects.get(pk=request_id)
    if request.state == ChunkState.DONE:
        return
    try:
        make_documents(region_id=region_id, compose=lambda: [compose_one(request)])
    except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
        request.state, request.error = ChunkState.FAILED, failure_text(error)
    else:
        request.state, request.error = ChunkState.DONE, ""
    with region_scope(region_id):
        request.save(update_fields=["state", "error"])


def failure_text(error: Exception) -> str:
    """What the person who waits reads: the sentence of a known hindrance; anything else is in the worker's log."""
    if isinstance(error, PartsMissingError):
        return str(error)
    logger.error("A document could not be made", exc_info=error)
    return f"Gangguan saat membuat dokumen ({type(error).__name__}). Rinciannya ada di catatan pekerja."
