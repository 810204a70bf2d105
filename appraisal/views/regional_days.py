"""Hari khusus: the holidays of a year, and the days that the region counts differently."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.dates import long_date
from agencies.models import RegionalDay
from agencies.services.calendar.add_regional_day import RegionalDayRefusedError, refuse_idle
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.working_days import DayKind, SpecialDay, WorkingDays, regional_day
from appraisal.forms.schedule import RegionalDayForm
from appraisal.permissions import may_change_periods, may_read_periods
from appraisal.services.schedule.change_days import add_day, remove_day
from appraisal.services.schedule.foresee_day import MovedDate, foresee_day
from appraisal.views.schedule import PREVIEW, REFUSAL, UNPROCESSABLE, WRITE_REFUSAL, asked_year, changed_dates

REMOVE = "hapus"
"""The button of a day, with its number."""


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A special day of the year as the list shows it; ``own_id`` of one that the region set."""

    day: datetime.date
    weekday: str
    name: str
    kind: str
    is_estimate: bool
    own_id: int | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a day that is not saved yet would move."""

    sentence: str
    moved: Sequence[MovedDate]


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def regional_days(request: RegionRequest) -> HttpResponse:
    """The special days of a year; POST shows what a new one would move, adds it, or removes one."""
    if not may_read_periods(request.actor):
        raise PermissionDenied(REFUSAL)
    if request.method != "POST":
        return _days_page(request, RegionalDayForm(initial={"kind": RegionalDayForm.FREE}))
    if not may_change_periods(request.actor):
        raise PermissionDenied(WRITE_REFUSAL)
    if REMOVE in request.POST:
        return _removed(request, request.POST[REMOVE])
    form = RegionalDayForm(request.POST)
    if not form.is_valid():
        return _days_page(request, form, status=UNPROCESSABLE)
    try:
        return _foreseen(request, form) if PREVIEW in request.POST else _added(request, form)
    except RegionalDayRefusedError as error:
        form.add_error(error.field, str(error))
        return _days_page(request, form, status=UNPROCESSABLE)


def _foreseen(request: RegionRequest, form: RegionalDayForm) -> HttpResponse:
    day, is_worked = form.cleaned_data["day"], form.cleaned_data["kind"] == RegionalDayForm.WORKED
    refuse_idle(WorkingDays.load(day, day), day, is_worked=is_worked)
    changed = regional_day(day, form.cleaned_data["name"], is_worked)
    moved = foresee_day(changed=changed, today=timezone.localdate())
    return _days_page(request, form, foreseen=Foreseen(changed_dates(len(moved)), moved))


def _added(request: RegionRequest, form: RegionalDayForm) -> HttpResponse:
    said, today = form.cleaned_data, timezone.localdate()
    is_worked = said["kind"] == RegionalDayForm.WORKED
    changed = add_day(day=said["day"], name=said["name"], is_worked=is_worked, actor=request.actor, today=today)
    sentence = _("%(day)s menjadi hari kerja.") if is_worked else _("%(day)s menjadi hari libur daerah.")
    messages.success(request, f"{sentence % {'day': long_date(said['day'])}} {changed_dates(changed)}")
    return redirect(f"{reverse('regional-days')}?tahun={said['day'].year}")


def _removed(request: RegionRequest, asked: str) -> HttpResponse:
    number = int(asked[:18]) if asked.isascii() and asked.isdecimal() else 0
    found = RegionalDay.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    changed = remove_day(regional_day=found, actor=request.actor, today=timezone.localdate())
    sentence = _("%(day)s kembali mengikuti kalender nasional.") % {"day": long_date(found.day)}
    messages.success(request, f"{sentence} {changed_dates(changed)}")
    return redirect(f"{reverse('regional-days')}?tahun={found.day.year}")


def _days_page(
    request: RegionRequest, form: RegionalDayForm, *, status: int = 200, foreseen: Foreseen | None = None
) -> HttpResponse:
    today = timezone.localdate()
    year = asked_year(request.GET.get("tahun"), today.year)
    rows, has_joint_leave = _listed(year)
    context = {
        "year": year,
        "years": [(str(one), f"?tahun={one}", one == year) for one in _years(today.year, year)],
        "rows": rows,
        "own": sum(row.own_id is not None for row in rows),
        "has_joint_leave": has_joint_leave,
        "has_estimates": any(row.is_estimate for row in rows),
        "writes": may_change_periods(request.actor),
        "form": form,
        "foreseen": foreseen,
    }
    return render(request, "appraisal/regional_days.html", context, status=status)


def _years(this_year: int, year: int) -> list[int]:
    return sorted({this_year - 1, this_year, this_year + 1, year}, reverse=True)


def _listed(year: int) -> tuple[list[ListedDay], bool]:
    """The special days of a year in order, and whether its joint leave is decreed. One query."""
    own = {
        row.day: (row.pk, regional_day(row.day, row.name, row.is_worked))
        for row in RegionalDay.objects.filter(day__year=year)
    }
    calendar = WorkingDays.of(year, year, [one for _number, one in own.values()])
    days = [calendar.special[day] for day in sorted(calendar.special)]
    numbers = {day: number for day, (number, _one) in own.items()}
    national = WorkingDays.of(year, year, []).special.values()
    return [_row(one, numbers) for one in days], any(one.kind is DayKind.JOINT_LEAVE for one in national)


def _row(one: SpecialDay, numbers: dict[datetime.date, int]) -> ListedDay:
    return ListedDay(
        one.day, date_format(one.day, "l"), one.name, one.kind.value, one.is_estimate, numbers.get(one.day)
    )
