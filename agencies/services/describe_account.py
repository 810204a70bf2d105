"""Who an account is: the person, the places held today, and the roles with their scope in words."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.capacities import Capacity, Kind, capacities_of, kind_name
from agencies.dates import long_date
from agencies.models import Employee, Placement, PlacementKind, Region
from agencies.permissions import Actor


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """A position held today; ``supervisor`` is empty for heads of agencies without one."""

    position: str
    agency: str
    supervisor: str


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role and what it reaches."""

    name: str
    scope: str


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What an account page says of its owner. Accounts without an employee have no NIP and no positions."""

    name: str
    nip: str
    status: str
    positions: Sequence[HeldPosition]
    roles: Sequence[HeldRole]


def describe_account(*, actor: Actor, region: Region, today: datetime.date) -> AccountCard:
    """The card of the actor. At most four queries."""
    employee = Employee.objects.filter(pk=actor.employee_id).first() if actor.employee_id is not None else None
    staff = _staff_today(actor, today) if actor.has_staff else ""
    return AccountCard(
        name=actor.name,
        nip=employee.nip if employee else "",
        status=", ".join(filter(None, (employee.status, employee.grade))) if employee else "",
        positions=_positions(employee.pk, today) if employee else (),
        roles=[HeldRole(kind_name(held.kind), _scope(held, region, staff)) for held in capacities_of(actor)],
    )


def _positions(employee_id: int, today: datetime.date) -> list[HeldPosition]:
    held = Placement.objects.during(today, today).filter(employee_id=employee_id)
    return [
        HeldPosition(
            position=row.position
            if row.kind == PlacementKind.DEFINITIVE
            else f"{row.kind.capitalize()}. {row.position}",
            agency=row.agency.name,
            supervisor=row.supervisor.name if row.supervisor else "",
        )
        for row in held.select_related("agency", "supervisor").order_by("kind", "first_day")
    ]


def _staff_today(actor: Actor, today: datetime.date) -> str:
    """How many people somebody rates today: the own, and those of each rater whom one stands in for. One query."""
    under = Placement.objects.during(today, today).filter(supervisor_id__in=actor.rates_as)
    rows = set(under.exclude(employee_id=actor.employee_id or 0).values_list("supervisor_id", "employee_id"))
    led = Counter(supervisor_id for supervisor_id, _employee in rows)
    own = led[actor.employee_id or 0]
    said = [ngettext("%(count)s pegawai hari ini", "%(count)s pegawai hari ini", own) % {"count": own}]
    for one in actor.stands_in:
        values = {"count": led[one.rater_id], "name": one.rater_name, "day": long_date(one.last_day)}
        said.append(_("%(count)s atas nama %(name)s sampai %(day)s") % values)
    return "; ".join(said if own or not actor.stands_in else said[1:])


def _scope(held: Capacity, region: Region, staff: str) -> str:
    """How far a role reaches, in words."""
    if held.kind is Kind.EMPLOYEE:
        return _("Kinerja Anda sendiri")
    if held.kind is Kind.SUPERVISOR:
        return staff
    if held.kind is Kind.AGENCY_ADMIN:
        return _("%(agency)s dan unit di bawahnya") % {"agency": held.agency_name}
    if held.kind in {Kind.REGIONAL_HEAD, Kind.AUDITOR}:
        return _("Seluruh %(region)s, membaca") % {"region": region.name}
    return _("Seluruh %(region)s") % {"region": region.name}
