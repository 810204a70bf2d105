"""The scoring sheet of a period, its rows, and the page of one person.

A row is asked for in three ways: as a page without script, as a part of the sheet by htmx, and by the outbox, which
brings what was typed without a network and wants a short answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.outbox import is_from_outbox, short_answer
from appraisal.documents.rating_sheet import RatingRow, SetRating
from appraisal.forms.rating import read_rating
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.rating.find_rated_period import RatedPeriod, find_rated_period, may_rate
from appraisal.services.rating.load_rating_sheet import load_rating_sheet
from appraisal.services.rating.rate_employee import (
    GivenRating,
    NoSuchRowError,
    NotTheRaterError,
    RatingRefusedError,
    RowClosedError,
    SavedRating,
    StaleRatingError,
    rate_employee,
)
from appraisal.services.rating.rating_changes import last_undoable
from appraisal.services.rating.undo_rating import UndoRefusedError, undo_rating
from appraisal.views.rated import must_have_a_sheet, rated_period, rated_plan, reads_as_rater

NO_CONTENT, UNPROCESSABLE, CONFLICT = 204, 422, 409
LONGEST_ID = 18
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
    rated = rated_period(request, code)
    must_have_a_sheet(request)
    sheet = load_rating_sheet(rated=rated, actor=request.actor, today=timezone.localdate())
    context = {"sheet": sheet, "undoable": last_undoable(code=rated.period.code, actor=request.actor)}
    return render(request, "appraisal/rating_sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def rate(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """One person with the written anchors; POST stores a row, from here or from the sheet."""
    rated = rated_period(request, code)
    if request.method != "POST":
        return _fresh_row(request, rated, plan_id) if _is_part(request) else _employee_page(request, rated, plan_id)
    given = read_rating({name: request.POST[name] for name in request.POST})
    try:
        saved = rate_employee(period=rated.period, plan_id=plan_id, given=given, actor=request.actor)
    except NoSuchRowError as error:
        raise Http404 from error
    except NotTheRaterError as error:
        raise PermissionDenied(str(error)) from error
    except (PeriodStateError, RowClosedError, NoSchemeError) as error:
        refusal = Refusal(CONFLICT, sentence=str(error))
    except StaleRatingError as error:
        refusal = Refusal(CONFLICT, sentence=str(error), stored=error.row)
    except RatingRefusedError as error:
        refusal = Refusal(UNPROCESSABLE, errors=error.errors)
    else:
        return _saved(request, rated, saved)
    return _refused(request, rated, plan_id, given, refusal)


@require_POST
@for_people_of_a_region
def undo(request: RegionRequest, code: str) -> HttpResponse:
    """Undo the change that the button named."""
    rated = rated_period(request, code)
    if not may_rate(request.actor):
        raise PermissionDenied(_("Hanya pejabat penilai yang mengurungkan perubahan di lembar penilaian."))
    asked = request.POST.get("perubahan", "")
    change_id = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_ID else None
    try:
        undone = undo_rating(period=rated.period, actor=request.actor, change_id=change_id)
    except NoSuchRowError as error:
        raise Http404 from error
    except NotTheRaterError as error:
        raise PermissionDenied(str(error)) from error
    except (UndoRefusedError, PeriodStateError, RowClosedError) as error:
        return _not_undone(request, rated, str(error))
    said = _("%(name)s: perubahan diurungkan.") % {"name": undone.row.name}
    if _is_part(request):
        return _fresh_row(request, rated, undone.row.plan_id, said=said)
    messages.success(request, said)
    return redirect(f"{reverse('rating-sheet', args=[code])}#baris-{undone.row.plan_id}")


def _not_undone(request: RegionRequest, rated: RatedPeriod, sentence: str) -> HttpResponse:
    """Nothing changed: the sheet says why."""
    if not _is_part(request):
        messages.warning(request, sentence)
        return redirect("rating-sheet", rated.period.code)
    context = {"undoable": last_undoable(code=rated.period.code, actor=request.actor), "said": sentence}
    return render(request, "appraisal/_rating_undo_refused.html", context, status=CONFLICT)


def _is_part(request: RegionRequest) -> bool:
    """Whether the sheet asks for a part of itself."""
    return bool(request.htmx)  # type: ignore[attr-defined]


def _employee_page(
    request: RegionRequest,
    rated: RatedPeriod,
    plan_id: int,
    refusal: Refusal | None = None,
    given: GivenRating | None = None,
) -> HttpResponse:
    """The page of one person, for the rater to fill in and for the rater's superior to read."""
    row = rated_plan(request, rated, plan_id).row()
    period = rated.described(timezone.localdate(), [row.agency_id])
    is_rater = reads_as_rater(request, rater_id=row.rater_id, superior_id=row.superior_id, employee_id=row.employee_id)
    context = {
        "period": period,
        "stored": row,
        "row": _typed(row, given) if given else row,
        "is_rater": is_rater,
        "may_write": is_rater and not period.closed and not row.sent and not row.excluded,
        "refusal": refusal,
        "errors": (refusal.errors if refusal else None) or {},
    }
    return render(request, "appraisal/rating_employee.html", context, status=refusal.status if refusal else 200)


