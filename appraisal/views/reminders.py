"""Reminders: looked at and sent by admins, put away by those who got them."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.models import Reminder
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_chase
from appraisal.services.reminders.find_recipients import Group, find_recipients
from appraisal.services.reminders.load_reminders import OF_THE_EMPLOYEE, reminders_to
from appraisal.services.reminders.quiet_hours import is_quiet
from appraisal.services.reminders.see_reminder import see_reminder
from appraisal.services.reminders.send_reminders import RemindersRefusedError, send_reminders
from appraisal.views.completeness import followed_unit

NOT_YOURS = gettext_lazy("Pengingat ini untuk orang lain.")
WRITE_REFUSAL = gettext_lazy("Pengingat dikirim oleh admin unitnya atau admin daerah.")

GROUP_NAMES: Mapping[Group, object] = {
    Group.UNREPORTED: gettext_lazy("Semua yang belum melaporkan realisasi"),
    Group.RATERS: gettext_lazy("Semua pejabat penilai yang ditunggu"),
    Group.UNACKNOWLEDGED: gettext_lazy("Semua yang belum mengetahui hasilnya"),
    Group.CHOSEN: gettext_lazy("Yang ditunggu pada pegawai pilihan Anda"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def remind(request: RegionRequest, code: str, agency_code: str) -> HttpResponse:
    """Who would be reminded of what, and on POST the reminders."""
    period, tree, node = followed_unit(request.actor, code, agency_code)
    if not may_chase(request.actor, node.id):
        raise PermissionDenied(WRITE_REFUSAL)
    group, chosen = _asked(request.POST if request.method == "POST" else request.GET)
    units, now = tree.with_sub_units(node.id), timezone.localtime()
    if request.method == "POST":
        try:
            sent = send_reminders(
                period=period,
                unit=node.code,
                agency_ids=units,
                group=group,
                chosen=chosen,
                today=now.date(),
                actor=request.actor,
            )
        except RemindersRefusedError as error:
            messages.error(request, str(error))
        else:
            (messages.success if sent.reminded else messages.info)(request, sent.sentence)
        return redirect("completeness-unit", period.code, node.code)
    context = {
        "period": period,
        "label": parse_period_code(period.code).label,
        "unit": node,
        "group": group,
        "group_name": GROUP_NAMES[group],
        "chosen": sorted(chosen),
        "found": find_recipients(period=period, agency_ids=units, group=group, chosen=chosen, today=now.date()),
        "is_quiet": is_quiet(now),
    }
    return render(request, "appraisal/reminders_send.html", context)


def _asked(said: QueryDict) -> tuple[Group, frozenset[int]]:
    try:
        group = Group(said.get("siapa", Group.CHOSEN))
    except ValueError as error:
        raise Http404 from error
    chosen = frozenset(int(one) for one in said.getlist("pegawai") if one.isdecimal() and len(one) < 19)
    return group, chosen


@require_POST
@for_people_of_a_region
def see(request: RegionRequest, reminder_id: int) -> HttpResponse:
    """Put a reminder away; back to the page on which it stood."""
    rows = Reminder.objects.filter(pk=reminder_id)
    reminder = fetch_visible(rows, reminders_to(request.actor).filter(pk=reminder_id), refusal=str(NOT_YOURS))
    see_reminder(reminder=reminder, actor=request.actor)
    return redirect("my-performance" if reminder.stage in OF_THE_EMPLOYEE else "rating-tasks")
