"""Which issued documents somebody may read: those whose subject they may read (contract section 6)."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.permissions import Actor
from agencies.services.load_agency_tree import load_agency_tree
from appraisal.models import Evaluation
from indicators.models import Plan, PlanVersion
from reports.models import Document, DocumentKind
from reports.permissions import led_agency_ids, may_read_feedback_beside
from reports.services.compose.evaluations import FOR_THE_PEOPLE
from reports.services.verify.standing import issued_documents

OF_EVALUATIONS = (DocumentKind.SCORECARD, DocumentKind.EVALUATION_FORM, DocumentKind.EVALUATION_DOCUMENT)
OF_REGION = (DocumentKind.REGION_SUMMARY, DocumentKind.REGION_ANNEX)


def visible_documents(actor: Actor, day: datetime.date) -> QuerySet[Document]:
    """All for the region's readers; of administered units; of evaluations and plans that one may read; and what speaks
    for a unit for whoever leads it. At most three queries beside the one that is returned.
    """
    documents = issued_documents()
    if actor.reads_region:
        return documents
    evaluations = (
        Evaluation.objects.all()
        .visible_to(actor)
        .filter(period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), revision=OuterRef("revision"))
    )
    versions = PlanVersion.objects.all().visible_to(actor, day).filter(pk=OuterRef("version_id"))
    plans = Plan.objects.all().visible_to(actor, day).filter(pk=OuterRef("plan_id"))
    return documents.filter(
        Q(agency_id__in=actor.admin_agency_ids)
        | Q(Exists(evaluations), kind__in=OF_EVALUATIONS)
        | Q(Exists(versions) | Exists(plans), kind=DocumentKind.PLAN_FORM)
        | Q(kind=DocumentKind.AGENCY_SUMMARY, agency_id__in=led_units(actor, day))
    )


def evaluation_of(document: Document) -> Evaluation | None:
    """The revision that a paper of an evaluation shows; nothing for other kinds. One query."""
    if document.kind not in OF_EVALUATIONS:
        return None
    key = {"period_id": document.period_id, "plan_id": document.plan_id, "revision": document.revision}
    return Evaluation.objects.filter(**key).first()


def may_read_file(actor: Actor, document: Document) -> bool:
    """Whether somebody who may read of a document may also have its file: a form that carries the rater's feedback is
    for those alone who may read feedback. At most one query.
    """
    if document.kind != DocumentKind.EVALUATION_FORM or document.part != FOR_THE_PEOPLE:
        return True
    evaluation = evaluation_of(document)
    return evaluation is not None and may_read_feedback_beside(actor, evaluation)


def led_units(actor: Actor, day: datetime.date) -> frozenset[int]:
    """The units at whose very top somebody sits. None without staff, and then without a query."""
    if actor.employee_id is None or not actor.has_staff:
        return frozenset()
    return frozenset(led_agency_ids(actor.employee_id, load_agency_tree(), day))
