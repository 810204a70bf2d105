"""A year plan begins: from the placement, with what the unit agreed."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee, Placement
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import Plan, PlanVersion, Side
from indicators.services.plans.plan_errors import PlanRefused


def draft_plan(*, employee: Employee, placement: Placement, year: int, actor: Actor) -> PlanVersion:
    """Begin the first version of a plan for a placement; the one that is open already is handed back as it is.

    Raises:
        PlanRefused: the placement has no day in the year, or there is an agreed plan: that one is amended.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if placement.employee_id != employee.pk or not Placement.objects.during(first, last).filter(pk=placement.pk):
        raise PlanRefused(_("Penempatan ini tidak berlaku pada tahun %(year)s. Pilih tahun lain.") % {"year": year})
    Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)  # whoever clicks twice waits here
    key = plan_key(employee.pk, year, placement.agency_id, placement.kind)
    open_version = PlanVersion.objects.filter(**key).open().first()
    if open_version is not None:
        return open_version
    if Plan.objects.filter(**key).agreed().exists():
        raise PlanRefused(_("SKP %(year)s sudah disepakati. Perubahan dibuat lewat adendum.") % {"year": year})
    newest = PlanVersion.objects.filter(**key).order_by("-number").first()
    version = PlanVersion.objects.create(**key, number=newest.number + 1 if newest else 1, turn=Side.EMPLOYEE)
    record_event(
        action=AuditEvent.Action.PLAN_DRAFTED,
        subject=plan_subject(version),
        actor=actor,
        details={"version": version.number},
    )
    return version


def plan_key(employee_id: int, year: int, agency_id: int, kind: str) -> dict[str, Any]:
    """What plan and versions have in common."""
    return {"employee_id": employee_id, "year": year, "agency_id": agency_id, "placement_kind": kind}


def plan_subject(version: PlanVersion) -> str:
    """How the audit trail names a plan."""
    return f"SKP {version.year} {version.employee.name} di {version.agency.name}"
