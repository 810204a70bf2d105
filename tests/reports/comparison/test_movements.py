"""Whose predicates are compared: those of the same people in the same unit, each once."""

import datetime

from agencies.models import Agency, Employee, Placement
from appraisal.models import Evaluation
from indicators.models import Indicator, Plan
from reports.documents.comparison import Movements
from reports.services.overviews.load_comparison import load_movements
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import NEW_YEAR, a_placement, a_plan, an_employee

FEBRUARY = datetime.date(2026, 2, 1)
NEITHER = Movements(rose=0, stayed=0, fell=0, others=2)
"""Budi was evaluated in January alone, and so is whoever else is not compared."""


def moved(month: Month) -> Movements:
    """From January to February in the whole region."""
    for code in ("2026-01", "2026-02"):
        month.evaluate(code)
    return load_movements(before=a_period("2026-01"), period=a_period("2026-02"))


def a_plan_there(month: Month, unit: Agency, indicator: Indicator, person: Employee | None = None) -> Plan:
    """Rekan, who is rated as fulfilling expectations in both months, has a plan in a unit, and has moved there."""
    first_day = NEW_YEAR if person is None else FEBRUARY
    if person is None:
        person = an_employee("Rekan Pindah", account=False)
        for code in ("2026-01", "2026-02"):
            supervisor_ratings(person, month.cast.sari, code, 3)
    Placement.objects.filter(employee=person).update(last_day=FEBRUARY - datetime.timedelta(days=1))
    a_placement(person, unit, month.cast.sari, first_day=first_day)
    return a_plan(person, unit, {indicator: ("100", "100")})


def reports(month: Month, plan: Plan, code: str, value: str) -> None:
    """Of the one indicator of a plan."""
    [item] = plan.items.all()
    an_actual(plan.employee, item.indicator, code, value)


def complete() -> list[tuple[str, str]]:
    """Who is complete where besides Budi: period and unit."""
    found = Evaluation.objects.filter(complete=True, employee__name="Rekan Pindah").latest()
    return list(found.order_by("period__code", "agency__code").values_list("period__code", "agency__code"))


def test_what_somebody_got_in_another_unit_is_not_compared(month: Month) -> None:
    first = a_plan_there(month, month.cast.puskesmas, month.patients)
    second = a_plan_there(month, month.cast.kecamatan, month.visits, first.employee)
    reports(month, first, "2026-01", "100")
    reports(month, second, "2026-02", "60")
    found = moved(month)
    assert complete() == [("2026-01", "1.02.01"), ("2026-02", "7.01")]
    assert found == NEITHER


def test_who_moves_within_a_unit_is_compared(month: Month) -> None:
    first = a_plan_there(month, month.cast.puskesmas, month.patients)
    Placement.objects.filter(employee=first.employee).update(last_day=FEBRUARY - datetime.timedelta(days=1))
    a_placement(first.employee, month.cast.puskesmas, month.cast.sari, first_day=FEBRUARY, position="Perawat")
    for code in ("2026-01", "2026-02"):
        reports(month, first, code, "100")
    found = moved(month)
    assert (found.stayed, found.others) == (1, 1)
