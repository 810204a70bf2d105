"""The kinds of documents that come in packages."""

from reports.models import DocumentKind
from reports.services.compose.registry import COMPOSERS

_KINDS = (
    DocumentKind.SCORECARD,
    DocumentKind.EVALUATION_FORM,
    DocumentKind.EVALUATION_DOCUMENT,
    DocumentKind.AGENCY_SUMMARY,
)


def packaged_kinds() -> tuple[DocumentKind, ...]:
    """Those of a person's evaluation, and the summaries of units."""
    return tuple(kind for kind in _KINDS if kind in COMPOSERS and COMPOSERS[kind].many is not None)
