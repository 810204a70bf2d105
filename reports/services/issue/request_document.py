"""A document as PDF, asked for in the browser and printed by the worker."""

import errno
import logging
from typing import Any

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
from reports.services.issue.composed import Composed
from reports.services.issue.find_document import PATIENCE
from reports.services.issue.hold_alone import Held, first_held
from reports.services.issue.make_documents import ContentMovesError, make_documents

TASK = "reports.print_document"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST}
logger = logging.getLogger("timbang.reports")


def request_document(*, composed: Composed, actor: Actor) -> DocumentRequest:
    """Ask the worker for a document, or join who waits for the same content already.

    The task is enqueued once the request is committed. Without a broker the request stays, and the page says so. Who
    asks again after :data:`PATIENCE` asks the worker again: a document that is being printed is left alone by it.
    """
    subject = composed.subject
    facts = {**subject.references(), "requested_at": timezone.now()}
    request, is_new = DocumentRequest.objects.select_for_update().get_or_create(
        content_key=composed.content_key, defaults=facts
    )
    is_joined = not is_new and request.state == ChunkState.WAITING and timezone.now() - request.requested_at < PATIENCE
    if not is_joined:
        _ask(request, facts)
    record_event(
        action=AuditEvent.Action.DOCUMENTS_RENDERED,
        subject=f"{subject.kind.label}, {composed.file_name}"[:160],
        actor=actor,
        details={"kind": subject.kind.value, "documents": 1, "fingerprint": composed.fingerprint},
    )
    return request


def send_request(request: DocumentRequest) -> None:
    """Send the message of a request once the transaction is committed; twice is no harm."""
    arguments = {"region_id": current_region_id(), "request_id": request.pk}
    transaction.on_commit(lambda: current_app.send_task(TASK, kwargs=arguments), robust=True)


def print_requested_document(*, region_id: int, request_id: int) -> None:
    """Print what was asked for, as it is now; a failure is told on the page.

    What is printed already, or by another process at this moment, is left alone. Who dies lets go of it, and the clock
    sends it again (`revive_requests`).
    """
    with first_held(Held.REQUEST, [request_id]) as held:
        with region_scope(region_id):
            request = DocumentRequest.objects.get(pk=request_id)
        if held is None or request.state != ChunkState.WAITING:
            return
        try:
            make_documents(region_id=region_id, compose=lambda: [compose_one(request)])
        except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
            request.state, request.error = ChunkState.FAILED, failure_text(error)
        else:
            request.state, request.error = ChunkState.DONE, ""
        with region_scope(region_id):
            request.save(update_fields=["state", "error"])


def _ask(request: DocumentRequest, facts: dict[str, Any]) -> None:
    for name, value in {**facts, "state": ChunkState.WAITING, "error": ""}.items():
        setattr(request, name, value)
    request.save()
    send_request(request)


def failure_text(error: Exception) -> str:
    """What the person who waits reads: the sentence of a known hindrance; anything else is in the worker's log."""
    if isinstance(error, PartsMissingError | ContentMovesError):
        return str(error)
    logger.error("A document could not be made", exc_info=error)
    if isinstance(error, OSError) and error.errno in FULL:
        return "Ruang penyimpanan dokumen penuh. Kosongkan sebagian, lalu minta lagi."
    if isinstance(error, OSError) and error.errno in CLOSED:
        return "Folder dokumen tidak dapat ditulis. Periksa folder TIMBANG_DATA dan hak aksesnya, lalu minta lagi."
    return "Gangguan tak terduga saat membuat dokumen. Rinciannya ada di catatan pekerja."
