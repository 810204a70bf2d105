"""Scorecards (kartu nilai), ready to be printed."""

from collections.abc import Iterable, Iterator, Sequence

from appraisal.documents.scorecard import Identity, Scorecard, Status
from appraisal.models import Evaluation, Period
from appraisal.querysets import EvaluationQuerySet
from appraisal.services.scorecards.load_scorecard import load_scorecards
from reports.documents.imprint import Head
from reports.documents.pages import Filing, scorecard_file_name, scorecard_html
from reports.models import DocumentKind, DocumentRequest
from reports.services.compose.head import load_head
from reports.services.compose.senders import Senders
from reports.services.issue.composed import Composed, Subject


def compose_scorecards(evaluations: Iterable[Evaluation]) -> Iterator[Composed]:
    """The scorecards of some revisions, with their employees and agencies, of the region in scope."""
    found = list(evaluations)
    senders = Senders.load(load_head())
    for evaluation, card in zip(found, load_scorecards(found), strict=True):
        yield _scorecard(evaluation, card, senders.head_of(evaluation.agency_id))


def scorecards_of(period: Period, plan_ids: Sequence[int]) -> Iterator[Composed]:
    """The scorecards in force of some plans in a period."""
    yield from compose_scorecards(evaluations_of(period, plan_ids))


def evaluations_of(period: Period, plan_ids: Sequence[int]) -> EvaluationQuerySet:
    """The evaluations in force of some plans in a period, with employee, agency and period."""
    latest = Evaluation.objects.filter(period=period, plan_id__in=plan_ids).latest()
    return latest.select_related("employee", "agency", "period").order_by("plan_id")


def requested_scorecard(request: DocumentRequest) -> Composed:
    """The scorecard that was asked for."""
    [composed] = compose_scorecards([requested_evaluation(request)])
    return composed


def requested_evaluation(request: DocumentRequest) -> Evaluation:
    """The revision of a document that shows one, with its employee and agency."""
    key = {"period_id": request.period_id or 0, "plan_id": request.plan_id or 0, "revision": request.revision or 0}
    return Evaluation.objects.select_related("employee", "agency").get(**key)


def evaluation_subject(kind: DocumentKind, evaluation: Evaluation, paper: str, *, is_latest: bool) -> Subject:
    """What every document of one evaluation is about; ``is_latest`` as its card says."""
    return Subject(
        kind=kind,
        paper=paper,
        period_id=evaluation.period_id,
        agency_id=evaluation.agency_id,
        employee_id=evaluation.employee_id,
        plan_id=evaluation.plan_id,
        revision=evaluation.revision,
        is_replaced=not is_latest,
    )


def shows_no_result(identity: Identity) -> bool:
    """Whether the paper of an evaluation is no final word: it is incomplete, or waits for peers and subordinates, and
    then goes without its fingerprint (docs/adr/0008).
    """
    return identity.status is Status.INCOMPLETE or not identity.fingerprint


def filing_of(evaluation: Evaluation) -> Filing:
    """By what the files of an evaluation are found."""
    kind = evaluation.placement_kind
    return Filing(evaluation.employee.nip, evaluation.agency.code, "" if kind == "definitive" else kind)


def _scorecard(evaluation: Evaluation, card: Scorecard, head: Head) -> Composed:
    return Composed(
        subject=evaluation_subject(DocumentKind.SCORECARD, evaluation, head.paper, is_latest=card.identity.is_latest),
        file_name=scorecard_file_name(card.identity.period_code, filing_of(evaluation)),
        head=head,
        html=lambda imprint: scorecard_html(card, imprint),
        fingerprint=card.identity.fingerprint,
        is_provisional=shows_no_result(card.identity),
    )
