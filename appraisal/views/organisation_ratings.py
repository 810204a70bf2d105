"""Predikat organisasi: the units whose predicate the reader sets or reads, and one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.forms.organisation import OrganisationRatingForm
from appraisal.models import OrganisationRating
from appraisal.period_codes import parse_period_code
from appraisal.services.organisation.led_units import LedUnit, LedUnits, own_agency_ids
from appraisal.services.organisation.load_distribution import reads_distribution
from appraisal.services.organisation.load_organisation_ratings import (
    UnitPredicate,
    load_organisation_ratings,
    load_unit_predicate,
    name_of,
    reads_predicate,
)
from appraisal.services.organisation.rate_organisation import (
    GivenPredicate,
    NotTheSetterError,
    StaleDecisionError,
    check_setter,
    closed_sentence,
    rate_organisation,
)
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.views.led_unit import led_unit, of_edition
from appraisal.views.period_choice import switch_of
from appraisal.views.rated import rated_period

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
@for_people_of_a_region
def organisation_ratings(request: RegionRequest, code: str) -> HttpResponse:
    """The units that the reader sets or reads; everybody reads the own ones."""
    rated, today = rated_period(request, code), timezone.localdate()
    lines = load_organisation_ratings(period=rated.period, actor=request.actor, today=today)
    context = {
        "period_code": rated.period.code,
        "label": parse_period_code(rated.period.code).label,
        "closed": closed_sentence(rated, today),
        "switch": switch_of(rated.period.code, reverse("newest-organisation-ratings")),
        "mine": [one for one in lines if one.is_mine],
        "read": [one for one in lines if not one.is_mine],
    }
    return render(request, "appraisal/organisation_ratings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def rate_organisation_page(request: RegionRequest, code: str, agency_code: str) -> HttpResponse:
    """One unit: what its predicate is, who set it and why; for who stands above it the form, and POST sets it."""
    rated, units, unit = led_unit(request, code, agency_code)
    if request.method == "POST":
        return _set(request, rated, units, unit)
    if not reads_predicate(request.actor, unit, own_agency_ids(request.actor, rated.period)):
        values = {"unit": unit.name}
        raise PermissionDenied(
            _("Predikat %(unit)s terbaca oleh pegawainya, pimpinan di atasnya, admin, dan inspektorat.") % values
        )
    return _page(request, rated, units, unit)


def _set(request: RegionRequest, rated: RatedPeriod, units: LedUnits, unit: LedUnit) -> HttpResponse:
    try:
        check_setter(unit, request.actor)
    except NotTheSetterError as error:
        raise PermissionDenied(str(error)) from error
    form = OrganisationRatingForm(request.POST)
    if not form.is_valid():
        return _page(request, rated, units, unit, form=form, status=UNPROCESSABLE)
    given = GivenPredicate(**form.cleaned_data)
    today = timezone.localdate()
    try:
        rating = rate_organisation(period=rated.period, unit=unit, given=given, actor=request.actor, today=today)
    except PeriodStateError as error:
        return _page(request, rated, units, unit, form=form, refusal=str(error), status=CONFLICT)
    except StaleDecisionError as error:
        again = OrganisationRatingForm(of_edition(request.POST, error.stored))
        return _page(request, rated, units, unit, form=again, refusal=str(error), stored=error.stored, status=CONFLICT)
    values = {"unit": unit.name, "predicate": name_of(rating)}
    messages.success(request, _("Predikat organisasi %(unit)s: %(predicate)s.") % values)
    return redirect("organisation-ratings", rated.period.code)


def _page(
    request: RegionRequest,
    rated: RatedPeriod,
    units: LedUnits,
    unit: LedUnit,
    *,
    form: OrganisationRatingForm | None = None,
    refusal: str = "",
    status: int = 200,
    stored: OrganisationRating | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    shown = load_unit_predicate(period=rated.period, unit=unit, units=units, actor=request.actor, today=today)
    closed = closed_sentence(rated, today)
    context = {
        "period_code": rated.period.code,
        "label": parse_period_code(rated.period.code).label,
        "closed": closed,
        "shown": shown,
        "unit": unit,
        "form": (form or _form_of(shown)) if shown.rated.is_mine and (form or not closed) else None,
        "refusal": refusal,
        "stored": (name_of(stored), stored) if stored else None,
        "sees_distribution": bool(rated.period.pk) and reads_distribution(request.actor, unit),
    }
    return render(request, "appraisal/organisation_rating.html", context, status=status)


def _form_of(shown: UnitPredicate) -> OrganisationRatingForm:
    """What is set already, else last year's where this year's is late, else nothing."""
    rating, suggestion = shown.rated.rating, shown.suggestion
    if rating:
        begun = {"predicate": rating.predicate, "source": rating.source, "edition": rating.edition}
        return OrganisationRatingForm(initial={**begun, "reason": rating.reason})
    if suggestion:
        source = _("Predikat organisasi %(period)s") % {"period": suggestion.label}
        return OrganisationRatingForm(initial={"predicate": suggestion.predicate, "source": source, "edition": 0})
    return OrganisationRatingForm(initial={"edition": 0})
