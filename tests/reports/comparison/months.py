"""Months to compare: Budi's February beside his January, and colleagues whose predicates move."""

from appraisal.services.evaluation.evaluate_period import evaluate_period
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_employee

SAME, BETTER, WORSE = "100", "115", "60"
"""What somebody reports in February after 100 in January: the predicate stays, rises or falls."""


def budis_february(month: Month, patients: str = "105", visits: str = "22") -> None:
    """Evaluated like January, which must be evaluated before."""
    an_actual(month.budi, month.patients, "2026-02", patients)
    an_actual(month.budi, month.visits, "2026-02", visits)
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 3)
    month.evaluate("2026-02")


def colleagues(month: Month, reports: list[str]) -> None:
    """One more in the puskesmas for each February; both months are evaluated."""
    for number, reported in enumerate(reports):
        person = an_employee(f"Rekan {number:02}", account=False)
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        a_plan(person, month.cast.puskesmas, {month.patients: ("100", "100")})
        for code, value in (("2026-01", "100"), ("2026-02", reported)):
            an_actual(person, month.patients, code, value)
            supervisor_ratings(person, month.cast.sari, code, 5 if code == "2026-02" and value == BETTER else 3)
    for code in ("2026-01", "2026-02"):
        evaluate_period(region_id=month.cast.region.pk, period_id=a_period(code).pk)
