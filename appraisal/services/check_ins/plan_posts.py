"""Who the two sides of a talk about a plan are, and who may read its notes (contract section 6)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.models import Placement, PlacementKind
from agencies.permissions import Actor, rates
from appraisal.models import NextStep
from indicators.models import Plan

Side = NextStep.Owner
"""Both sides of a talk: the employee and the appraising supervisor."""


@dataclass(frozen=True, slots=True)
class PlanPost:
    """The placement that a plan is for as it stands on a day, and the two above it.

    ``rater_id`` is empty where the regional head rates (contract 2.8).
    """

    employee_id: int
    employee: str
    position: str
    agency: str
    rater_id: int | None
    rater: str
    superior_id: int | None


def load_posts(plans: Iterable[Plan], day: datetime.date) -> Mapping[int, PlanPost]:
    """By plan: its placement in force on a day of its year, else the nearest before, else the next. Two queries.

    A plan without any placement in its year is left out.
    """
    wanted = {(plan.employee_id, plan.agency_id, plan.placement_kind, plan.year): plan for plan in plans}
    if not wanted:
        return {}
    places = _places([plan.employee_id for plan in wanted.values()])
    found = {}
    for key, plan in wanted.items():
        place = _nearest(places[key[:3]], plan.year, day)
        if place is not None:
            found[plan.pk] = place
    raters = [place.supervisor_id for place in found.values() if place.supervisor_id is not None]
    above = _supervisors_of(raters, day)
    return {plan_id: _post(place, above) for plan_id, place in found.items()}


def side_of(post: PlanPost, actor: Actor) -> Side | None:
    """As which side somebody takes part; None for who only reads, or may not."""
    if post.employee_id == actor.employee_id:
        return Side.EMPLOYEE
    return Side.RATER if rates(actor, post.rater_id, post.employee_id) else None


def may_read(post: PlanPost, actor: Actor) -> bool:
    """The two sides, and the superior of the rater. No admin, no auditor."""
    is_superior = post.superior_id is not None and post.superior_id == actor.employee_id
    return is_superior or side_of(post, actor) is not None


def _places(employee_ids: Iterable[int]) -> Mapping[tuple[int, int, str], list[Placement]]:
    rows = Placement.objects.filter(employee_id__in=set(employee_ids))
    by_key: dict[tuple[int, int, str], list[Placement]] = defaultdict(list)
    for place in rows.select_related("employee", "agency", "supervisor").order_by("first_day", "id"):
        by_key[place.employee_id, place.agency_id, place.kind].append(place)
    return by_key


def _nearest(places: Iterable[Placement], year: int, day: datetime.date) -> Placement | None:
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    within = [one for one in places if one.first_day <= last and (one.last_day is None or one.last_day >= first)]
    begun = [one for one in within if one.first_day <= day]
    return begun[-1] if begun else within[0] if within else None


def _supervisors_of(rater_ids: Iterable[int], day: datetime.date) -> Mapping[int, int | None]:
    """Above whom a rater stands on a day, by the definitive placement."""
    places = Placement.objects.during(day, day).filter(employee_id__in=set(rater_ids), kind=PlacementKind.DEFINITIVE)
    return dict(places.values_list("employee_id", "supervisor_id"))


def _post(place: Placement, above: Mapping[int, int | None]) -> PlanPost:
    rater = place.supervisor
    superior_id = above.get(rater.pk) if rater else None
    return PlanPost(
        employee_id=place.employee_id,
        employee=place.employee.name,
        position=place.position,
        agency=place.agency.name,
        rater_id=rater.pk if rater else None,
        rater=rater.name if rater else _("Kepala daerah"),
        superior_id=superior_id,
    )
