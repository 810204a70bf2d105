"""Which contributions a person may read, and which of them a list shows."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from agencies.permissions import Actor
from indicators.models import Contribution
from indicators.permissions import Circle


@dataclass(frozen=True, slots=True)
class Tally:
    """How many contributions each list has."""

    waiting: int
    answered: int
    own: int
    measured: int


def visible_contributions(actor: Actor, circle: Circle) -> QuerySet[Contribution]:
    """Those that a person may read, oldest first.

    What was said of an indicator is open to everybody of the region, as the indicator is. A proposal, and what was
    said of a draft, stays with the own units, its author, and the readers of the region.
    """
    found = Contribution.objects.select_related("agency", "indicator", "draft").order_by("at", "id")
    if actor.reads_region:
        return found
    near = Q(agency_id__in=circle.unit_ids) | Q(draft__indicator_id__in=circle.indicator_ids)
    return found.filter(Q(indicator__isnull=False) | Q(author_id=actor.user_id) | near)


def followed_contributions(actor: Actor) -> Q:
    """Those that an admin answers, or that a reader of the region follows."""
    return Q() if actor.reads_region else Q(agency_id__in=actor.admin_agency_ids)


def own_contributions(actor: Actor) -> Q:
    """Those that a person wrote."""
    return Q(author_id=actor.user_id)


def about_indicators(actor: Actor, indicator_ids: Collection[int]) -> Q:
    """What others said of some indicators."""
    return Q(indicator_id__in=indicator_ids) & ~own_contributions(actor)


def tally_contributions(actor: Actor, circle: Circle) -> Tally:
    """How long each list is. One query."""
    followed, is_answered = followed_contributions(actor), ~Q(outcome="")
    counted = Contribution.objects.aggregate(
        waiting=Count("id", filter=followed & ~is_answered),
        answered=Count("id", filter=followed & is_answered),
        own=Count("id", filter=own_contributions(actor)),
        measured=Count("id", filter=about_indicators(actor, circle.indicator_ids)),
    )
    return Tally(**counted)
