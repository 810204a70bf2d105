"""Tugas: what waits for a rater."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.services.rating.find_rated_period import may_rate
from appraisal.services.rating.load_rating_tasks import load_rating_tasks
from appraisal.services.reminders.load_reminders import load_reminders


@require_safe
@for_people_of_a_region
def rating_tasks(request: RegionRequest) -> HttpResponse:
    """What waits, the most urgent first. Whoever has no staff learns why there is nothing here."""
    if request.actor.employee_id is None and not may_rate(request.actor):
        raise PermissionDenied(_("Tugas penilaian untuk pejabat penilai dan kepala daerah. Admin tidak menilai."))
    tasks = load_rating_tasks(actor=request.actor, today=timezone.localdate()) if may_rate(request.actor) else None
    context = {"tasks": tasks, "reminders": load_reminders(actor=request.actor)}
    return render(request, "appraisal/rating_tasks.html", context)
