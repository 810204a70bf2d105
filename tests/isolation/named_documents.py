"""The issued documents that addresses name: each function makes one in the region in scope and gives its arguments."""

from appraisal.models import Evaluation
from tests.cast import Cast
from tests.isolation.address import Arguments
from tests.isolation.named_rows import budis_january
from tests.reports.verify.issued import a_scorecard

NO_DOCUMENT = {"document_id": 999_999_999}


def a_card_of_budi(cast: Cast) -> Arguments:
    """Budi's January, issued."""
    budis_january(cast)
    return {"document_id": a_scorecard(Evaluation.objects.latest().get(employee=cast.budi)).pk}
