"""Sebaran: the predicates of units beside the guideline of SE MenPANRB 3/2023, and the reason where they differ."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.forms.organisation import DistributionReasonForm
from appraisal.models import DistributionReason, Period
from appraisal.period_codes import parse_period_code
from appraisal.services.organisation.explain_distribution import (
    GivenReason,
    NotTheLeaderError,
    StaleReasonError,
    explain_distribution,
)
from appraisal.services.organisation.led_units import LedUnit
from appraisal.services.organisation.load_distribution import (
    UnitDistribution,
    load_distribution,
    load_distributions,
    reads_distribution,
)
from appraisal.views.led_unit import led_unit, of_edition
from appraisal.views.period_choice import switch_of
from appraisal.views.rated import rated_period

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
@for_people_of_a_region
def distribution(request: RegionRequest, code: str) -> HttpResponse:
    """The units of the reader."""
    period = rated_period(request, code).period
    if not period.pk:
        raise Http404
    lines = load_distributions(period=period, actor=request.actor, today=timezone.localdate())
    if not lines:
        raise PermissionDenied(_("Sebaran predikat untuk pimpinan unit, admin, kepala daerah, dan inspektorat."))
    context = {
        "period": period,
        "label": parse_period_code(period.code).label,
        "lines": lines,
        "switch": switch_of(period.code, reverse("newest-distribution")),
        "awaited": sum(one.state == "unexplained" for one in lines),
    }
    return render(request, "appraisal/distribution.html", context)


@require_safe
@for_people_of_a_region
def unit_distribution(request: RegionRequest, code: str, agency_code: str) -> HttpResponse:
    """One unit beside its curve."""
    period, unit, shown = _shown(request, code, agency_code)
    return _page(request, period, unit, shown)


@require_POST
@for_people_of_a_region
def explain(request: RegionRequest, code: str, agency_code: str) -> HttpResponse:
    """Write why the predicates of the unit lie outside the guideline."""
    period, unit, shown = _shown(request, code, agency_code)
    if not unit.is_led_by(request.actor):
        values = {"unit": unit.name, "head": unit.head.name.removesuffix(".")}
        raise PermissionDenied(_("Alasan sebaran %(unit)s ditulis oleh pimpinannya, %(head)s.") % values)
    form = DistributionReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, period, unit, shown, form=form, status=UNPROCESSABLE)
    given, counts = GivenReason(**form.cleaned_data), shown.spread.counts
    try:
        explain_distribution(period=period, unit=unit, given=given, counts=counts, actor=request.actor)
    except NotTheLeaderError as error:
        raise PermissionDenied(str(error)) from error
    except StaleReasonError as error:
        again = DistributionReasonForm(of_edition(request.POST, error.stored))
        return _page(request, period, unit, shown, form=again, stale=error, status=CONFLICT)
    messages.success(request, _("Alasan sebaran %(unit)s tersimpan.") % {"unit": unit.name})
    return redirect("unit-distribution", code, agency_code)


def _shown(request: RegionRequest, code: str, agency_code: str) -> tuple[Period, LedUnit, UnitDistribution]:
    """The unit with its people, for who may see how it is rated."""
    rated, units, unit = led_unit(request, code, agency_code)
    if not rated.period.pk:
        raise Http404
    if not reads_distribution(request.actor, unit):
        values = {"unit": unit.name}
        raise PermissionDenied(
            _("Sebaran %(unit)s untuk pimpinannya, pimpinan di atasnya, admin, dan inspektorat.") % values
        )
    return rated.period, unit, load_distribution(period=rated.period, unit=unit, units=units)


def _page(
    request: RegionRequest,
    period: Period,
    unit: LedUnit,
    shown: UnitDistribution,
    *,
    form: DistributionReasonForm | None = None,
    stale: StaleReasonError | None = None,
    status: int = 200,
) -> HttpResponse:
    may_explain = unit.is_led_by(request.actor) and (shown.deviates or shown.reason is not None)
    stored: DistributionReason | None = stale.stored if stale else None
    context = {
        "period": period,
        "label": parse_period_code(period.code).label,
        "unit": unit,
        "shown": shown,
        "form": form or (_form_of(shown) if may_explain else None),
        "refusal": str(stale) if stale else "",
        "stored": stored,
        "may_rate": unit.is_set_by(request.actor),
    }
    return render(request, "appraisal/distribution_unit.html", context, status=status)


def _form_of(shown: UnitDistribution) -> DistributionReasonForm:
    if shown.reason is None:
        return DistributionReasonForm(initial={"edition": 0})
    return DistributionReasonForm(initial={"reason": shown.reason.reason, "edition": shown.reason.edition})
