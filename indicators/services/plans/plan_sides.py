"""Who the two sides of a plan are, by placement and date (contract section 6)."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.models import Employee, Placement, Role
from agencies.permissions import Actor
from indicators.models import PlanVersion, Side, VersionState
from indicators.services.plans.plan_errors import NotYourTurn


@dataclass(frozen=True, slots=True)
class Post:
    """The placement that a plan is for, as it stands on a day: position, unit, and who supervises it."""

    employee: Employee
    placement: Placement
    supervisor: Employee | None

    @property
    def supervisor_name(self) -> str:
        """Who agrees; without a supervisor it is the regional head (contract 2.8)."""
        return self.supervisor.name if self.supervisor else _("Kepala daerah")


def is_high_leader(position_kind: str) -> bool:
    """Whether somebody holds a high leadership post (JPT): the plan has perspectives and another form (domain 1.3)."""
    words = position_kind.casefold()
    return "jpt" in words.split() or "pimpinan tinggi" in words


def post_of(version: PlanVersion, day: datetime.date) -> Post | None:
    """The placement behind a version: the one in force on a day, else the nearest before, else the next. One query."""
    year = version.year
    places = Placement.objects.during(datetime.date(year, 1, 1), datetime.date(year, 12, 31)).filter(
        employee_id=version.employee_id, agency_id=version.agency_id, kind=version.placement_kind
    )
    found = list(places.select_related("employee", "agency", "supervisor").order_by("first_day"))
    begun = [place for place in found if place.first_day <= day]
    place = (begun or found)[-1 if begun else 0] if found else None
    return None if place is None else Post(place.employee, place, place.supervisor)


def side_of(version: PlanVersion, actor: Actor, day: datetime.date) -> Side | None:
    """As which side somebody takes part; None for readers. Nobody agrees with oneself."""
    if actor.employee_id == version.employee_id:
        return Side.EMPLOYEE
    post = post_of(version, day)
    if post is None:
        return None
    if post.supervisor is None:
        return Side.SUPERVISOR if Role.REGIONAL_HEAD in actor.roles else None
    return Side.SUPERVISOR if post.supervisor.pk == actor.employee_id else None


def may_edit(version: PlanVersion, side: Side | None) -> bool:
    """A draft is the employee's; what is discussed belongs to whose turn it is."""
    if version.state == VersionState.DRAFT:
        return side == Side.EMPLOYEE
    return version.state == VersionState.DISCUSSED and side is not None and version.turn == side


def require_side(version: PlanVersion, actor: Actor, day: datetime.date) -> Side:
    """The side of somebody who wants to take part.

    Raises:
        NotYourTurn: this person is neither.
    """
    side = side_of(version, actor, day)
    if side is None:
        raise NotYourTurn(_("SKP ini dibahas oleh pegawai dan pejabat penilainya. Anda dapat membacanya."))
    return side


def require_turn(version: PlanVersion, actor: Actor, day: datetime.date) -> Side:
    """The side of somebody who may change the content now.

    Raises:
        NotYourTurn: neither side, or the other one is awaited.
    """
    side = require_side(version, actor, day)
    if not may_edit(version, side):
        raise NotYourTurn(why_not_editable(version))
    return side


def why_not_editable(version: PlanVersion) -> str:
    """Why somebody who takes part may not change it just now."""
    if version.state == VersionState.AGREED:
        return _("SKP ini sudah disepakati. Perubahan dibuat lewat adendum.")
    if version.state == VersionState.WITHDRAWN:
        return _("Naskah ini sudah ditarik.")
    if version.turn == Side.SUPERVISOR:
        return _("SKP ini sedang ditinjau pejabat penilai. Anda dapat menulis komentar.")
    return _("SKP ini sedang di tangan pegawai. Anda dapat menulis komentar.")
