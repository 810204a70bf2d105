"""Print what is not printed yet: numbered in one transaction, printed in none, registered in another."""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from agencies.dates import moment
from agencies.files.whole import write_whole
from agencies.tenancy.scope import region_scope
from reports.documents.imprint import Imprint, qr_mark
from reports.documents.printing import Printed, garbage_kept
from reports.files import kept_document
from reports.models import Document, DocumentSignature
from reports.services.issue.composed import Composed, official_language
from reports.services.issue.kept_file import kept_file
from reports.services.issue.reserve_documents import Reserved, reserve_documents


@dataclass(frozen=True, slots=True)
class Made:
    """An issued document and where its file is; ``is_new`` unless it had been printed before."""

    document: Document
    file_name: str
    path: Path
    is_new: bool


def make_documents(*, region_id: int, compose: Callable[[], Sequence[Composed]]) -> list[Made]:
    """Issue some documents of one kind. ``compose`` is called in the region's scope and loads all that they show.

    What is unchanged is fetched. The caller has set the region's time zone, and should hold no transaction: printing
    takes a second a document.

    Raises:
        PartsMissingError: this machine cannot make documents.
        OSError: the folder of the documents cannot be written to.
    """
    with region_scope(region_id), official_language():
        reserved = reserve_documents(compose())
    with garbage_kept(), official_language():
        return [_make(region_id, one) for one in reserved]


def public_address(token: str) -> str:
    """Where anybody can check a document."""
    return f"{settings.PUBLIC_URL}/v/{token}/"


def _make(region_id: int, reserved: Reserved) -> Made:
    document = reserved.document
    path = kept_document(region_id, document.kind, document.token)
    if reserved.is_printed:
        return Made(document, reserved.composed.file_name, path, is_new=False)
    now = timezone.now()
    address = public_address(document.token)
    imprint = Imprint(
        head=reserved.composed.head,
        made_at=moment(now),
        number=document.number,
        version=document.version,
        address=address,
        qr=qr_mark(address),
    )
    printed = reserved.composed.print(imprint)
    with region_scope(region_id):
        document, gone = _register(document, printed, path, now)
    for former in gone:  # after the commit: until then they are what holds
        former.unlink(missing_ok=True)
    return Made(document, reserved.composed.file_name, path, is_new=True)


def _register(
    reserved: Document, printed: Printed, path: Path, now: datetime.datetime
) -> tuple[Document, Sequence[Path]]:
    """Put the file in its place and say so, unless somebody else has printed the same meanwhile: the first one counts.

    Returns the document as it stands, and the files of former versions, which may go once this is committed.
    """
    versions = Document.objects.filter(subject_key=reserved.subject_key, version__lte=reserved.version)
    # Always the oldest first: two that print different versions of one subject would else wait for each other.
    *former, document = versions.select_for_update().order_by("version")
    if document.made_at is not None:
        return document, ()
    write_whole(path, printed.pdf)
    document.made_at = now
    document.file_hash = hashlib.sha256(printed.pdf).hexdigest()
    document.size, document.pages = len(printed.pdf), printed.pages
    document.save(update_fields=["made_at", "file_hash", "size", "pages"])
    return document, _supersede([one for one in former if one.superseded_at is None], now)


def _supersede(held: Sequence[Document], now: datetime.datetime) -> list[Path]:
    """The earlier versions hold no more. Their files may go, but for those that somebody has signed.

    They are locked before anybody asks for signatures: whoever is just signing one comes first, or finds it superseded.
    """
    signed = set(DocumentSignature.objects.filter(document__in=held).values_list("document_id", flat=True))
    Document.objects.filter(pk__in=[one.pk for one in held]).update(superseded_at=now)
    return [kept_file(one) for one in held if one.pk not in signed]
