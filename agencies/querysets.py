"""Row selection, named as sentences. Nothing here decides about regions: the database does."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from agencies.models import Agency, Employee, Placement  # noqa: F401 - named in annotations
    from agencies.permissions import Actor

Row = TypeVar("Row", bound=models.Model)


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies of the region in scope."""

    def with_sub_units(self, agency_ids: Iterable[int]) -> frozenset[int]:
        """The ids given and those of every unit below them. One query: a region has hundreds of units, not millions."""
        children: dict[int | None, list[int]] = {}
        for agency_id, parent_id in self.values_list("id", "parent_id"):
            children.setdefault(parent_id, []).append(agency_id)
        found: set[int] = set()
        waiting = list(agency_ids)
        while waiting:
            agency_id = waiting.pop()
            if agency_id not in found:
                found.add(agency_id)
                waiting += children.get(agency_id, [])
        return frozenset(found)


class EmployeeQuerySet(models.QuerySet["Employee"]):
    """Employees of the region in scope."""

    def with_nip(self, nips: Iterable[str]) -> EmployeeQuerySet:
        """Those known by one of these NIPs."""
        return self.filter(nip__in=list(nips))

    def kept_by(self, actor: Actor, day: datetime.date) -> EmployeeQuerySet:
        """Those whose placements a person reads as a list: everybody for the region's readers, else who has or will
        have a place in an administered agency.
        """
        if actor.reads_region:
            return self
        kept = Q(placements__last_day__isnull=True) | Q(placements__last_day__gte=day)
        placed = self.model._default_manager.filter(kept, placements__agency_id__in=actor.admin_agency_ids)
        return self.filter(pk__in=placed.order_by().values("pk"))


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Placements of the region in scope."""

    def during(self, first_day: datetime.date, last_day: datetime.date) -> PlacementQuerySet:
        """Those with at least one day in a span, both ends included."""
        return self.filter(first_day__lte=last_day).filter(Q(last_day__isnull=True) | Q(last_day__gte=first_day))

    def visible_to(self, actor: Actor, day: datetime.date) -> PlacementQuerySet:
        """Those of a day that a person follows (contract section 6): the own, as rater or rater's superior, in an
        administered agency, or the whole region for its admins, head and auditor.
        """
        on_the_day = self.during(day, day)
        if actor.reads_region:
            return on_the_day
        allowed = Q(agency_id__in=actor.admin_agency_ids)
        if actor.employee_id is not None:
            raters = on_the_day.filter(supervisor_id=actor.employee_id).values("employee_id")
            allowed |= (
                Q(employee_id=actor.employee_id) | Q(supervisor_id__in=actor.rates_as) | Q(supervisor_id__in=raters)
            )
        return on_the_day.filter(allowed)
