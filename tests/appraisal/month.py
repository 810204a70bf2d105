"""The month that the tests of evaluation share, and what they ask of it."""

from dataclasses import dataclass

from agencies.models import Agency, Employee
from appraisal.models import Evaluation
from appraisal.services.evaluation.evaluate_period import PeriodReport, evaluate_period
from indicators.models import Indicator, Plan
from tests.appraisal.factories import a_period
from tests.cast import Cast


@dataclass(frozen=True, slots=True)
class Month:
    """Budi's plan with its two indicators."""

    cast: Cast
    plan: Plan
    patients: Indicator
    visits: Indicator

    @property
    def budi(self) -> Employee:
        """Whose plan it is."""
        return self.cast.budi

    def evaluate(self, period: str = "2026-01", agency: Agency | None = None) -> PeriodReport:
        """Evaluate a period of the region, or of an agency."""
        return evaluate_period(
            region_id=self.cast.region.pk, period_id=a_period(period).pk, agency_id=agency.pk if agency else None
        )

    def evaluation(self, plan: Plan | None = None, period: str = "2026-01") -> Evaluation:
        """The evaluation in force."""
        return Evaluation.objects.latest().get(plan=plan or self.plan, period__code=period)
