"""Feedback: what one got, asked for and gave; asking; answering; giving unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Employee
from agencies.typed_text import typed_line
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.forms.feedback import FeedbackForm, MonthForm
from appraisal.help.wording_hints import STRENGTH_STARTERS, SUGGESTION_STARTERS
from appraisal.models import Feedback
from appraisal.services.feedback.feedback_errors import FeedbackRefusedError, NotForYouError
from appraisal.services.feedback.find_feedback import newest_first, received_by, visible_feedback
from appraisal.services.feedback.find_requests import open_requests_of, requests_of, requests_to, show_requests
from appraisal.services.feedback.give_feedback import give_feedback, refuse_strangers
from appraisal.services.feedback.list_feedback import (
    Shelf,
    by_month,
    count_unread,
    feedback_on,
    follows,
    months_of,
    shelves_of,
)
from appraisal.services.feedback.mark_read import mark_read
from appraisal.services.feedback.near_people import find_near_people
from appraisal.services.feedback.subjects import About, load_subjects, offered_months

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

UNPROCESSABLE = 422
CHECK = "periksa"
"""Names the field on which only the hints are asked for: nothing is stored."""


@require_safe
@for_people_of_a_region
def feedback(request: RegionRequest) -> HttpResponse:
    """One of the reader's lists; with ``?pegawai=`` what somebody got whom the reader follows."""
    person = _asked_person(request, "pegawai")
    if person is not None and person.pk != request.actor.employee_id:
        return _feedback_of(request, person)
    offered = shelves_of(request.actor)
    if not offered:
        raise PermissionDenied(_("Halaman ini untuk pegawai dan pejabat penilai. Umpan balik hanya dibaca mereka."))
    asked = request.GET.get("lihat", "")
    shelf = Shelf(asked) if asked in offered else offered[0]
    context: dict[str, object] = {
        "shelf": shelf,
        "shelves": [(one, f"?lihat={one}", one == shelf) for one in offered],
        "waiting": show_requests(requests_to(request.actor)),
        "unread": count_unread(request.actor),
        "open_count": open_requests_of(request.actor).count(),
        "person": None,
    }
    if shelf is Shelf.ASKED:
        page = page_of(requests_of(request.actor), request.GET)
        context |= {"page": page, "address": address_of_pages(request.GET), "requests": show_requests(page)}
    else:
        context |= _listed(request, feedback_on(shelf, request.actor))
    return render(request, "appraisal/feedback.html", context)


def _feedback_of(request: RegionRequest, person: Employee) -> HttpResponse:
    if not follows(request.actor, person, timezone.localdate()):
        raise PermissionDenied(
            _("Umpan balik seorang pegawai dibaca oleh pegawai itu, pejabat penilainya, dan atasan pejabat penilai.")
        )
    context = {"person": person, **_listed(request, visible_feedback(request.actor).filter(employee=person))}
    return render(request, "appraisal/feedback_of_person.html", context)


def _listed(request: RegionRequest, rows: QuerySet[Feedback]) -> dict[str, object]:
    """A page of feedback by month, narrowed to one month where the address asks for it."""
    form = MonthForm(request.GET, months=months_of(rows))
    month = form.cleaned_data["bulan"] if form.is_valid() else None
    chosen = rows.filter(month=month) if month else rows
    page = page_of(newest_first(chosen).select_related("employee"), request.GET)
    return {
        "form": form,
        "month": month,
        "this_month": timezone.localdate().replace(day=1),
        "page": page,
        "address": address_of_pages(request.GET),
        "groups": by_month(list(page)),
    }


@require_POST
@for_people_of_a_region
def read_feedback(request: RegionRequest, feedback_id: int) -> HttpResponse:
    """The person has read it."""
    rows = Feedback.objects.filter(pk=feedback_id)
    refusal = _("Umpan balik ini ditandai oleh penerimanya.")
    found = fetch_visible(rows, received_by(request.actor).filter(pk=feedback_id), refusal=refusal)
    mark_read(feedback=found, actor=request.actor)
    messages.success(request, _("Umpan balik dari %(name)s ditandai sudah dibaca.") % {"name": found.author_name})
    return redirect("feedback")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def give(request: RegionRequest) -> HttpResponse:
    """First the person, then what to say (S10). POST first shows hints on the wording, if there are new ones."""
    if not shelves_of(request.actor):
        raise PermissionDenied(_("Umpan balik diberikan oleh pejabat penilai, atasannya, dan rekan kerja."))
    person = _asked_person(request, "untuk")
    if person is None:
        return _people_page(request)
    today = timezone.localdate()
    try:
        refuse_strangers(person, request.actor, today)
    except NotForYouError as error:
        raise PermissionDenied(str(error)) from error
    subjects = load_subjects(employee_id=person.pk, day=today)
    if request.method != "POST":
        form = FeedbackForm(months=offered_months(today), subjects=subjects)
        return feedback_form_page(request, form, {"person": person})
    form = FeedbackForm(request.POST, months=offered_months(today), subjects=subjects)
    if CHECK in request.POST:
        return hints_of_field(request, form)
    if not form.is_valid():
        return feedback_form_page(request, form, {"person": person}, status=UNPROCESSABLE)
    if form.unseen_hints():
        return feedback_form_page(request, form, {"person": person, "is_check": True})
    return _given(request, form, person)


def _given(request: RegionRequest, form: FeedbackForm, person: Employee) -> HttpResponse:
    said = form.cleaned_data
    about: About = said["about"]
    try:
        give_feedback(
            employee=person,
            about=about,
            month=said["month"],
            strength=said["strength"],
            suggestion=said["suggestion"],
            actor=request.actor,
        )
    except FeedbackRefusedError as error:
        form.add_error(None, str(error))
        return feedback_form_page(request, form, {"person": person}, status=UNPROCESSABLE)
    messages.success(request, sent_sentence(person))
    return redirect(f"{reverse('feedback')}?lihat={Shelf.GIVEN}")


def sent_sentence(person: Employee) -> str:
    """What is said once feedback is given."""
    return _("Umpan balik untuk %(name)s terkirim. Isinya tetap seperti yang Anda tulis.") % {"name": person.name}


def feedback_form_page(
    request: RegionRequest, form: FeedbackForm, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """The form with its hints and sentence starters; ``is_check``: nothing was sent yet because of the hints."""
    shown = {
        "form": form,
        "is_check": False,
        "starters": {"strength": STRENGTH_STARTERS, "suggestion": SUGGESTION_STARTERS},
        "asked": None,
        "address": request.get_full_path(),
        **context,
    }
    return render(request, "appraisal/feedback_give.html", shown, status=status)


def hints_of_field(request: RegionRequest, form: FeedbackForm) -> HttpResponse:
    """The hints on one field alone, as it stands now. Writes nothing."""
    name = "suggestion" if request.POST[CHECK] == "suggestion" else "strength"
    return render(request, "appraisal/_feedback_hints.html", {"name": name, "hints": form.hints(name)})


def _people_page(request: RegionRequest) -> HttpResponse:
    words = typed_line(request.GET.get("cari", ""), 160)
    people = find_near_people(actor=request.actor, day=timezone.localdate(), words=words)
    context = {"people": people, "words": words}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "appraisal/feedback_people.html", context, status=status)


def _asked_person(request: RegionRequest, name: str) -> Employee | None:
    """The person whom the address names; none where it names nobody.

    Raises:
        Http404: the region has no such person.
    """
    typed = request.GET.get(name, "")
    if not typed:
        return None
    return get_object_or_404(Employee, pk=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0)
