"""Row selection, named as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.models import Placement

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from agencies.permissions import Actor
    from indicators.models import IndicatorVersion, Plan, PlanVersion  # noqa: F401 - named in annotations


class IndicatorVersionQuerySet(models.QuerySet["IndicatorVersion"]):
    """Versions of indicators of the region in scope."""

    def in_force_on(self, day: datetime.date) -> IndicatorVersionQuerySet:
        """One version an indicator: the newest whose validity has begun; a correction of the same day wins."""
        return (
            self.filter(valid_from__lte=day).order_by("indicator_id", "-valid_from", "-number").distinct("indicator_id")
        )


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans of the region in scope."""

    def agreed(self) -> PlanQuerySet:
        """Those that both sides agreed: the only ones that are evaluated."""
        return self.filter(state="agreed")

    def of(self, employee_ids: Iterable[int], year: int) -> PlanQuerySet:
        """Those of some people in a year."""
        return self.filter(Q(employee_id__in=list(employee_ids)), year=year)

    def visible_to(self, actor: Actor, day: datetime.date) -> PlanQuerySet:
        """Those that a person may read (contract section 6): the own, of those whom one follows on that day, of an
        administered agency, or the whole region for its readers.
        """
        return self if actor.reads_region else self.filter(_own_or_administered(actor) | Q(_followed_by(actor, day)))


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    """Versions of plans of the region in scope."""

    def open(self) -> PlanVersionQuerySet:
        """Those that both sides still work on."""
        return self.filter(state__in=["draft", "discussed"])

    def to_build_on(self) -> PlanVersionQuerySet:
        """Those that others may support: under discussion or agreed. A draft is nobody else's yet, whoever began it."""
        return self.filter(state__in=["discussed", "agreed"])

    def visible_to(self, actor: Actor, day: datetime.date) -> PlanVersionQuerySet:
        """Those that a person may read (contract section 6): the own, of those whom one supervises (or whose supervisor
        one supervises) on that day, of an administered agency, or the whole region for its readers.

        A draft that was not yet submitted is its author's alone, and the admins'.
        """
        if actor.reads_region:
            return self
        followed = Q(_followed_by(actor, day), submitted_at__isnull=False)
        return self.filter(_own_or_administered(actor) | followed)


def _own_or_administered(actor: Actor) -> Q:
    """Plans, or versions of them, that are the actor's own or of an administered agency."""
    allowed = Q(agency_id__in=actor.admin_agency_ids)
    return allowed if actor.employee_id is None else allowed | Q(employee_id=actor.employee_id)


def _followed_by(actor: Actor, day: datetime.date) -> Exists:
    """Whether the placement behind a plan, or a version of one, is one that the actor follows on a day."""
    places = Placement.objects.all().visible_to(actor, day)
    return Exists(
        places.filter(
            employee_id=OuterRef("employee_id"), agency_id=OuterRef("agency_id"), kind=OuterRef("placement_kind")
        )
    )
