"""Months, quarters, semesters and years: read by admins, head and auditor; opened and locked by the region admin."""

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.forms.periods import LockForm, UnlockForm
from appraisal.models import Period, PeriodState
from appraisal.period_codes import EARLIEST_YEAR, PeriodCodeError, month_code, parse_period_code
from appraisal.permissions import may_change_periods, may_read_periods
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.periods.find_unfinished import Unfinished, find_unfinished, listed_unfinished
from appraisal.services.periods.load_year import PeriodCounts, load_counts, load_year, stage_of
from appraisal.services.periods.lock_period import PeriodStateError, lock_period, unlock_period
from appraisal.services.schedule.load_extensions import load_extensions
from appraisal.services.schedule.load_period_steps import load_period_steps
from appraisal.services.schedule.plan_steps import follow_deadlines

REFUSAL = gettext_lazy("Daftar periode untuk admin, kepala daerah, dan inspektorat.")
WRITE_REFUSAL = gettext_lazy("Periode dibuka dan dikunci oleh admin daerah.")
LATEST_YEAR = 2999


@require_safe
@for_people_of_a_region
def periods(request: RegionRequest) -> HttpResponse:
    """The nineteen periods of a year, with how far each is."""
    if not may_read_periods(request.actor):
        raise PermissionDenied(REFUSAL)
    today = timezone.localdate()
    year = _asked_year(request.GET.get("tahun"), today.year)
    found = load_year(year=year, this_year=today.year, agency_ids=_own_units(request.actor))
    context = {
        "found": found,
        "years": [(str(one), f"?tahun={one}", one == year) for one in sorted(found.years)],
        "writes": may_change_periods(request.actor),
        "this_month": month_code(today),
    }
    return render(request, "appraisal/periods.html", context)


@require_POST
@for_people_of_a_region
def open_period(request: RegionRequest) -> HttpResponse:
    """Make a period, so that people can report and rate in it."""
    if not may_change_periods(request.actor):
        raise PermissionDenied(WRITE_REFUSAL)
    try:
        span = parse_period_code(request.POST.get("kode", ""))
    except PeriodCodeError as error:
        messages.error(request, str(error))
        return redirect("periods")
    ensure_period(code=span.code, actor=request.actor)
    follow_deadlines(today=timezone.localdate())
    messages.success(
        request,
        _("%(period)s terbuka. Realisasi dan penilaian dapat diisi sampai periode dikunci.") % {"period": span.label},
    )
    return redirect("period", span.code)


@require_safe
@for_people_of_a_region
def period(request: RegionRequest, code: str) -> HttpResponse:
    """One period: its state, its counts, and who is not done by name."""
    found = _readable_period(request.actor, code)
    units = _own_units(request.actor)
    counts = load_counts([found], agency_ids=units).get(found.pk)
    which = _asked_list(request.GET.get("daftar"), counts or PeriodCounts())
    page = page_of(find_unfinished(period=found, which=which, agency_ids=units), request.GET) if counts else None
    context = {
        "period": found,
        "label": parse_period_code(found.code).label,
        "stage": stage_of(found, counts),
        "counts": counts or PeriodCounts(),
        "which": which,
        "page": page,
        "rows": listed_unfinished(list(page)) if page is not None else [],
        "address": address_of_pages(request.GET),
        "around": _locked_around(found),
        "writes": may_change_periods(request.actor),
        "reads_region": request.actor.reads_region,
        "steps": load_period_steps(period=found, today=timezone.localdate()),
        "extended": [
            one
            for one in load_extensions(period=found, today=timezone.localdate(), agency_ids=units)
            if one.state == "current"
        ],
    }
    return render(request, "appraisal/period.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def lock_page(request: RegionRequest, code: str) -> HttpResponse:
    """What is unfinished, and what a lock does; POST locks."""
    found = _writable_period(request.actor, code)
    if request.method != "POST":
        return _lock_form(request, found)
    counts = load_counts([found]).get(found.pk, PeriodCounts())
    form = LockForm(request.POST, asks=bool(counts.unfinished))
    if request.POST.get("shown", "") != _shown(counts):
        return _lock_form(request, found, is_stale=True)
    if not form.is_valid():
        return _lock_form(request, found, form)
    try:
        lock_period(period=found, actor=request.actor)
    except PeriodStateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("%(period)s dikunci. Nilai yang lengkap sudah final.") % {"period": _label(found)})
    return redirect("period", found.code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def unlock_page(request: RegionRequest, code: str) -> HttpResponse:
    """Why it is opened again; POST opens it."""
    found = _writable_period(request.actor, code)
    form = UnlockForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            unlock_period(period=found, reason=form.cleaned_data["reason"], actor=request.actor)
        except PeriodStateError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("%(period)s dibuka kembali.") % {"period": _label(found)})
        return redirect("period", found.code)
    context = {"period": found, "label": _label(found), "form": form, "around": _locked_around(found)}
    return render(request, "appraisal/period_unlock.html", context, status=422 if form.errors else 200)


def _lock_form(
    request: RegionRequest, found: Period, form: LockForm | None = None, *, is_stale: bool = False
) -> HttpResponse:
    counts = load_counts([found]).get(found.pk)
    counted = counts or PeriodCounts()
    asks = bool(counted.unfinished)
    context = {
        "period": found,
        "label": _label(found),
        "stage": stage_of(found, counts),
        "counts": counted,
        "form": form or LockForm(initial={"shown": _shown(counted)}, asks=asks),
        "is_stale": is_stale,
        "is_running": found.last_day >= timezone.localdate(),
        "is_longer": len(parse_period_code(found.code).months) > 1,
    }
    status = 409 if is_stale else 422 if form is not None else 200
    return render(request, "appraisal/period_lock.html", context, status=status)


def _shown(counts: PeriodCounts) -> str:
    """What the page says is unfinished: another text when it changes before the lock."""
    return f"{counts.complete}-{counts.incomplete}-{counts.unplanned}-{counts.undelivered}"


def _label(found: Period) -> str:
    return parse_period_code(found.code).label


def _asked_year(text: str | None, this_year: int) -> int:
    if text is None or not (text.isascii() and text.isdecimal() and len(text) == 4):
        return this_year
    year = int(text)
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else this_year


def _asked_list(text: str | None, counts: PeriodCounts) -> Unfinished:
    """The list that the address names, else the first with somebody on it."""
    if text in set(Unfinished):
        return Unfinished(text)
    if counts.incomplete or not counts.unfinished:
        return Unfinished.INCOMPLETE
    return Unfinished.UNPLANNED if counts.unplanned else Unfinished.UNDELIVERED


def _own_units(actor: Actor) -> Collection[int] | None:
    return None if actor.reads_region else actor.admin_agency_ids


def _locked_around(found: Period) -> list[str]:
    """The names of the other locked periods whose months are also this one's."""
    touching = Period.objects.filter(
        state=PeriodState.LOCKED, first_day__lte=found.last_day, last_day__gte=found.first_day
    ).exclude(pk=found.pk)
    return [parse_period_code(code).label for code in touching.values_list("code", flat=True)]


def _readable_period(actor: Actor, code: str) -> Period:
    rows = Period.objects.filter(code=code)
    return fetch_visible(rows, rows if may_read_periods(actor) else rows.none(), refusal=str(REFUSAL))


def _writable_period(actor: Actor, code: str) -> Period:
    rows = Period.objects.filter(code=code)
    if not may_change_periods(actor):
        return fetch_visible(rows, rows.none(), refusal=str(WRITE_REFUSAL))
    found = rows.first()
    if found is None:
        raise Http404
    return found
