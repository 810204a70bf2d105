"""The file of an issued document."""

from pathlib import Path

from agencies.tenancy.scope import current_region_id
from reports.files import kept_document
from reports.models import Document


def kept_file(document: Document) -> Path:
    """Where it is kept; whether it is there is another question. In the region's scope."""
    return kept_document(current_region_id(), document.kind, document.token)


def signed_file(document: Document, file_hash: str) -> Path:
    """Where a signed file waits beside the kept one until its signature is committed."""
    path = kept_file(document)
    return path.with_name(f"{path.stem}.{file_hash}.pdf")


def kept_size(document: Document) -> int | None:
    """How large its file is now, signatures included, in bytes; nothing where it is not kept."""
    try:
        return kept_file(document).stat().st_size
    except FileNotFoundError:
        return None
