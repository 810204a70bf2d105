"""Who is measured by an indicator in a year, by name, as far as somebody follows these people."""

from typing import Any

from django.db.models import F, QuerySet

from agencies.permissions import Actor
from indicators.models import PlanItem
from indicators.services.find_indicators import items_in_force


def find_measured(*, indicator_id: int, year: int, actor: Actor) -> QuerySet[PlanItem, Any]:
    """Name, NIP and unit of each agreed plan with the indicator in the units that the actor follows, by unit."""
    items = items_in_force(year).filter(indicator_id=indicator_id)
    if not actor.reads_region:
        items = items.filter(plan__agency_id__in=actor.admin_agency_ids)
    named = items.order_by("plan__agency__code", "plan__employee__name__sort_key", "plan__employee__nip", "plan_id")
    return named.values(name=F("plan__employee__name"), nip=F("plan__employee__nip"), unit=F("plan__agency__name"))