def _typed(row: RatingRow, given: GivenRating) -> RatingRow:
    """The row as it was typed, so that a refused form loses nothing."""
    choices = {
        axis: SetRating(choice.rating, choice.reason) if choice.rating is not None else None
        for axis, choice in given.choices.items()
    }
    return row.as_typed(given.levels, choices)


def _saved(request: RegionRequest, rated: RatedPeriod, saved: SavedRating) -> HttpResponse:
    period, row = rated.period, saved.row
    if is_from_outbox(request):
        return short_answer(NO_CONTENT)
    if _is_part(request):
        if saved.is_repeated:
            return _fresh_row(request, rated, row.plan_id, said=_repeated_sentence(row))
        return _row(request, rated, row)
    messages.success(request, _repeated_sentence(row) if saved.is_repeated else _saved_sentence(row))
    where = request.POST.get("lanjut")
    if where == NEXT:
        return _to_next(request, rated, row.plan_id)
    if where == SHEET:
        return redirect(f"{reverse('rating-sheet', args=[period.code])}#baris-{row.plan_id}")
    return redirect("rate-employee", period.code, row.plan_id)


def _repeated_sentence(row: RatingRow) -> str:
    return _("%(name)s: isian itu sudah tersimpan sebelumnya. Yang tampil adalah yang berlaku sekarang.") % {
        "name": row.name
    }


def _fresh_row(request: RegionRequest, rated: RatedPeriod, plan_id: int, said: str = "") -> HttpResponse:
    """A whole row of the sheet as it is stored, to stand in the place of the one that the browser has."""
    sheet = load_rating_sheet(rated=rated, actor=request.actor, today=timezone.localdate())
    row = next((one for one in sheet.rows if one.plan_id == plan_id), None)
    if row is None:
        raise Http404
    context = {
        "row": row,
        "sheet": sheet,
        "undoable": last_undoable(code=rated.period.code, actor=request.actor),
        "said": said,
    }
    response = render(request, "appraisal/_rating_fresh_row.html", context)
    return retarget(reswap(response, "outerHTML"), f"#baris-{plan_id}")


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
    if is_from_outbox(request):
        sentences = [refusal.sentence, *dict.fromkeys((refusal.errors or {}).values())]
        return short_answer(refusal.status, " ".join(filter(None, sentences)))
    if not _is_part(request):
        return _employee_page(request, rated, plan_id, refusal, given)
    return _row(request, rated, rated_plan(request, rated, plan_id).row(), refusal, given)


def _row(
    request: RegionRequest,
    rated: RatedPeriod,
    row: RatingRow,
    refusal: Refusal | None = None,
    given: GivenRating | None = None,
) -> HttpResponse:
    """What follows from a row, for the sheet to put in its place; what was typed stays in the controls."""
    context = {
        "period": rated.described(timezone.localdate(), [row.agency_id]),
        "row": row,
        "refusal": refusal,
        "version": given.version if given else row.version,
        "undoable": last_undoable(code=rated.period.code, actor=request.actor),
        "saved": "" if refusal else _saved_sentence(row),
    }
    return render(request, "appraisal/_rating_saved.html", context, status=refusal.status if refusal else 200)
