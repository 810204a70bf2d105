"""Numbers and versions: the next of a kind, one after another, in a transaction as short as can be."""

import datetime
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from agencies.tenancy.scope import current_region_id
from reports.documents.imprint import document_number
from reports.models import Document, DocumentKind, DocumentSeries
from reports.services.issue.composed import Composed
from reports.services.issue.kept_file import kept_file

Versions = Mapping[str, Sequence[Document]]
"""All versions of some subjects by the subject's key, the oldest first."""


class Reserved(NamedTuple):
    """A document and what is to be printed of it. One that ``is_printed`` has its file already."""

    document: Document
    composed: Composed
    is_printed: bool


def reserve_documents(composed: Sequence[Composed], *, read_since: datetime.datetime) -> list[Reserved] | None:
    """A register entry for each content: the one that holds it already, or a new version of its subject.

    All are of one kind, and were read after ``read_since`` (:func:`database_moment`). Where somebody has reserved
    another content of one of the subjects since then, nobody knows who read later: nothing is reserved, and ``None``
    says that it must be read again. So the versions of a subject stand in the order in which their contents were read.

    Whoever else wants numbers of the kind waits for the caller's commit; so print after it. What was made and whose
    file has gone is superseded by a new version: other bytes are another document.
    """
    if not composed:
        return []
    [kind] = {one.subject.kind for one in composed}
    keys = {one.content_key: one for one in composed}  # writes every page: nobody waits for a number meanwhile
    series = _hold_series(kind, timezone.localdate().year)
    known = _lock_versions(composed)
    if _has_newer(known, composed, read_since):
        return None
    now = database_moment()
    held = {key: document for key, one in keys.items() if (document := _held(known.get(one.subject.key, ()), key))}
    _supersede_outdated(known, composed, held)
    Document.objects.filter(pk__in=[one.pk for one in held.values() if one.made_at is None]).update(reserved_at=now)
    new = [(key, one) for key, one in keys.items() if key not in held]
    held |= {one.content_key: one for one in _reserve_new(series, known, new, now)}
    return [Reserved(held[key], one, held[key].made_at is not None) for key, one in keys.items()]


def new_token() -> str:
    """128 random bits behind the region's id, so that the address alone leads to the region it is looked up in."""
    return f"{current_region_id()}-{secrets.token_urlsafe(16)}"


def database_moment() -> datetime.datetime:
    """Now, by the one clock that all processes share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime.datetime = cursor.fetchone()[0]
    return moment


def further_parts(composed: Composed) -> Q:
    """The documents of the parts that a list has had and has no more."""
    about = composed.subject
    return Q(kind=about.kind, period=about.period_id, agency=about.agency_id, part__gt=composed.parts)


def _hold_series(kind: DocumentKind, year: int) -> DocumentSeries:
    """The row that hands out numbers, locked until the caller's commit."""
    DocumentSeries.objects.bulk_create([DocumentSeries(kind=kind, year=year)], ignore_conflicts=True)
    return DocumentSeries.objects.select_for_update().get(kind=kind, year=year)


def _lock_versions(composed: Sequence[Composed]) -> Versions:
    """The versions of the subjects, and of further parts of theirs, locked in the order in which everybody locks."""
    wanted = Q(subject_key__in={one.subject.key for one in composed})
    for one in composed:
        if one.parts:
            wanted |= further_parts(one)
    known: dict[str, list[Document]] = defaultdict(list)
    for document in Document.objects.filter(wanted).select_for_update().order_by("part", "subject_key", "version"):
        known[document.subject_key].append(document)
    return known


def _has_newer(known: Versions, composed: Sequence[Composed], read_since: datetime.datetime) -> bool:
    """Whether somebody else has reserved something that these contents know nothing of."""
    keys = {one.subject.key: one.content_key for one in composed}
    return any(
        versions[-1].reserved_at > read_since and versions[-1].content_key != keys.get(subject_key)
        for subject_key, versions in known.items()
    )


def _held(versions: Sequence[Document], content_key: str) -> Document | None:
    """The version in force with this content. One that was reserved and never made counts while it is the last."""
    for document in versions:
        if document.content_key != content_key or document.superseded_at or document.revoked_at:
            continue
        if kept_file(document).exists() if document.made_at else document == versions[-1]:
            return document
    return None


def _supersede_outdated(known: Versions, composed: Sequence[Composed], held: Mapping[str, Document]) -> None:
    """What is known by now not to be so: the same content without its file or number in turn, later contents that were
    never made where an earlier one holds, and parts that a list has no more.

    Of further parts only what is being printed, unless all that is asked for was issued before: those that hold go when
    the present ones come (`register_document`).
    """
    keys = {one.subject.key: one.content_key for one in composed}
    kept = {one.pk for one in held.values()}
    is_issued = all(one.content_key in held and held[one.content_key].made_at for one in composed)
    outdated = []
    for subject_key, versions in known.items():
        content_key = keys.get(subject_key)
        now_held = held.get(content_key) if content_key else None
        for document in versions:
            if document.superseded_at or document.revoked_at or document.pk in kept:
                continue
            is_same = document.content_key == content_key
            is_left = document.made_at is None and now_held is not None
            is_further = content_key is None and (document.made_at is None or is_issued)
            if is_same or is_left or is_further:
                outdated.append(document.pk)
    Document.objects.filter(pk__in=outdated).update(superseded_at=timezone.now())


def _reserve_new(
    series: DocumentSeries, known: Versions, new: Iterable[tuple[str, Composed]], now: datetime.datetime
) -> list[Document]:
    """The next version of each subject, under its number or a new one."""
    documents, last = [], {key: (versions[-1].number, versions[-1].version) for key, versions in known.items()}
    for key, one in new:
        number, version = last.get(one.subject.key, ("", 0))
        if not number:
            series.last += 1
            number = document_number(series.kind, series.year, series.last)
        last[one.subject.key] = number, version + 1
        documents.append(_new(one, key, number, version + 1, now))
    series.save(update_fields=["last"])
    return Document.objects.bulk_create(documents)


def _new(composed: Composed, content_key: str, number: str, version: int, now: datetime.datetime) -> Document:
    return Document(
        **composed.subject.references(),
        subject_key=composed.subject.key,
        content_key=content_key,
        fingerprint=composed.fingerprint or content_key,
        is_provisional=composed.is_provisional,
        number=number,
        version=version,
        token=new_token(),
        reserved_at=now,
        file_name=composed.file_name,
    )
