"""Delegasi penilaian: who rates for whom, made and ended; and taking over from a rater who is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.dates import date_range
from agencies.models import Delegation, DelegationKind, Employee
from agencies.services.organisation.find_superior import (
    MOST_CANDIDATES,
    Candidate,
    entry_of,
    find_superior,
)
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.forms.delegation import DelegationForm, TakeOverForm
from appraisal.models import Period
from appraisal.services.delegation.end_delegation import end_delegation
from appraisal.services.delegation.errors import (
    DelegationRefusedError,
    NotYoursToDelegateError,
    TakeOverRefusedError,
)
from appraisal.services.delegation.load_delegations import (
    listed_delegations,
    load_current_delegations,
    past_delegations,
)
from appraisal.services.delegation.make_delegation import is_rated_by, make_delegation
from appraisal.services.delegation.offered_people import offered_delegates, offered_raters
from appraisal.services.delegation.take_over import DAYS, ForeseenTakeOver, foresee_take_over, take_over
from appraisal.services.delegation.who_may import delegates_for_others, is_rater, visible_delegations
from appraisal.services.delegation.wording import kind_label

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from agencies.permissions import Actor

UNPROCESSABLE, CONFLICT = 422, 409
FOR = "untuk"
"""How an address names the rater whose work an admin hands over, by NIP."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """People to choose from, by the field that was not clear."""

    rater: tuple[Candidate, ...] = ()
    delegate: tuple[Candidate, ...] = ()


@require_safe
@for_people_of_a_region
def delegations(request: RegionRequest) -> HttpResponse:
    """What is in force or to come, and what was."""
    return _list(request)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_delegation(request: RegionRequest) -> HttpResponse:
    """A rater hands the rating over; an admin does it for a rater who is absent."""
    actor, today = request.actor, timezone.localdate()
    for_others = delegates_for_others(actor)
    if not for_others and not is_rater(actor.employee_id, today, today):
        raise PermissionDenied(
            _("Penilaian diserahkan oleh pejabat penilai, atau oleh admin unitnya bila ia berhalangan.")
        )
    if request.method != "POST":
        initial = {"first_day": today, "kind": DelegationKind.DAILY_ACTING, "rater": _asked_rater(request, today)}
        return _form(request, DelegationForm(for_others=for_others, initial=initial))
    form = DelegationForm(request.POST, for_others=for_others)
    if not form.is_valid():
        return _form(request, form, status=UNPROCESSABLE)
    return _made(request, form)


@require_POST
@for_people_of_a_region
def end(request: RegionRequest, delegation_id: int) -> HttpResponse:
    """A delegation ends before its last day."""
    rows = Delegation.objects.filter(pk=delegation_id)
    visible = visible_delegations(request.actor, timezone.localdate()).filter(pk=delegation_id)
    delegation = fetch_visible(rows, visible, refusal=_("Delegasi ini milik pejabat penilai lain."))
    try:
        ended = end_delegation(delegation=delegation, actor=request.actor)
    except NotYoursToDelegateError as error:
        raise PermissionDenied(str(error)) from error
    except DelegationRefusedError as error:
        messages.info(request, str(error))
    else:
        said = _("Delegasi berakhir: %(delegate)s tidak lagi menilai atas nama %(rater)s.")
        names = {"delegate": ended.delegate.name, "rater": ended.rater.name.removesuffix(".")}
        messages.success(request, said % names)
    return redirect("delegations")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def take_over_page(request: RegionRequest, code: str, rater_id: int) -> HttpResponse:
    """The superior of a silent rater learns what waits, and takes over with a reason."""
    period = Period.objects.filter(code=code).first()
    rater = Employee.objects.filter(pk=rater_id).first()
    if period is None or rater is None:
        raise Http404
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    try:
        foreseen = foresee_take_over(period=period, rater=rater, actor=request.actor)
        if not form.is_valid():
            return _take_over_form(request, period, foreseen, form)
        delegation = take_over(period=period, rater=rater, reason=form.cleaned_data["reason"], actor=request.actor)
    except NotYoursToDelegateError as error:
        raise PermissionDenied(str(error)) from error
    except TakeOverRefusedError as error:
        context = {"rater": rater, "refusal": str(error), "foreseen": None}
        return render(request, "appraisal/delegation_take_over.html", context, status=CONFLICT)
    values = {"name": rater.name, "days": date_range(delegation.first_day, delegation.last_day)}
    messages.success(request, _("Anda menilai atas nama %(name)s, %(days)s.") % values)
    return redirect("rating-sheet", code)


def _list(request: RegionRequest) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    may_see = actor.employee_id is not None or actor.reads_region or delegates_for_others(actor)
    if not may_see:
        raise PermissionDenied(_("Delegasi untuk pejabat penilai, pelaksananya, dan admin."))
    past = page_of(past_delegations(actor=actor, today=today), request.GET)
    leads = is_rater(actor.employee_id, today, today)
    context = {
        "current": load_current_delegations(actor=actor, today=today),
        "past": past,
        "history": listed_delegations(list(past), actor=actor, today=today),
        "address": address_of_pages(request.GET),
        "leads": leads,
        "follows_others": actor.reads_region or bool(actor.admin_agency_ids),
        "may_make": leads or delegates_for_others(actor),
    }
    return render(request, "appraisal/delegations.html", context)


def _made(request: RegionRequest, form: DelegationForm) -> HttpResponse:
    """Find the people, and save; what is unclear or refused comes back as typed."""
    said = form.cleaned_data
    rater, raters = _found(form, "rater") if "rater" in form.fields else (_own(request.actor), ())
    delegate, delegates = _found(form, "delegate")
    if rater is None or delegate is None:
        return _form(request, form, status=UNPROCESSABLE, unclear=Unclear(raters, delegates))
    facts = {name: said[name] for name in ("first_day", "last_day", "reason")}
    kind = DelegationKind(said["kind"])
    try:
        made = make_delegation(rater=rater, delegate=delegate, kind=kind, actor=request.actor, **facts)
    except NotYoursToDelegateError as error:
        raise PermissionDenied(str(error)) from error
    except DelegationRefusedError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return _form(request, form, status=UNPROCESSABLE)
    _tell(request, made)
    return redirect("delegations")


def _tell(request: RegionRequest, made: Delegation) -> None:
    values = {
        "kind": kind_label(made.kind),
        "delegate": made.delegate.name,
        "rater": made.rater.name,
        "days": date_range(made.first_day, made.last_day),
    }
    messages.success(request, _("%(kind)s %(delegate)s menilai atas nama %(rater)s, %(days)s.") % values)
    if is_rated_by(made.delegate_id, made.rater_id, made.first_day, made.last_day):
        said = _(
            "%(delegate)s juga dinilai %(rater)s. Tidak ada yang menilai diri sendiri: baris itu menunggu %(rater)s, "
            "atau atasannya bila batas penilaian lewat."
        )
        # A title ends with a stop of its own (`S.K.M.`), here before that of the sentence.
        messages.warning(request, (said % values).replace("..", "."))


def _own(actor: Actor) -> Employee | None:
    return Employee.objects.filter(pk=actor.employee_id or 0).first()


def _found(form: DelegationForm, field: str) -> tuple[Employee | None, tuple[Candidate, ...]]:
    """Whom a field means; else the field gets its error, with people to choose from where there are some."""
    said = form.cleaned_data
    found = find_superior(typed=said[field], picked=said[f"nip_{field}"], day=said["first_day"])
    if found.person is not None:
        return found.person, ()
    if found.candidates:
        form.add_error(field, _("Beberapa pegawai cocok dengan nama itu. Pilih salah satu, atau tulis NIP."))
    else:
        sentence = _('Tidak ada pegawai yang cocok dengan "%(typed)s". Periksa ejaan, atau tulis NIP.')
        form.add_error(field, sentence % {"typed": said[field]})
    return None, found.candidates[:MOST_CANDIDATES]


def _asked_rater(request: RegionRequest, today: datetime.date) -> str:
    """Whom the field begins with: named in the address, else the admin's own work."""
    nip = request.GET.get(FOR, "")
    asked = Employee.objects.filter(nip=nip).first() if nip.isascii() and nip.isdecimal() else None
    if asked is None and is_rater(request.actor.employee_id, today, today):
        asked = _own(request.actor)
    return entry_of(asked.name, asked.nip) if asked else ""


def _form(
    request: RegionRequest, form: DelegationForm, *, status: int = 200, unclear: Unclear | None = None
) -> HttpResponse:
    today = timezone.localdate()
    context: Mapping[str, object] = {
        "form": form,
        "unclear": unclear or Unclear(),
        "raters": offered_raters(actor=request.actor, day=today) if "rater" in form.fields else (),
        "delegates": offered_delegates(actor=request.actor, day=today),
    }
    return render(request, "appraisal/delegation_new.html", context, status=status)


def _take_over_form(
    request: RegionRequest, period: Period, foreseen: ForeseenTakeOver, form: TakeOverForm
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "rater": foreseen.rater,
        "refusal": "",
        "foreseen": foreseen,
        "period": period,
        "days": date_range(today, foreseen.last_day),
        "most_days": DAYS,
        "form": form,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "appraisal/delegation_take_over.html", context, status=status)
