"""A printed document takes its place in the register, unless something that was read later stands there already."""

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from agencies.files.whole import write_whole
from reports.documents.printing import Printed
from reports.models import Document, DocumentSignature
from reports.services.issue.kept_file import kept_file
from reports.services.issue.reserve_documents import Reserved, further_parts


class Registered(NamedTuple):
    """The document as it stands, and the files of what it supersedes: they may go once this is committed."""

    document: Document
    gone: Sequence[Path] = ()


def register_document(reserved: Reserved, printed: Printed, path: Path, now: datetime.datetime) -> Registered | None:
    """Put the file in its place and say so. Of two that printed the same content the first one counts.

    ``None``: it is not so any more. A later version was issued meanwhile, or what was reserved was given up: nothing is
    issued. In the region's scope, in one transaction.

    Raises:
        OSError: the folder of the documents cannot be written to.
    """
    # Always in this order: two that print different versions of one subject would else wait for each other.
    rows = Document.objects.select_for_update().order_by("part", "subject_key", "version")
    versions = list(rows.filter(subject_key=reserved.document.subject_key))
    document = next(one for one in versions if one.pk == reserved.document.pk)
    if document.superseded_at is not None or document.revoked_at is not None:
        return None
    if document.made_at is not None:
        return Registered(document)
    if any(one.made_at is not None for one in versions if one.version > document.version):
        _supersede([document], now)
        return None
    held = [one for one in versions if one.version < document.version and one.superseded_at is None]
    if reserved.composed.parts:
        held += rows.filter(further_parts(reserved.composed), superseded_at=None)
    write_whole(path, printed.pdf)
    document.made_at = now
    document.file_hash = hashlib.sha256(printed.pdf).hexdigest()
    document.size, document.pages = len(printed.pdf), printed.pages
    document.save(update_fields=["made_at", "file_hash", "size", "pages"])
    return Registered(document, _supersede(held, now))


def _supersede(held: Sequence[Document], now: datetime.datetime) -> list[Path]:
    """They hold no more. Their files may go, but for those that somebody has signed or taken back.

    They are locked before anybody asks for signatures: whoever is just signing one comes first, or finds it superseded.
    """
    signed = set(DocumentSignature.objects.filter(document__in=held).values_list("document_id", flat=True))
    Document.objects.filter(pk__in=[one.pk for one in held]).update(superseded_at=now)
    return [kept_file(one) for one in held if one.pk not in signed and one.revoked_at is None]
