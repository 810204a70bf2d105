"""Asking somebody for feedback, and what becomes of the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.services.organisation.find_superior import MOST_CANDIDATES, find_superior
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.forms.feedback import AskForm, DeclineForm, FeedbackForm
from appraisal.models import FeedbackRequest
from appraisal.services.feedback.ask_feedback import MOST_OPEN, TooManyRequestsError, ask_feedback
from appraisal.services.feedback.decline_request import decline_request
from appraisal.services.feedback.feedback_errors import FeedbackRefusedError, NotForYouError, RequestClosedError
from appraisal.services.feedback.find_requests import open_requests_of, show_requests, visible_requests
from appraisal.services.feedback.give_feedback import give_feedback
from appraisal.services.feedback.list_feedback import Shelf
from appraisal.services.feedback.near_people import find_near_people
from appraisal.services.feedback.subjects import About, load_subjects, offered_months
from appraisal.services.feedback.withdraw_request import withdraw_request
from appraisal.views.feedback import CHECK, UNPROCESSABLE, feedback_form_page, hints_of_field, sent_sentence

if TYPE_CHECKING:
    from django.http import HttpResponse

    from agencies.models import Employee
    from agencies.services.organisation.find_superior import Candidate

CONFLICT = 409
ACT = "tindakan"
ANSWER, DECLINE, WITHDRAW = "jawab", "belum", "tarik"
_WORDS = ("strength", "suggestion", "note")
"""What people write on the page of a request: shown again where it could not be sent."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def ask(request: RegionRequest) -> HttpResponse:
    """Whom, about what, and the question."""
    person = request.actor.employee_id
    if person is None:
        raise PermissionDenied(_("Umpan balik diminta oleh pegawai tentang pekerjaannya sendiri."))
    today = timezone.localdate()
    subjects = load_subjects(employee_id=person, day=today)
    if request.method != "POST":
        near = find_near_people(actor=request.actor, day=today)
        first = next((one.entry for one in near if one.is_supervisor), "")
        return _ask_page(request, AskForm(subjects=subjects, initial={"person": first}))
    form = AskForm(request.POST, subjects=subjects)
    if not form.is_valid():
        return _ask_page(request, form, status=UNPROCESSABLE)
    said = form.cleaned_data
    found = find_superior(typed=said["person"], picked=said["nip"], day=today)
    if found.person is None:
        form.add_error("person", _who_sentence(said["person"], found.candidates))
        return _ask_page(request, form, status=UNPROCESSABLE, candidates=found.candidates[:MOST_CANDIDATES])
    return _asked(request, form, found.person)


def _asked(request: RegionRequest, form: AskForm, asked: Employee) -> HttpResponse:
    said = form.cleaned_data
    try:
        ask_feedback(asked=asked, about=said["about"], question=said["question"], actor=request.actor)
    except FeedbackRefusedError as error:
        form.add_error(None if isinstance(error, TooManyRequestsError) else "person", str(error))
        return _ask_page(request, form, status=UNPROCESSABLE)
    messages.success(request, _("Permintaan terkirim kepada %(name)s.") % {"name": asked.name.removesuffix(".")})
    return redirect(f"{reverse('feedback')}?lihat={Shelf.ASKED}")


def _ask_page(
    request: RegionRequest, form: AskForm, *, status: int = 200, candidates: tuple[Candidate, ...] = ()
) -> HttpResponse:
    context = {
        "form": form,
        "candidates": candidates,
        "offered": find_near_people(actor=request.actor, day=timezone.localdate()),
        "open_count": open_requests_of(request.actor).count(),
        "most_open": MOST_OPEN,
    }
    return render(request, "appraisal/feedback_ask.html", context, status=status)


def _who_sentence(typed: str, candidates: tuple[Candidate, ...]) -> str:
    if candidates:
        return _("Beberapa pegawai cocok dengan “%(typed)s”. Pilih satu di bawah.") % {"typed": typed}
    return _("Tidak ada pegawai yang cocok dengan “%(typed)s”. Periksa ejaan, atau tulis NIP-nya.") % {"typed": typed}


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def feedback_request(request: RegionRequest, request_id: int) -> HttpResponse:
    """One request: the asked person answers or says not now, who asked may withdraw."""
    rows = FeedbackRequest.objects.filter(pk=request_id)
    visible = visible_requests(request.actor).filter(pk=request_id).select_related("employee", "asked")
    refusal = _("Permintaan ini dibaca oleh yang meminta dan yang diminta saja.")
    found = fetch_visible(rows, visible, refusal=refusal)
    if request.method != "POST":
        return _request_page(request, found)
    act = request.POST.get(ACT, ANSWER)
    try:
        if act == WITHDRAW:
            return _withdrawn(request, found)
        if act == DECLINE:
            return _declined(request, found)
        return _answered(request, found)
    except NotForYouError as error:
        raise PermissionDenied(str(error)) from error
    except RequestClosedError as error:
        return _request_page(request, found, status=CONFLICT, refusal=str(error))


def _withdrawn(request: RegionRequest, found: FeedbackRequest) -> HttpResponse:
    withdraw_request(request=found, actor=request.actor)
    messages.success(request, _("Permintaan kepada %(name)s ditarik.") % {"name": found.asked.name})
    return redirect(f"{reverse('feedback')}?lihat={Shelf.ASKED}")


def _declined(request: RegionRequest, found: FeedbackRequest) -> HttpResponse:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _request_page(request, found, decline=form, status=UNPROCESSABLE)
    decline_request(request=found, note=form.cleaned_data["note"], actor=request.actor)
    name = found.employee.name.removesuffix(".")
    messages.success(request, _("Keterangan Anda terkirim kepada %(name)s.") % {"name": name})
    return redirect("feedback")


def _answered(request: RegionRequest, found: FeedbackRequest) -> HttpResponse:
    if found.asked_id != request.actor.employee_id:
        raise NotForYouError(_("Permintaan ini dijawab oleh orang yang Anda minta."))
    form = FeedbackForm(request.POST, months=offered_months(timezone.localdate()), subjects=None)
    if CHECK in request.POST:
        return hints_of_field(request, form)
    if not form.is_valid():
        return _request_page(request, found, form=form, status=UNPROCESSABLE)
    if form.unseen_hints():
        return _request_page(request, found, form=form, is_check=True)
    said = form.cleaned_data
    try:
        give_feedback(
            employee=found.employee,
            about=About(found.indicator_id, found.value),
            month=said["month"],
            strength=said["strength"],
            suggestion=said["suggestion"],
            actor=request.actor,
            request=found,
        )
    except (NotForYouError, RequestClosedError):
        raise
    except FeedbackRefusedError as error:
        form.add_error(None, str(error))
        return _request_page(request, found, form=form, status=UNPROCESSABLE)
    messages.success(request, sent_sentence(found.employee))
    return redirect("feedback")


def _request_page(
    request: RegionRequest,
    found: FeedbackRequest,
    *,
    form: FeedbackForm | None = None,
    decline: DeclineForm | None = None,
    is_check: bool = False,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    if refusal:
        found.refresh_from_db()
    context: dict[str, object] = {
        "asked": show_requests([found])[0],
        "person": found.employee,
        "is_asked": found.asked_id == request.actor.employee_id,
        "decline": decline or DeclineForm(),
        "is_check": is_check,
        "refusal": refusal,
        "unsent": [request.POST[name] for name in _WORDS if request.POST.get(name)] if refusal else [],
    }
    months = offered_months(timezone.localdate())
    return feedback_form_page(request, form or FeedbackForm(months=months, subjects=None), context, status=status)
