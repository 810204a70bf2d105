"""Proses evaluasi: what runs, how far it is, and what can be done about it."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.forms.runs import EvaluateForm
from appraisal.models import ACTIVE_RUNS, EvaluationRun, Period
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_evaluate_region, may_read_runs, may_start_runs, may_steer_runs
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.runs.find_runs import listed_runs, newest_run, ordered_runs, readable_runs
from appraisal.services.runs.load_run import failed_lines, load_progress, readable_failures, steering_of
from appraisal.services.runs.start_run import start_run
from appraisal.services.runs.steer_run import RunStateError, Steering, steer_run
from indicators.models import Plan

REFUSAL = gettext_lazy("Proses evaluasi dibaca admin, kepala daerah, dan inspektorat; admin unit untuk unitnya.")
STEER_REFUSAL = gettext_lazy("Proses evaluasi dijeda, dilanjutkan, dan dibatalkan oleh admin daerah.")
START_REFUSAL = gettext_lazy("Periode dievaluasi atas permintaan admin daerah atau admin unitnya.")
POLL_SECONDS = 3
#: htmx loads the whole page anew where a polled part answers with this: another state has other buttons.
REFRESH = "HX-Refresh"


@require_safe
@for_people_of_a_region
def evaluation_runs(request: RegionRequest) -> HttpResponse:
    """The runs that the actor may read, the newest first."""
    if not may_read_runs(request.actor):
        raise PermissionDenied(REFUSAL)
    page = page_of(ordered_runs(readable_runs(request.actor)), request.GET)
    context = {
        "page": page,
        "rows": listed_runs(list(page)),
        "address": address_of_pages(request.GET),
        "starts": may_start_runs(request.actor),
    }
    return render(request, "appraisal/runs.html", context)


@require_safe
@for_people_of_a_region
def evaluation_run(request: RegionRequest, key: uuid.UUID) -> HttpResponse:
    """One run; while it is active the page asks for its moving part every few seconds."""
    run = _readable_run(request.actor, key)
    progress = load_progress(run)
    context = {"run": run, "progress": progress, "is_active": run.state in ACTIVE_RUNS, "poll_seconds": POLL_SECONDS}
    if request.htmx:  # type: ignore[attr-defined]
        return _moving_part(request, run, context)
    failures = page_of(readable_failures(run, request.actor), request.GET)
    context |= {
        "failures": failures,
        "failed": failed_lines(list(failures)),
        "address": address_of_pages(request.GET),
        "steering": steering_of(run),
        "steers": may_steer_runs(request.actor),
    }
    return render(request, "appraisal/run.html", context)


@require_POST
@for_people_of_a_region
def steer(request: RegionRequest, key: uuid.UUID) -> HttpResponse:
    """Pause, resume or cancel."""
    rows = EvaluationRun.objects.filter(key=key)
    run = fetch_visible(rows, rows if may_steer_runs(request.actor) else rows.none(), refusal=str(STEER_REFUSAL))
    acts = {"jeda": Steering.PAUSE, "lanjut": Steering.RESUME, "batal": Steering.CANCEL}
    act = acts.get(request.POST.get("tindakan", ""))
    if act is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    try:
        steer_run(run=run, act=act, actor=request.actor)
    except (RunStateError, PeriodStateError) as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _said(act))
    return redirect("evaluation-run", key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def evaluate_period(request: RegionRequest, code: str) -> HttpResponse:
    """What an evaluation of the period will do; POST starts it, or leads to the one under way."""
    rows = Period.objects.filter(code=code)
    period = fetch_visible(rows, rows if may_start_runs(request.actor) else rows.none(), refusal=str(START_REFUSAL))
    form = EvaluateForm(
        request.POST if request.method == "POST" else None,
        units=_units(request.actor),
        whole_region=may_evaluate_region(request.actor),
    )
    if not form.is_valid():
        return _evaluate_page(request, period, form)
    agency = form.cleaned_data["agency"]
    try:
        run, is_new = start_run(
            region_id=request.region.pk,
            period_id=period.pk,
            agency_id=agency.pk if agency else None,
            cause=EvaluationRun.Cause.HAND,
            actor=request.actor,
        )
    except (PeriodStateError, NoSchemeError) as error:
        form.add_error(None, str(error))
        return _evaluate_page(request, period, form)
    if not is_new:
        messages.info(request, _("Evaluasi ini sudah berjalan. Anda melihat proses yang sama."))
    return redirect("evaluation-run", run.key)


def _moving_part(request: RegionRequest, run: EvaluationRun, context: dict[str, object]) -> HttpResponse:
    """What is polled; once the state is another one than the page shows, the page is loaded anew."""
    if request.GET.get("status") != run.state:
        return HttpResponse(headers={REFRESH: "true"})
    return render(request, "appraisal/_run_progress.html", context)


def _readable_run(actor: Actor, key: uuid.UUID) -> EvaluationRun:
    rows = EvaluationRun.objects.filter(key=key).select_related("period", "agency")
    visible = readable_runs(actor).filter(key=key).select_related("period", "agency")
    return fetch_visible(rows, visible, refusal=str(REFUSAL))


def _units(actor: Actor) -> QuerySet[Agency]:
    units = Agency.objects.order_by("code")
    return units if may_evaluate_region(actor) else units.filter(pk__in=actor.admin_agency_ids)


def _evaluate_page(request: RegionRequest, period: Period, form: EvaluateForm) -> HttpResponse:
    plans = Plan.objects.all().agreed().filter(year=period.first_day.year)
    if not may_evaluate_region(request.actor):
        plans = plans.filter(agency_id__in=request.actor.admin_agency_ids)
    context = {
        "period": period,
        "label": parse_period_code(period.code).label,
        "form": form,
        "plans": plans.count(),
        "newest": newest_run(request.actor, period),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "appraisal/period_evaluate.html", context, status=status)


def _said(act: Steering) -> str:
    return {
        Steering.PAUSE: _("Proses dijeda. Bagian yang sedang dihitung diselesaikan dulu."),
        Steering.RESUME: _("Proses dilanjutkan."),
        Steering.CANCEL: _("Proses dibatalkan. Hasil yang sudah ditulis tetap berlaku."),
    }[act]
