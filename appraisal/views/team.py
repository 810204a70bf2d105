"""Tim saya: the people one leads, and one of them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Employee
from agencies.services.find_region_admins import find_region_admins
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.services.rating.find_rated_period import may_rate
from appraisal.services.team.load_team import load_team
from appraisal.services.team.load_team_member import load_team_member
from appraisal.services.team.team_month import team_month
from appraisal.services.team.team_places import followed_people


@require_safe
@for_people_of_a_region
def team(request: RegionRequest) -> HttpResponse:
    """Who stands under somebody today. Whoever leads nobody learns whom to ask."""
    actor = request.actor
    if actor.employee_id is None and not may_rate(actor):
        raise PermissionDenied(_("Tim saya untuk pejabat penilai dan kepala daerah. Admin tidak memimpin tim di sini."))
    found = load_team(actor=actor, today=timezone.localdate()) if may_rate(actor) else None
    admins = () if found and not found.is_empty else find_region_admins()
    return render(request, "appraisal/team.html", {"team": found, "admins": admins})


@require_safe
@for_people_of_a_region
def team_member(request: RegionRequest, employee_id: int) -> HttpResponse:
    """One person, for who leads them, who stands in for that rater, and the rater's superior."""
    actor, today = request.actor, timezone.localdate()
    if employee_id == actor.employee_id:
        return redirect("my-performance")
    month = team_month(today)
    first_day = min(month.first_day, today) if month else today
    rows = Employee.objects.filter(pk=employee_id)
    visible = followed_people(actor, first_day, today).filter(pk=employee_id)
    refusal = _("Halaman ini untuk pejabat penilai pegawai ini dan atasan pejabat penilainya.")
    employee = fetch_visible(rows, visible, refusal=refusal)
    member = load_team_member(employee=employee, actor=actor, today=today)
    return render(request, "appraisal/team_member.html", {"member": member})
