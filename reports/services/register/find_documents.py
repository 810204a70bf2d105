"""The list of issued documents, narrowed by what was asked."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst

from agencies.models import Agency
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from reports.models import Document, DocumentKind, DocumentSignature
from reports.services.verify.standing import Standing, Validity, in_standing, validity_of

SIGNED = Exists(DocumentSignature.objects.filter(document_id=OuterRef("pk")))
"""Of documents: whether somebody signed the file."""
_WHOLE_NUMBER = re.compile(r"[A-Z]{2,3}-\d{4}-\d{6}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; empty is everything. ``number`` is a whole one or a part of it."""

    kind: str = ""
    period: Period | None = None
    agency_ids: frozenset[int] | None = None
    standing: Standing | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A line of the register. ``subject`` is the person's name, the unit's, or empty for the region's own."""

    id: int
    number: str
    version: int
    kind: str
    subject: str
    nip: str
    unit: str
    period: str
    made_at: datetime.datetime | None
    validity: Validity
    is_signed: bool


def find_documents(documents: QuerySet[Document], asked: Asked) -> QuerySet[Document]:
    """Those asked for among the visible ones, the newest first."""
    if asked.kind:
        documents = documents.filter(kind=asked.kind)
    if asked.period is not None:
        documents = documents.filter(period=asked.period)
    if asked.agency_ids is not None:
        documents = documents.filter(agency_id__in=asked.agency_ids)
    if asked.standing is not None:
        documents = in_standing(documents, asked.standing)
    number = asked.number.upper()
    if _WHOLE_NUMBER.fullmatch(number):
        documents = documents.filter(number=number)
    elif number:
        documents = documents.filter(number__contains=number)
    return documents.order_by("-made_at", "-id")


def with_subjects(documents: QuerySet[Document]) -> QuerySet[Document]:
    """With what a line says of the subject, and whether the file is signed."""
    return documents.select_related("period", "agency", "employee").annotate(is_signed=SIGNED)


def listed_documents(documents: Iterable[Document]) -> list[ListedDocument]:
    """The lines of a page of the register. No query."""
    return [_line(document) for document in documents]


def units_with_below(agency: Agency) -> frozenset[int]:
    """A unit and those below it. One query."""
    return Agency.objects.all().with_sub_units([agency.pk])


def _line(document: Document) -> ListedDocument:
    person, unit = document.employee, document.agency
    return ListedDocument(
        id=document.pk,
        number=document.number,
        version=document.version,
        kind=capfirst(str(DocumentKind(document.kind).label)),
        subject=person.name if person else unit.name if unit else "",
        nip=person.nip if person else "",
        unit=unit.name if person and unit else "",
        period=parse_period_code(document.period.code).label if document.period else "",
        made_at=document.made_at,
        validity=validity_of(document),
        is_signed=bool(getattr(document, "is_signed")),  # noqa: B009 - annotated
    )
