"""The evidence of actuals, and the library of an employee."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from appraisal.documents.file_size import file_size_text
from appraisal.models import ActualEvidence, Evidence
from appraisal.services.evidence.find_twins import find_twins


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A file as a list shows it. ``size`` is in bytes; ``twins`` are hints for who verifies, and for nobody else."""

    key: UUID
    name: str
    media_type: str
    size: int
    uploaded_at: datetime
    note: str
    is_image: bool
    twins: tuple[str, ...] = ()

    @property
    def size_text(self) -> str:
        """`240 KB`, `1,3 MB`."""
        return file_size_text(self.size)

    @classmethod
    def of(cls, evidence: Evidence, twins: tuple[str, ...] = ()) -> "ShownEvidence":
        """A stored file."""
        return cls(
            key=evidence.key,
            name=evidence.name,
            media_type=evidence.media_type,
            size=evidence.size,
            uploaded_at=evidence.uploaded_at,
            note=evidence.note,
            is_image=evidence.media_type.startswith("image/"),
            twins=twins,
        )


def find_evidence(actual_ids: Collection[int], *, for_verifier: bool = False) -> dict[int, tuple[ShownEvidence, ...]]:
    """The files of each of these actuals that has any, in the order in which they were attached.

    One query; two more with ``for_verifier``, which adds where the same file was used as well. Who may see the
    actuals is for the caller to ask.
    """
    links = list(
        ActualEvidence.objects.filter(actual_id__in=list(actual_ids)).select_related("evidence", "actual")
        if actual_ids
        else ()
    )
    twins = find_twins(links) if for_verifier else {}
    found: dict[int, list[ShownEvidence]] = defaultdict(list)
    for link in links:
        found[link.actual_id].append(ShownEvidence.of(link.evidence, twins.get(link.pk, ())))
    return {actual_id: tuple(shown) for actual_id, shown in found.items()}


def find_library(employee_id: int) -> tuple[ShownEvidence, ...]:
    """What an employee may choose from, the newest first. One query."""
    kept = Evidence.objects.filter(employee_id=employee_id, removed_at__isnull=True)
    return tuple(ShownEvidence.of(evidence) for evidence in kept)
