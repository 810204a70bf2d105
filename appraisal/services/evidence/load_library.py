"""The library of an employee, with what each file supports."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from agencies.dates import long_month
from appraisal.models import ActualEvidence, ActualState, Evidence, Verification
from appraisal.services.evidence.find_evidence import ShownEvidence
from indicators.models import IndicatorVersion

FILTERS = ("", "belum", "dipakai", "dikembalikan")
"""All, not used yet, used, used for what was returned: as the address names them."""


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """An actual that a file supports; ``reason`` says why it was returned, where it was."""

    indicator_id: int
    indicator: str
    month: str
    code: str
    is_returned: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file with where it is used, the newest month first."""

    file: ShownEvidence
    uses: tuple[EvidenceUse, ...]


def library_of(employee_id: int, *, which: str = "", search: str = "") -> QuerySet[Evidence]:
    """The files of a library, newest first; ``search`` looks in names and notes. No query yet."""
    uses = ActualEvidence.objects.filter(evidence_id=OuterRef("pk"))
    found = Evidence.objects.filter(employee_id=employee_id, removed_at__isnull=True)
    if which == "belum":
        found = found.filter(~Exists(uses))
    elif which == "dipakai":
        found = found.filter(Exists(uses))
    elif which == "dikembalikan":
        found = found.filter(Exists(uses.filter(actual__state=ActualState.RETURNED)))
    if search:
        found = found.filter(name__icontains=search) | found.filter(note__icontains=search)
    return found


def listed_files(files: Sequence[Evidence]) -> list[LibraryFile]:
    """The lines of one page of a library. Three queries."""
    uses = find_uses([file.pk for file in files])
    return [LibraryFile(ShownEvidence.of(file), uses.get(file.pk, ())) for file in files]


def find_uses(evidence_ids: Collection[int]) -> dict[int, tuple[EvidenceUse, ...]]:
    """What these files support, the newest month first. Three queries."""
    links = list(
        ActualEvidence.objects.filter(evidence_id__in=evidence_ids)
        .order_by("-actual__month", "pk")
        .values_list("evidence_id", "actual_id", "actual__indicator_id", "actual__month", "actual__state")
    )
    names = _names({indicator_id for _e, _a, indicator_id, *_rest in links})
    reasons = find_return_reasons([actual_id for _e, actual_id, _i, _m, state in links if state == _RETURNED])
    found: dict[int, list[EvidenceUse]] = defaultdict(list)
    for evidence_id, actual_id, indicator_id, month, state in links:
        found[evidence_id].append(
            EvidenceUse(
                indicator_id=indicator_id,
                indicator=names.get(indicator_id, ""),
                month=long_month(month.year, month.month),
                code=f"{month:%Y-%m}",
                is_returned=state == _RETURNED,
                reason=reasons.get(actual_id, ""),
            )
        )
    return {evidence_id: tuple(uses) for evidence_id, uses in found.items()}


_RETURNED = ActualState.RETURNED


def find_return_reasons(actual_ids: Collection[int]) -> dict[int, str]:
    """Why each of these actuals was returned last. One query, none for none."""
    if not actual_ids:
        return {}
    rows = Verification.objects.filter(actual_id__in=actual_ids, outcome=Verification.Outcome.RETURNED)
    return dict(rows.order_by("decided_at", "pk").values_list("actual_id", "reason"))


def _names(indicator_ids: Collection[int]) -> dict[int, str]:
    if not indicator_ids:
        return {}
    versions = IndicatorVersion.objects.all().in_force_on(timezone.localdate()).filter(indicator_id__in=indicator_ids)
    return dict(versions.values_list("indicator_id", "name"))
