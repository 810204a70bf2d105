"""The documents of a period, made in this process (contract 3, `render_reports`)."""

import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from agencies.models import Agency, AuditEvent, Region
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Period
from reports.documents.printing import refuse_missing_parts
from reports.files import delivered_to
from reports.models import DocumentKind, ReportKind
from reports.services.compose.registry import compose_many
from reports.services.issue.make_documents import Made, make_documents
from reports.services.overviews.load_figures import load_figures

CARDS_A_PART = 10
"""Scorecards of one task: two seconds of work, one load (docs/documents.md)."""


KINDS = {
    ReportKind.SCORECARDS: DocumentKind.SCORECARD,
    ReportKind.AGENCY: DocumentKind.AGENCY_SUMMARY,
    ReportKind.REGION: DocumentKind.REGION_SUMMARY,
}
"""What the command's words stand for."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. An agency stands for itself and its sub-units; a person narrows documents of evaluations."""

    kind: DocumentKind
    period_id: int
    agency_id: int | None = None
    employee_id: int | None = None


def render_reports(
    *,
    region_id: int,
    order: Order,
    output: Path,
    actor: Actor | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Make the documents of an order in ``output``, all or none, and say how many they are.

    Nothing to make is no error and makes no folder. What is issued stands in the register and is fetched by later
    orders, also where this one ends early.

    Raises:
        PartsMissingError: this machine cannot make documents.
        OSError: the folder cannot be written to.
    """
    refuse_missing_parts()
    with region_scope(region_id):
        zone = Region.objects.get(pk=region_id).zone
        parts = parts_of(order)
    if not parts:
        return 0
    made = 0
    with delivered_to(output) as folder, timezone.override(zone):
        for done, subject_ids in enumerate(parts, start=1):
            documents = make_part(region_id, order.kind, order.period_id, subject_ids)
            copy_documents(documents, folder)
            made += len(documents)
            on_progress(done, len(parts))
        with region_scope(region_id):
            record_rendering(order=order, documents=made, actor=actor)
    return made


def make_part(region_id: int, kind: DocumentKind, period_id: int, subject_ids: Sequence[int]) -> list[Made]:
    """Issue the documents of one part. In the region's time zone; opens its own scopes."""
    return make_documents(
        region_id=region_id,
        compose=lambda: compose_many(kind, Period.objects.get(pk=period_id), subject_ids),
    )


def copy_documents(documents: Sequence[Made], folder: Path) -> None:
    """Put the files of some documents into a folder, under the names that people know."""
    for one in documents:
        shutil.copyfile(one.path, folder / one.file_name)


def parts_of(order: Order) -> list[list[int]]:
    """The subjects of an order, cut into parts: plans ten at a time, agencies one by one, the region as one part.

    Nothing at all while the period has no evaluation in force.
    """
    evaluations = Evaluation.objects.filter(period_id=order.period_id).latest()
    if not evaluations.exists():
        return []
    if order.kind in {DocumentKind.REGION_SUMMARY, DocumentKind.REGION_ANNEX}:
        return [[]]
    agency_ids = None if order.agency_id is None else Agency.objects.all().with_sub_units([order.agency_id])
    if order.kind == DocumentKind.AGENCY_SUMMARY:
        return [[agency_id] for agency_id in _agencies_to_summarise(order.period_id, agency_ids)]
    if agency_ids is not None:
        evaluations = evaluations.filter(agency_id__in=agency_ids)
    if order.employee_id is not None:
        evaluations = evaluations.filter(employee_id=order.employee_id)
    sorted_by_place = evaluations.order_by("agency__code", "employee__nip", "plan_id")
    plan_ids = list(sorted_by_place.values_list("plan_id", flat=True))
    return [plan_ids[start : start + CARDS_A_PART] for start in range(0, len(plan_ids), CARDS_A_PART)]


def record_rendering(*, order: Order, documents: int, actor: Actor | None) -> None:
    """Record who had which documents made, in the region in scope."""
    period = Period.objects.get(pk=order.period_id)
    details = {
        "kind": order.kind.value,
        "documents": documents,
        "agency": order.agency_id,
        "employee": order.employee_id,
    }
    record_event(
        action=AuditEvent.Action.DOCUMENTS_RENDERED,
        subject=f"{order.kind.label}, {period.code}",
        actor=actor,
        details=details,
    )


def _agencies_to_summarise(period_id: int, agency_ids: Collection[int] | None) -> list[int]:
    """The agencies with somebody to list: an evaluation of any kind, or somebody without a plan."""
    period = Period.objects.get(pk=period_id)
    evaluated = Evaluation.objects.filter(period=period).latest()
    if agency_ids is not None:
        evaluated = evaluated.filter(agency_id__in=agency_ids)
    listed = {*load_figures(period=period, agency_ids=agency_ids), *evaluated.values_list("agency_id", flat=True)}
    return list(Agency.objects.filter(pk__in=listed).order_by("code").values_list("id", flat=True))
