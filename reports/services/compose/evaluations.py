"""The form and the document of an evaluation (domain 5.2 and 5.3), ready to be printed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from appraisal.models import Evaluation, Period
from reports.documents.evaluation_document import EvaluationDocument
from reports.documents.evaluation_form import EvaluationForm
from reports.documents.imprint import Head
from reports.documents.pages import evaluation_file_name, page_html
from reports.models import DocumentKind, DocumentRequest
from reports.services.compose.head import load_head
from reports.services.compose.scorecards import (
    evaluation_subject,
    evaluations_of,
    filing_of,
    requested_evaluation,
    shows_no_result,
)
from reports.services.compose.senders import Senders
from reports.services.issue.composed import Composed
from reports.services.official_forms.load_evaluation_document import load_evaluation_documents
from reports.services.official_forms.load_evaluation_form import load_evaluation_forms

FOR_THE_FILE, FOR_THE_PEOPLE = 1, 2
"""The two sheets of the form, by the part of their subject: the one for the file carries no feedback, which is read by
the employee, the rater and the rater's superior alone.
"""


def compose_evaluation_forms(evaluations: Iterable[Evaluation], *, part: int = FOR_THE_FILE) -> Iterator[Composed]:
    """The forms of some revisions of the region in scope, with their employees, agencies and periods."""
    found = list(evaluations)
    senders = Senders.load(load_head())
    forms = load_evaluation_forms(found, with_feedback=part == FOR_THE_PEOPLE)
    for evaluation, form in zip(found, forms, strict=True):
        yield _form(evaluation, form, senders.head_of(evaluation.agency_id), part)


def compose_evaluation_documents(evaluations: Iterable[Evaluation]) -> Iterator[Composed]:
    """The documents (format D.1.1) of some revisions of the region in scope."""
    found = list(evaluations)
    senders = Senders.load(load_head())
    for evaluation, document in zip(found, load_evaluation_documents(found), strict=True):
        yield _document(evaluation, document, senders.head_of(evaluation.agency_id))


def evaluation_forms_of(period: Period, plan_ids: Sequence[int]) -> Iterator[Composed]:
    """The forms in force of some plans in a period, for the file."""
    yield from compose_evaluation_forms(evaluations_of(period, plan_ids))


def evaluation_documents_of(period: Period, plan_ids: Sequence[int]) -> Iterator[Composed]:
    """The documents in force of some plans in a period."""
    yield from compose_evaluation_documents(evaluations_of(period, plan_ids))


def requested_evaluation_form(request: DocumentRequest) -> Composed:
    """The form that was asked for."""
    [composed] = compose_evaluation_forms([requested_evaluation(request)], part=request.part)
    return composed


def requested_evaluation_document(request: DocumentRequest) -> Composed:
    """The document that was asked for."""
    [composed] = compose_evaluation_documents([requested_evaluation(request)])
    return composed


def _form(evaluation: Evaluation, form: EvaluationForm, head: Head, part: int) -> Composed:
    kind = "formulir-evaluasi-umpan-balik" if form.has_feedback else "formulir-evaluasi"
    subject = evaluation_subject(
        DocumentKind.EVALUATION_FORM, evaluation, head.paper, is_latest=form.identity.is_latest
    )
    return Composed(
        subject=replace(subject, part=part),
        file_name=evaluation_file_name(kind, form.identity.period_code, filing_of(evaluation)),
        head=head,
        html=lambda imprint: page_html("evaluation_form", imprint, {"form": form}),
        fingerprint=form.identity.fingerprint,
        is_provisional=shows_no_result(form.identity),
    )


def _document(evaluation: Evaluation, document: EvaluationDocument, head: Head) -> Composed:
    return Composed(
        subject=evaluation_subject(
            DocumentKind.EVALUATION_DOCUMENT, evaluation, head.paper, is_latest=document.identity.is_latest
        ),
        file_name=evaluation_file_name("dokumen-evaluasi", document.identity.period_code, filing_of(evaluation)),
        head=head,
        html=lambda imprint: page_html("evaluation_document", imprint, {"document": document}),
        fingerprint=document.identity.fingerprint,
        is_provisional=shows_no_result(document.identity),
    )
