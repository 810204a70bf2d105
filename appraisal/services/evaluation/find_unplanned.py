"""Who has a place in a period but no evaluation of it, for want of an agreed plan."""

from collections.abc import Collection

from agencies.models import Employee, Placement, PlacementKind
from agencies.querysets import PlacementQuerySet
from appraisal.models import Evaluation, Period


def places_without_evaluation(*, period: Period, agency_ids: Collection[int] | None = None) -> PlacementQuerySet:
    """Definitive places in the period of people without any evaluation of it; in some agencies, or in the region.

    A person with two such places in the period stands there twice.
    """
    evaluated = Evaluation.objects.filter(period=period).latest().values("employee_id")
    places = Placement.objects.during(period.first_day, period.last_day).filter(kind=PlacementKind.DEFINITIVE)
    if agency_ids is not None:
        places = places.filter(agency_id__in=agency_ids)
    return places.exclude(employee_id__in=evaluated)


def last_places_without_evaluation(*, period: Period, agency_ids: Collection[int] | None = None) -> PlacementQuerySet:
    """Of these places the last one of each person in each agency."""
    places = places_without_evaluation(period=period, agency_ids=agency_ids)
    return places.order_by("agency_id", "employee_id", "-first_day").distinct("agency_id", "employee_id")


def people_without_evaluation(*, period: Period, agency_ids: Collection[int] | None = None) -> list[tuple[str, str]]:
    """NIP and name of those who have a definitive place in the period and no evaluation of it."""
    places = places_without_evaluation(period=period, agency_ids=agency_ids)
    people = Employee.objects.filter(pk__in=places.values("employee_id"))
    return list(people.order_by("nip").values_list("nip", "name"))
