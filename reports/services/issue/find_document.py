"""Where a document that somebody wants to read stands: there, being made, or why not."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from agencies.services.ask_worker import worker_answers
from appraisal.models import ChunkState
from reports.models import Document, DocumentRequest
from reports.services.issue.composed import Composed, official_language
from reports.services.issue.kept_file import kept_file

PATIENCE = datetime.timedelta(seconds=10)
"""A document takes a second. After so long the page asks whether there is a worker at all."""

LOST = datetime.timedelta(minutes=15)
"""The longest document takes a few minutes: after so long its message never reached a worker, and may be sent again."""


class DocumentState(StrEnum):
    """Where a document stands. ``ABSENT``: nobody has asked for it; ``SILENT``: asked for, but no worker answers, or
    none did for so long that it may be asked for again.
    """

    ABSENT = "absent"
    WAITING = "waiting"
    SILENT = "silent"
    FAILED = "failed"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """The document with just this content; ``document`` is there once it is made and its file is kept.

    ``held`` is, where it is not there, the version in force that says something else and whose file is kept.
    ``is_slow``: it has been waited for longer than a document takes.
    """

    composed: Composed
    content_key: str
    state: DocumentState
    error: str = ""
    document: Document | None = None
    held: Document | None = None
    is_slow: bool = False

    @property
    def status(self) -> str:
        """What tells one look of the page from the next."""
        return f"{self.state}-slow" if self.is_slow else str(self.state)


def find_document(*, compose: Callable[[], Composed]) -> FoundDocument:
    """Where it stands. The caller has read under the policy what ``compose`` loads."""
    with official_language():
        composed = compose()
    key = composed.content_key
    in_force = Document.objects.filter(subject_key=composed.subject.key, superseded_at=None, revoked_at=None)
    kept = [row for row in in_force.filter(made_at__isnull=False).order_by("-version") if kept_file(row).exists()]
    document = next((row for row in kept if row.content_key == key), None)
    if document is not None:
        return FoundDocument(composed, key, DocumentState.MADE, document=document)
    held = next(iter(kept), None)
    request = DocumentRequest.objects.filter(content_key=key).first()
    if request is None or request.state == ChunkState.DONE:  # done and not there: superseded, revoked or cleared away
        return FoundDocument(composed, key, DocumentState.ABSENT, held=held)
    if request.state == ChunkState.FAILED:
        return FoundDocument(composed, key, DocumentState.FAILED, request.error, held=held)
    waits = timezone.now() - request.requested_at
    silent = waits > LOST or (waits > PATIENCE and not worker_answers(seconds=1))
    state = DocumentState.SILENT if silent else DocumentState.WAITING
    return FoundDocument(composed, key, state, held=held, is_slow=waits > PATIENCE and not silent)
