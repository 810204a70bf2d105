"""More people than one, for lists and for counting queries."""

from appraisal.services.evaluation.evaluate_period import evaluate_period
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_employee


def colleagues_of_budi(month: Month, count: int, prefix: str = "Rekan") -> None:
    """So many more at the puskesmas, with the same two indicators; then January is evaluated."""
    for number in range(count):
        colleague = an_employee(f"{prefix} {number:02}", account=False)
        a_placement(colleague, month.cast.puskesmas, month.cast.sari)
        a_plan(colleague, month.cast.puskesmas, {month.patients: ("60", "100"), month.visits: ("40", "20")})
        an_actual(colleague, month.patients, "2026-01", "100")
        an_actual(colleague, month.visits, "2026-01", str(15 + number % 10))
        supervisor_ratings(colleague, month.cast.sari, "2026-01", 3)
    evaluate_period(region_id=month.cast.region.pk, period_id=a_period().pk)
