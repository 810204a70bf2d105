"""Print what is not printed yet: numbered in one transaction, printed in none, registered in another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from agencies.dates import moment
from agencies.tenancy.scope import region_scope
from reports.documents.imprint import Imprint
from reports.documents.printing import garbage_kept
from reports.files import kept_document
from reports.models import Document
from reports.services.issue.composed import Composed, official_language
from reports.services.issue.register_document import register_document
from reports.services.issue.reserve_documents import Reserved, database_moment, reserve_documents

READINGS = 5
"""So often a content is read anew while somebody else reserves something newer; two are rarely needed."""


class ContentMovesError(RuntimeError):
    """What a document shows changed each time that it was read."""

    def __init__(self) -> None:
        super().__init__("Datanya terus berubah selama dokumen dibuat. Coba lagi sebentar lagi.")


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
        ContentMovesError: whenever it was read, somebody else had something newer before it could be issued.
    """
    for _reading in range(READINGS):
        with region_scope(region_id), official_language():
            since = database_moment()
            reserved = reserve_documents(compose(), read_since=since)
        if reserved is None:
            continue
        with garbage_kept(), official_language():
            made = [_make(region_id, one) for one in reserved]
        if None not in made:
            return [one for one in made if one]
    raise ContentMovesError


def public_address(token: str) -> str:
    """Where anybody can check a document."""
    return f"{settings.PUBLIC_URL}/v/{token}/"


def _make(region_id: int, reserved: Reserved) -> Made | None:
    """The issued document; ``None`` where it was outdated before it could be issued."""
    document = reserved.document
    path = kept_document(region_id, document.kind, document.token)
    if reserved.is_printed:
        return Made(document, reserved.composed.file_name, path, is_new=False)
    now = timezone.now()
    imprint = Imprint.of_issue(
        reserved.composed.head,
        made_at=moment(now),
        number=document.number,
        version=document.version,
        address=public_address(document.token),
    )
    printed = reserved.composed.print(imprint)
    with region_scope(region_id):
        registered = register_document(reserved, printed, path, now)
    if registered is None:
        return None
    for former in registered.gone:  # after the commit: until then they are what holds
        former.unlink(missing_ok=True)
    return Made(registered.document, reserved.composed.file_name, path, is_new=True)
