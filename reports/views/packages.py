"""Packages of documents: what is being made, how far it is, and the file in the end."""

import uuid
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.forms.packages import PackageForm
from reports.models import Bundle, DocumentKind, ReportRun, ReportState
from reports.permissions import packaged_unit_ids
from reports.services.packages.folders import package_file
from reports.services.packages.load_packages import (
    listed_packages,
    load_progress,
    readable_packages,
    steering_of,
)
from reports.services.packages.start_package import NothingToPackError, start_package
from reports.services.packages.steer_package import PackageStateError, Steering, steer_package
from reports.services.render_reports import Order

REFUSAL = gettext_lazy(
    "Paket dokumen untuk admin daerah, kepala daerah, dan inspektorat; untuk unitnya juga admin unit."
)
POLL_SECONDS = 3
#: htmx loads the whole page anew where a polled part answers with this: another state has other buttons.
REFRESH = "HX-Refresh"
ACTS = {"batal": Steering.CANCEL, "lanjut": Steering.RESUME}


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def packages(request: RegionRequest) -> HttpResponse:
    """The packages that the actor may have, and the form for another one; POST starts it or joins the one under way."""
    unit_ids = _unit_ids(request)
    form = PackageForm(
        request.POST if request.method == "POST" else None,
        initial={"period": request.GET.get("periode"), "agency": request.GET.get("unit")},
        periods=evaluated_periods(),
        units=_units(unit_ids),
        whole_region=unit_ids is None,
    )
    if not form.is_valid():
        return _list_page(request, unit_ids, form)
    agency = form.cleaned_data["agency"]
    order = Order(
        kind=DocumentKind(form.cleaned_data["kind"]),
        period_id=form.cleaned_data["period"].pk,
        agency_id=agency.pk if agency else None,
    )
    try:
        run, is_new = start_package(order=order, bundle=Bundle(form.cleaned_data["bundle"]), actor=request.actor)
    except NothingToPackError as error:
        form.add_error(None, str(error))
        return _list_page(request, unit_ids, form)
    if not is_new:
        messages.info(request, _("Paket ini sedang dibuat. Anda melihat paket yang sama."))
    return redirect("package", run.key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def package(request: RegionRequest, key: uuid.UUID) -> HttpResponse:
    """One package; while it is being made the page loads itself anew. POST cancels it, or goes on."""
    run = _readable(request, key)
    if request.method == "POST":
        return _steer(request, run)
    progress = load_progress(run)
    context = {"run": run, "progress": progress, "poll_seconds": POLL_SECONDS}
    if request.htmx:  # type: ignore[attr-defined]
        return _moving_part(request, run, context)
    context |= {"steering": steering_of(run), "again": _address_of_again(run)}
    return render(request, "reports/package.html", context)


@require_safe
@for_people_of_a_region
def package_download(request: RegionRequest, key: uuid.UUID) -> HttpResponse:
    """The file, streamed; where it is gone, the page that says so."""
    run = _readable(request, key)
    path = package_file(request.region.pk, run.key, run.bundle)
    if run.state != ReportState.DONE or not path.exists():
        return redirect("package", run.key)
    kind = "application/zip" if run.bundle == Bundle.ZIP else "application/pdf"
    file = FileResponse(path.open("rb"), as_attachment=True, filename=run.file_name, content_type=kind)
    return cast("HttpResponse", file)  # It streams: to the types it is no HttpResponse, to every middleware it is one.


def _unit_ids(request: RegionRequest) -> frozenset[int] | None:
    unit_ids = packaged_unit_ids(request.actor)
    if unit_ids is not None and not unit_ids:
        raise PermissionDenied(REFUSAL)
    return unit_ids


def _units(unit_ids: frozenset[int] | None) -> QuerySet[Agency]:
    units = Agency.objects.order_by("code")
    return units if unit_ids is None else units.filter(pk__in=unit_ids)


def _readable(request: RegionRequest, key: uuid.UUID) -> ReportRun:
    unit_ids = packaged_unit_ids(request.actor)
    rows = readable_packages(None).filter(key=key)
    return fetch_visible(rows, readable_packages(unit_ids).filter(key=key), refusal=str(REFUSAL))


def _list_page(request: RegionRequest, unit_ids: frozenset[int] | None, form: PackageForm) -> HttpResponse:
    page = page_of(readable_packages(unit_ids), request.GET)
    context = {
        "page": page,
        "rows": listed_packages(list(page)),
        "address": address_of_pages(request.GET),
        "form": form,
        "has_periods": evaluated_periods().exists(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reports/packages.html", context, status=status)


def _steer(request: RegionRequest, run: ReportRun) -> HttpResponse:
    act = ACTS.get(request.POST.get("tindakan", ""))
    if act is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    try:
        steer_package(run=run, act=act, actor=request.actor)
    except PackageStateError as error:
        messages.warning(request, str(error))
    else:
        said = {Steering.CANCEL: _("Pembuatan paket dibatalkan."), Steering.RESUME: _("Pembuatan paket dilanjutkan.")}
        messages.success(request, said[act])
    return redirect("package", run.key)


def _moving_part(request: RegionRequest, run: ReportRun, context: dict[str, object]) -> HttpResponse:
    if request.GET.get("status") != run.state:
        return HttpResponse(headers={REFRESH: "true"})
    return render(request, "reports/_package_progress.html", context)


def _address_of_again(run: ReportRun) -> list[tuple[str, str]]:
    """What the form that makes the same package again carries along."""
    return [
        ("kind", run.kind),
        ("period", run.period.code),
        ("agency", run.agency.code if run.agency else ""),
        ("bundle", run.bundle),
    ]
