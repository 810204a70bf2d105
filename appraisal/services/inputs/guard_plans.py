"""What stands against taking back plans: what was reported, delivered and locked on them since."""

from django.db.models import F

from agencies.models import Employee
from agencies.services.take_back import some_names
from appraisal.models import Actual, Delivery, Evaluation
from appraisal.models.period import PeriodState
from indicators.models import PlanItem
from indicators.services.take_back_plans import MEND, PlansToTakeBack


def why_plans_must_stay(plans: PlansToTakeBack) -> str | None:
    """The first reason to leave imported plans as they are: an actual since, a result since, a locked period."""
    if people := _with_actuals(plans):
        return f"Realisasi atas SKP dari impor ini sudah dilaporkan: {some_names(people)}. {MEND}"
    delivered = Delivery.objects.filter(plan_id__in=plans.plan_ids, delivered_at__gt=plans.since)
    if people := _people(delivered.values_list("plan__employee_id", flat=True)):
        return f"Hasil evaluasi atas SKP dari impor ini sudah disampaikan: {some_names(people)}. {MEND}"
    closed = Evaluation.objects.filter(
        plan_id__in=plans.plan_ids, period__state=PeriodState.LOCKED, created_at__gt=plans.since
    )
    if people := _people(closed.values_list("employee_id", flat=True)):
        return f"SKP dari impor ini sudah dievaluasi dalam periode yang dikunci: {some_names(people)}. {MEND}"
    return None


def _with_actuals(plans: PlansToTakeBack) -> set[str]:
    items = PlanItem.objects.filter(plan_id__in=plans.plan_ids).values_list(
        "plan__employee_id", "indicator_id", "plan__year"
    )
    measured = set(items)
    reported = Actual.objects.filter(
        employee_id__in={person for person, *_ in measured}, updated_at__gt=plans.since
    ).annotate(year=F("month__year"))
    found = reported.values_list("employee_id", "indicator_id", "year")
    return _people({person for person, indicator, year in found if (person, indicator, year) in measured})


def _people(employee_ids: object) -> set[str]:
    return set(Employee.objects.filter(id__in=employee_ids).values_list("name", flat=True))  # type: ignore[misc]
