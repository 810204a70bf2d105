"""The scoring sheet of a period, its rows, and the page of one person."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.documents.rating_sheet import RatingRow, SetRating, SheetPeriod
from appraisal.forms.rating import read_rating
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.rating.find_rated_period import RatedPeriod, find_rated_period, may_rate
from appraisal.services.rating.load_rating_sheet import load_rated_plan, load_rating_sheet, rates
from appraisal.services.rating.rate_employee import (
    GivenRating,
    NoSuchRowError,
    NotTheRaterError,
    RatingRefusedError,
    StaleRatingError,
    rate_employee,
)

UNPROCESSABLE, CONFLICT = 422, 409
NEXT = "berikutnya"
SHEET = "lembar"
"""Where to go after saving: the next person who is not rated, or back to the sheet; else the same page."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row was not stored: one sentence, sentences by field, and what is stored now where that is another."""

    status: int
    sentence: str = ""
    errors: Mapping[str, str] | None = None
    stored: RatingRow | None = None


@require_safe
@for_people_of_a_region
def rating_sheet(request: RegionRequest, code: str) -> HttpResponse:
    """Everybody whom the actor rates in a period."""
    rated = _period(request, code)
    if not may_rate(request.actor):
        raise PermissionDenied(
            _("Lembar penilaian untuk pejabat penilai. Data penempatan belum menunjuk Anda sebagai atasan siapa pun.")
        )
    sheet = load_rating_sheet(rated=rated, actor=request.actor, today=timezone.localdate())
    return render(request, "appraisal/rating_sheet.html", {"sheet": sheet})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def rate(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """One person with the written anchors; POST stores a row, from here or from the sheet."""
    rated = _period(request, code)
    if request.method != "POST":
        return _employee_page(request, rated, plan_id)
    given = read_rating({name: request.POST[name] for name in request.POST})
    try:
        row = rate_employee(period=rated.period, plan_id=plan_id, given=given, actor=request.actor)
    except NoSuchRowError as error:
        raise Http404 from error
    except NotTheRaterError as error:
        raise PermissionDenied(str(error)) from error
    except (PeriodStateError, NoSchemeError) as error:
        refusal = Refusal(CONFLICT, sentence=str(error))
    except StaleRatingError as error:
        refusal = Refusal(CONFLICT, sentence=str(error), stored=error.row)
    except RatingRefusedError as error:
        refusal = Refusal(UNPROCESSABLE, errors=error.errors)
    else:
        return _saved(request, rated, row)
    return _refused(request, rated, plan_id, given, refusal)


def _period(request: RegionRequest, code: str) -> RatedPeriod:
    rated = find_rated_period(code=code, actor=request.actor, today=timezone.localdate())
    if rated is None:
        raise Http404
    return rated


def _employee_page(
    request: RegionRequest,
    rated: RatedPeriod,
    plan_id: int,
    refusal: Refusal | None = None,
    given: GivenRating | None = None,
) -> HttpResponse:
    """The page of one person, for the rater to fill in and for the rater's superior to read."""
    period = rated.described(timezone.localdate())
    row = _stored_row(request, rated, plan_id)
    is_rater = rates(request.actor, row.rater_id, row.employee_id)
    is_superior = row.superior_id is not None and row.superior_id == request.actor.employee_id
    if not (is_rater or is_superior):
        raise PermissionDenied(_("Halaman ini untuk pejabat penilai pegawai ini dan atasan pejabat penilainya."))
    context = {
        "period": period,
        "stored": row,
        "row": _typed(row, given) if given else row,
        "is_rater": is_rater,
        "may_write": is_rater and not period.closed,
        "refusal": refusal,
        "errors": (refusal.errors if refusal else None) or {},
    }
    return render(request, "appraisal/rating_employee.html", context, status=refusal.status if refusal else 200)


def _stored_row(request: RegionRequest, rated: RatedPeriod, plan_id: int) -> RatingRow:
    """The row as it is now. Without a plan, or a scheme to ask anything, there is none."""
    try:
        found = load_rated_plan(period=rated.period, plan_id=plan_id, actor=request.actor)
    except NoSchemeError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found.row()


def _typed(row: RatingRow, given: GivenRating) -> RatingRow:
    """The row as it was typed, so that a refused form loses nothing."""
    choices = {
        axis: SetRating(choice.rating, choice.reason) if choice.rating is not None else None
        for axis, choice in given.choices.items()
    }
    return row.as_typed(given.levels, choices)


def _saved(request: RegionRequest, rated: RatedPeriod, row: RatingRow) -> HttpResponse:
    period = rated.described(timezone.localdate())
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, period, row)
    messages.success(request, _saved_sentence(row))
    where = request.POST.get("lanjut")
    if where == NEXT:
        return _to_next(request, rated, row.plan_id)
    if where == SHEET:
        return redirect(f"{reverse('rating-sheet', args=[period.code])}#baris-{row.plan_id}")
    return redirect("rate-employee", period.code, row.plan_id)


def _saved_sentence(row: RatingRow) -> str:
    time = f"{timezone.localtime():%H.%M}"
    return _("%(name)s: tersimpan pukul %(time)s.") % {"name": row.name, "time": time}


def _to_next(request: RegionRequest, rated: RatedPeriod, plan_id: int) -> HttpResponse:
    """On to the next person who is not rated, or to the sheet when all are."""
    again = find_rated_period(code=rated.period.code, actor=request.actor, today=timezone.localdate()) or rated
    sheet = load_rating_sheet(rated=again, actor=request.actor, today=timezone.localdate())
    following = sheet.next_after(plan_id)
    if following is None:
        return redirect("rating-sheet", rated.period.code)
    return redirect("rate-employee", rated.period.code, following.plan_id)


def _refused(
    request: RegionRequest, rated: RatedPeriod, plan_id: int, given: GivenRating, refusal: Refusal
) -> HttpResponse:
    """A refused row: in the sheet its own last cell, without script the page of the person, as typed."""
    if not request.htmx:  # type: ignore[attr-defined]
        return _employee_page(request, rated, plan_id, refusal, given)
    period = rated.described(timezone.localdate())
    return _row(request, period, _stored_row(request, rated, plan_id), refusal, given)


def _row(
    request: RegionRequest,
    period: SheetPeriod,
    row: RatingRow,
    refusal: Refusal | None = None,
    given: GivenRating | None = None,
) -> HttpResponse:
    """What follows from a row, for the sheet to put in its place; what was typed stays in the controls."""
    context = {
        "period": period,
        "row": row,
        "refusal": refusal,
        "version": given.version if given else row.version,
        "saved": "" if refusal else _saved_sentence(row),
    }
    return render(request, "appraisal/_rating_saved.html", context, status=refusal.status if refusal else 200)
