"""The file of an issued document."""

from pathlib import Path

from agencies.tenancy.scope import current_region_id
from reports.files import kept_document
from reports.models import Document


def kept_file(document: Document) -> Path:
    """Where it is kept; whether it is there is another question. In the region's scope."""
    return kept_document(current_region_id(), document.kind, document.token)
