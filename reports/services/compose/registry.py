"""Which module composes which kind: for one that was asked for, and for many of a period."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from appraisal.models import Period
from reports.models import DocumentKind, DocumentRequest
from reports.services.compose import agency, annex, evaluations, plan_forms, region, scorecards
from reports.services.issue.composed import Composed


@dataclass(frozen=True, slots=True)
class Composer:
    """``one`` composes what was asked for; ``many`` the documents of some subjects (plans, agencies or none) of a
    period, ``None`` for a kind that is only made one by one.
    """

    one: Callable[[DocumentRequest], Composed]
    many: Callable[[Period, Sequence[int]], Iterable[Composed]] | None = None


COMPOSERS: Mapping[DocumentKind, Composer] = {
    DocumentKind.SCORECARD: Composer(scorecards.requested_scorecard, scorecards.scorecards_of),
    DocumentKind.EVALUATION_FORM: Composer(evaluations.requested_evaluation_form, evaluations.evaluation_forms_of),
    DocumentKind.EVALUATION_DOCUMENT: Composer(
        evaluations.requested_evaluation_document, evaluations.evaluation_documents_of
    ),
    DocumentKind.PLAN_FORM: Composer(plan_forms.requested_plan_form),
    DocumentKind.AGENCY_SUMMARY: Composer(agency.requested_agency_summary, agency.agency_summaries_of),
    DocumentKind.REGION_SUMMARY: Composer(region.requested_region_summary, region.region_summary_of),
    DocumentKind.REGION_ANNEX: Composer(annex.requested_region_annex, annex.region_annex_of),
}


def compose_one(request: DocumentRequest) -> Composed:
    """The document of a request, as it is now; in the region's scope and the official language."""
    return COMPOSERS[DocumentKind(request.kind)].one(request)


def compose_many(kind: DocumentKind, period: Period, subject_ids: Sequence[int]) -> list[Composed]:
    """The documents of some subjects in a period."""
    many = COMPOSERS[kind].many
    if many is None:
        msg = f"{kind.label} is made one by one."
        raise ValueError(msg)
    return list(many(period, subject_ids))
