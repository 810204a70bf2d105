"""What the document of an evaluation (format D.1.1) says."""

from collections.abc import Sequence

from appraisal.documents.scorecard import Status
from appraisal.models import Evaluation
from reports.documents.evaluation_document import EvaluationDocument
from reports.services.official_forms.load_evaluation_facts import Evaluated, load_evaluated


def load_evaluation_documents(evaluations: Sequence[Evaluation]) -> list[EvaluationDocument]:
    """In the order given; the revisions come with employee, agency and period."""
    return [_document(one) for one in load_evaluated(evaluations)]


def _document(one: Evaluated) -> EvaluationDocument:
    identity, delivered = one.card.identity, one.card.delivered
    return EvaluationDocument(
        identity=identity,
        first_day=one.period.first_day,
        last_day=one.period.last_day,
        employee=one.employee,
        rater=one.rater,
        superior=one.superior,
        organisation=one.organisation,
        predicate=None if identity.status is Status.INCOMPLETE else one.card.figures.predicate,
        note=delivered.recommendation if delivered else "",
        delivered_at=delivered.delivered_at if delivered else None,
        acknowledged_at=delivered.acknowledged_at if delivered else None,
    )
