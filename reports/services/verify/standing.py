"""Whether a document still holds, and since when it does not."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from appraisal.models import Evaluation
from reports.models import Document


class Standing(StrEnum):
    """``HOLDS``: it says what is so. ``SUPERSEDED``: something newer does. ``REVOKED``: taken back by the region."""

    HOLDS = "berlaku"
    SUPERSEDED = "digantikan"
    REVOKED = "dibatalkan"


@dataclass(frozen=True, slots=True)
class Validity:
    """Where a document stands. ``since`` is when it stopped to hold.

    ``by_version`` is the newest version in its place that was not revoked, 0 while there is none: the evaluation was
    revised (or the file was lost) and nobody has printed it again yet. ``is_provisional``: it says SEMENTARA on itself,
    since what it shows was not complete, or its figures waited for peers and subordinates.
    """

    standing: Standing
    since: datetime.datetime | None = None
    by_version: int = 0
    is_provisional: bool = False


def issued_documents() -> QuerySet[Document]:
    """What was issued in the region in scope, with what :func:`validity_of` needs. A reserved number is no document.

    An evaluation that has a newer revision supersedes its papers at once, whether or not the newer one is printed.
    """
    newer = Evaluation.objects.filter(
        period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), revision__gt=OuterRef("revision")
    ).order_by("revision")
    later = Document.objects.filter(
        subject_key=OuterRef("subject_key"), version__gt=OuterRef("version"), made_at__isnull=False, revoked_at=None
    ).order_by("-version")
    return Document.objects.filter(made_at__isnull=False).annotate(
        outdated_at=Least(F("superseded_at"), Subquery(newer.values("created_at")[:1])),
        next_version=Coalesce(Subquery(later.values("version")[:1]), 0),
    )


def validity_of(document: Document) -> Validity:
    """Where a document of :func:`issued_documents` stands; revoked counts before superseded."""
    outdated_at: datetime.datetime | None = getattr(document, "outdated_at")  # noqa: B009 - annotated
    next_version: int = getattr(document, "next_version")  # noqa: B009
    is_provisional = document.is_provisional
    if document.revoked_at is not None:
        return Validity(Standing.REVOKED, document.revoked_at, next_version, is_provisional)
    if outdated_at is not None:
        return Validity(Standing.SUPERSEDED, outdated_at, next_version, is_provisional)
    return Validity(Standing.HOLDS, is_provisional=is_provisional)


def in_standing(documents: QuerySet[Document], standing: Standing) -> QuerySet[Document]:
    """Those of :func:`issued_documents` that stand so."""
    revised = Q(
        Exists(
            Evaluation.objects.filter(
                period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), revision__gt=OuterRef("revision")
            )
        )
    )
    if standing is Standing.REVOKED:
        return documents.filter(revoked_at__isnull=False)
    outdated = Q(superseded_at__isnull=False) | revised
    current = documents.filter(revoked_at=None)
    return current.filter(outdated) if standing is Standing.SUPERSEDED else current.exclude(outdated)
