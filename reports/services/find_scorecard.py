"""The scorecard that somebody wants to read as PDF: is it there, is it being made, and if not, why."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.utils import timezone

from agencies.services.ask_worker import worker_answers
from agencies.tenancy.scope import current_region_id
from appraisal.documents.scorecard import Identity
from appraisal.models import ChunkState, Evaluation
from reports.files import kept_scorecard
from reports.models import ScorecardRequest
from reports.services.compose_pages import compose_scorecard

PATIENCE = datetime.timedelta(seconds=10)
"""A scorecard takes a second. After so long the page asks whether there is a worker at all."""


class DocumentState(StrEnum):
    """Where a document stands. ``ABSENT``: nobody has asked for it; ``SILENT``: asked for, but no worker answers."""

    ABSENT = "absent"
    WAITING = "waiting"
    SILENT = "silent"
    FAILED = "failed"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class FoundScorecard:
    """The document of one revision as it is now. ``path`` exists when it is made; ``error`` says why it failed."""

    identity: Identity
    content_key: str
    file_name: str
    path: Path
    state: DocumentState
    error: str = ""


def find_scorecard(*, evaluation: Evaluation) -> FoundScorecard:
    """The document with just what the evaluation shows now. The caller has read the evaluation under the policy."""
    composed = compose_scorecard(evaluation=evaluation)
    key = composed.content_key
    path = kept_scorecard(current_region_id(), key)
    state, error = (DocumentState.MADE, "") if path.exists() else _state_of(key)
    return FoundScorecard(composed.card.identity, key, composed.file_name, path, state, error)


def _state_of(content_key: str) -> tuple[DocumentState, str]:
    request = ScorecardRequest.objects.filter(content_key=content_key).first()
    if request is None or request.state == ChunkState.DONE:  # done and without a file: it was cleared away
        return DocumentState.ABSENT, ""
    if request.state == ChunkState.FAILED:
        return DocumentState.FAILED, request.error
    is_late = timezone.now() - request.requested_at > PATIENCE
    return (DocumentState.SILENT if is_late and not worker_answers(seconds=1) else DocumentState.WAITING), ""
