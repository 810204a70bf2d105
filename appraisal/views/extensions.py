"""Perpanjangan: which units have more time in a period, and why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.forms.schedule import ExtensionForm
from appraisal.models import Period, PeriodExtension
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_change_periods, may_read_periods
from appraisal.services.schedule.end_extension import end_extension
from appraisal.services.schedule.extend_period import ExtensionFacts, ExtensionRefusedError, extend_period
from appraisal.services.schedule.load_extensions import load_extensions
from appraisal.services.schedule.step_errors import sealed_sentence

REFUSAL = gettext_lazy("Perpanjangan periode untuk admin, kepala daerah, dan inspektorat.")
WRITE_REFUSAL = gettext_lazy("Perpanjangan diberikan oleh admin daerah. Sampaikan kebutuhan unit kepadanya.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def period_extensions(request: RegionRequest, code: str) -> HttpResponse:
    """Who has more time in a period; POST gives it."""
    rows = Period.objects.filter(code=code)
    may_read, may_write = may_read_periods(request.actor), may_change_periods(request.actor)
    is_change = request.method == "POST"
    visible = rows if (may_write if is_change else may_read) else rows.none()
    period = fetch_visible(rows, visible, refusal=str(WRITE_REFUSAL if is_change else REFUSAL))
    if not is_change:
        return _page(request, period, ExtensionForm())
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _page(request, period, form, status=422)
    facts = ExtensionFacts(**form.cleaned_data)
    try:
        made = extend_period(period=period, facts=facts, actor=request.actor, today=timezone.localdate())
    except ExtensionRefusedError as error:
        form.add_error(error.field or None, str(error))
        return _page(request, period, form, status=422)
    messages.success(request, _("%(unit)s dan unit di bawahnya mendapat waktu tambahan.") % {"unit": made.agency.name})
    return redirect("period-extensions", period.code)


@require_POST
@for_people_of_a_region
def revoke_extension(request: RegionRequest, extension_id: int) -> HttpResponse:
    """End an extension now."""
    rows = PeriodExtension.objects.filter(pk=extension_id).select_related("period", "agency")
    found = fetch_visible(rows, rows if may_change_periods(request.actor) else rows.none(), refusal=str(WRITE_REFUSAL))
    try:
        ended = end_extension(extension=found, actor=request.actor)
    except ExtensionRefusedError as error:
        messages.warning(request, str(error))
    else:
        sentence = _("Perpanjangan %(unit)s dicabut. Batas periode berlaku lagi untuk unit itu.")
        messages.success(request, sentence % {"unit": ended.agency.name})
    return redirect("period-extensions", found.period.code)


def _page(request: RegionRequest, period: Period, form: ExtensionForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    writes = may_change_periods(request.actor)
    context = {
        "period": period,
        "label": parse_period_code(period.code).label,
        "rows": load_extensions(period=period, today=today, agency_ids=_own_units(request.actor)),
        "form": form,
        "writes": writes,
        "may_add": writes and not period.is_locked and (period.report_until or period.rate_until) is not None,
        "sealed": sealed_sentence(period, today) if writes else "",
    }
    return render(request, "appraisal/period_extensions.html", context, status=status)


def _own_units(actor: Actor) -> frozenset[int] | None:
    return None if actor.reads_region else actor.admin_agency_ids
