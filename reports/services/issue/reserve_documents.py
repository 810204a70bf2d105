"""Numbers and versions: the next of a kind, one after another, in a transaction as short as can be."""

import datetime
import secrets
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import F, Max
from django.utils import timezone

from agencies.tenancy.scope import current_region_id
from reports.documents.imprint import document_number
from reports.models import Document, DocumentKind, DocumentSeries
from reports.services.issue.composed import Composed
from reports.services.issue.kept_file import kept_file


class Reserved(NamedTuple):
    """A document and what is to be printed of it. One that ``is_printed`` has its file already."""

    document: Document
    composed: Composed
    is_printed: bool


def reserve_documents(composed: Sequence[Composed]) -> list[Reserved]:
    """A register entry for each content: the one that holds it already, or a new version of its subject.

    All are of one kind. Whoever else wants numbers of the kind waits for the caller's commit; so print after it.
    What was made and whose file has gone is superseded by a new version: other bytes are another document.
    """
    if not composed:
        return []
    [kind] = {one.subject.kind for one in composed}
    now = timezone.now()
    keys = {one.content_key(): one for one in composed}  # writes every page: nobody waits for a number meanwhile
    series = _hold_series(kind, timezone.localdate(now).year)
    held = _held(keys)
    new = [(key, one) for key, one in keys.items() if key not in held]
    former = _former({one.subject.key for _key, one in new})
    documents = []
    for key, one in new:
        number, version = former.get(one.subject.key, ("", 0))
        if not number:
            series.last += 1
            number = document_number(kind, series.year, series.last)
        former[one.subject.key] = number, version + 1
        documents.append(_new(one, key, number, version + 1, now))
    series.save(update_fields=["last"])
    held |= {document.content_key: document for document in Document.objects.bulk_create(documents)}
    return [Reserved(held[key], one, held[key].made_at is not None) for key, one in keys.items()]


def new_token() -> str:
    """128 random bits behind the region's id, so that the address alone leads to the region it is looked up in."""
    return f"{current_region_id()}-{secrets.token_urlsafe(16)}"


def _hold_series(kind: DocumentKind, year: int) -> DocumentSeries:
    """The row that hands out numbers, locked until the caller's commit."""
    DocumentSeries.objects.bulk_create([DocumentSeries(kind=kind, year=year)], ignore_conflicts=True)
    return DocumentSeries.objects.select_for_update().get(kind=kind, year=year)


def _held(keys: Iterable[str]) -> dict[str, Document]:
    """The documents in force with these contents, those without their file left behind as superseded."""
    in_force = Document.objects.filter(content_key__in=list(keys), superseded_at=None, revoked_at=None)
    held, gone = {}, []
    for document in in_force:
        if document.made_at is None or kept_file(document).exists():
            held[document.content_key] = document
        else:
            gone.append(document.pk)
    Document.objects.filter(pk__in=gone).update(superseded_at=timezone.now())
    return held


def _former(subject_keys: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Number and last version of what was issued of some subjects before."""
    documents = Document.objects.filter(subject_key__in=list(subject_keys)).order_by()
    rows = documents.values("subject_key").annotate(last=Max("version"), held_number=Max(F("number")))
    return {row["subject_key"]: (row["held_number"], row["last"]) for row in rows}


def _new(composed: Composed, content_key: str, number: str, version: int, now: datetime.datetime) -> Document:
    return Document(
        **composed.subject.references(),
        subject_key=composed.subject.key,
        content_key=content_key,
        fingerprint=composed.fingerprint or content_key,
        number=number,
        version=version,
        token=new_token(),
        reserved_at=now,
        file_name=composed.file_name,
    )
