"""Where a document that somebody asked for in the browser stands."""

import datetime
from enum import StrEnum
from pathlib import Path

from django.utils import timezone

from agencies.services.ask_worker import worker_answers
from appraisal.models import ChunkState
from reports.models import PrintRequest

PATIENCE = datetime.timedelta(seconds=10)
"""A document takes a second. After so long the page asks whether there is a worker at all."""


class DocumentState(StrEnum):
    """Where a document stands. ``ABSENT``: nobody has asked for it; ``SILENT``: asked for, but no worker answers."""

    ABSENT = "absent"
    WAITING = "waiting"
    SILENT = "silent"
    FAILED = "failed"
    MADE = "made"


def document_state(requests: type[PrintRequest], content_key: str, path: Path) -> tuple[DocumentState, str]:
    """Where the document with just this content stands, and why it failed; ``path`` is where it is kept."""
    if path.exists():
        return DocumentState.MADE, ""
    request = requests._default_manager.filter(content_key=content_key).first()
    if request is None or request.state == ChunkState.DONE:  # done and without a file: it was cleared away
        return DocumentState.ABSENT, ""
    if request.state == ChunkState.FAILED:
        return DocumentState.FAILED, request.error
    is_late = timezone.now() - request.requested_at > PATIENCE
    return (DocumentState.SILENT if is_late and not worker_answers(seconds=1) else DocumentState.WAITING), ""
