"""SKP tim: how far the plans of one's staff are."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import Actor
from agencies.services.find_region_admins import find_region_admins
from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.services.plans.load_team_plans import TeamPlans, load_team_plans
from indicators.services.plans.team import leads_people

FIRST_YEAR = 2000


@require_safe
@for_people_of_a_region
def team_plans(request: RegionRequest) -> HttpResponse:
    """The plans of a year (`?tahun=`). Whoever has no staff learns why there is nothing here."""
    refuse_who_never_leads(request.actor)
    today = timezone.localdate()
    year = asked_year(request, today)
    team: TeamPlans | None = None
    if leads_people(request.actor):
        team = load_team_plans(actor=request.actor, year=year, day=today)
    context = {
        "team": team,
        "year": year,
        "years": years_around(today, year),
        "today": today,
        "admins": () if team and team.total else find_region_admins(),
    }
    return render(request, "indicators/plan_team.html", context)


def refuse_who_never_leads(actor: Actor) -> None:
    """Employees may come, and learn that nobody stands under them; admins and auditors have no staff here.

    Raises:
        PermissionDenied: this account can never have any.
    """
    if actor.employee_id is None and not leads_people(actor):
        raise PermissionDenied(_("SKP tim untuk pejabat penilai dan kepala daerah. Admin tidak menyepakati SKP."))


def asked_year(request: RegionRequest, today: datetime.date) -> int:
    """The year that the address names, else this one."""
    asked = request.GET.get("tahun", "")
    is_year = asked.isdecimal() and len(asked) == len("2027")
    return int(asked) if is_year and FIRST_YEAR <= int(asked) <= today.year + 1 else today.year


def years_around(today: datetime.date, year: int) -> list[int]:
    """The years that one may turn to."""
    return sorted({year, today.year - 1, today.year, today.year + 1})
