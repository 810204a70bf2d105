"""The scorecard that somebody wants to read as PDF: is it there, is it being made, and if not, why."""

from dataclasses import dataclass
from pathlib import Path

from agencies.tenancy.scope import current_region_id
from appraisal.documents.scorecard import Identity
from appraisal.models import Evaluation
from reports.files import kept_scorecard
from reports.models import ScorecardRequest
from reports.services.compose_pages import compose_scorecard
from reports.services.document_state import DocumentState, document_state


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
    state, error = document_state(ScorecardRequest, key, path)
    return FoundScorecard(composed.card.identity, key, composed.file_name, path, state, error)
