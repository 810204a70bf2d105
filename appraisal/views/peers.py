"""Peers and subordinates as raters: asking for them, deciding on them, and rating as one."""

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Employee
from agencies.typed_text import typed_line
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.forms.peers import DecisionForm, NominationForm, read_levels
from appraisal.models import Period, RaterNomination
from appraisal.services.peers.circle import Circle
from appraisal.services.peers.decide_nomination import approve_all, decide_nomination
from appraisal.services.peers.load_nominations import load_nominations
from appraisal.services.peers.load_peer_raters import load_peer_raters
from appraisal.services.peers.load_peer_tasks import load_peer_sheet, load_peer_tasks
from appraisal.services.peers.nominate_rater import (
    NominationRefusedError,
    NotTheirNominationError,
    nominate_rater,
)
from appraisal.services.peers.peer_periods import PeerPeriod, PeersClosedError, describe_periods, open_periods
from appraisal.services.peers.send_peer_rating import LevelsRefusedError, send_peer_rating
from appraisal.services.peers.withdraw_nomination import withdraw_nomination
from appraisal.services.rating.find_rated_period import may_rate

UNPROCESSABLE, CONFLICT = 422, 409
_NO_ERRORS: Mapping[int, str] = MappingProxyType({})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def peer_raters(request: RegionRequest) -> HttpResponse:
    """Whom the employee asks; POST proposes somebody, or (with `?pegawai=`) a supervisor names somebody."""
    employee_id = _whose(request)
    if request.method != "POST":
        return _raters_page(request, employee_id)
    form = NominationForm(request.POST)
    if not form.is_valid():
        return _raters_page(request, employee_id, refusal=_("Pilih seorang penilai dari daftar."), status=UNPROCESSABLE)
    period = _asked_period(request)
    if period is None:
        raise Http404
    rater_id = form.cleaned_data["rater"]
    try:
        made = nominate_rater(period=period, employee_id=employee_id, rater_id=rater_id, actor=request.actor)
    except NotTheirNominationError as error:
        raise PermissionDenied(str(error)) from error
    except PeersClosedError as error:
        return _raters_page(request, employee_id, refusal=str(error), status=CONFLICT)
    except NominationRefusedError as error:
        return _raters_page(request, employee_id, refusal=str(error), status=UNPROCESSABLE)
    said = {"name": made.rater.name}
    if made.state == RaterNomination.State.APPROVED:
        messages.success(request, _("%(name)s disetujui sebagai penilai.") % said)
    else:
        messages.success(request, _("%(name)s diusulkan. Pejabat penilai Anda memutuskannya.") % said)
    return redirect(_address_of(request, period.code))


@require_POST
@for_people_of_a_region
def withdraw(request: RegionRequest, nomination_id: int) -> HttpResponse:
    """Take a proposal back while nobody has decided."""
    nomination = _nomination(nomination_id)
    try:
        withdraw_nomination(nomination_id=nomination_id, actor=request.actor)
    except NotTheirNominationError as error:
        raise PermissionDenied(str(error)) from error
    except NominationRefusedError as error:
        return _raters_page(request, nomination.employee_id, str(error), period=nomination.period, status=CONFLICT)
    messages.success(request, _("Usulan %(name)s ditarik.") % {"name": nomination.rater.name})
    return redirect(f"{reverse('peer-raters')}?periode={nomination.period.code}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def nominations(request: RegionRequest) -> HttpResponse:
    """What a supervisor decides; POST approves all that is proposed for one person."""
    if not may_rate(request.actor):
        raise PermissionDenied(_("Usulan penilai diputuskan oleh pejabat penilai."))
    if request.method != "POST":
        return _nominations_page(request)
    asked = request.POST.get("employee", "")
    period = _asked_period(request)
    if period is None or not (asked.isdecimal() and len(asked) < 19):
        raise Http404
    try:
        amount = approve_all(period=period, employee_id=int(asked), actor=request.actor)
    except NotTheirNominationError as error:
        raise PermissionDenied(str(error)) from error
    except PeersClosedError as error:
        return _nominations_page(request, refusal=str(error), status=CONFLICT)
    told = ngettext("%(count)s usulan disetujui.", "%(count)s usulan disetujui.", amount) % {"count": amount}
    messages.success(request, told)
    return redirect(f"{reverse('nominations')}?periode={period.code}#pegawai-{asked}")


@require_POST
@for_people_of_a_region
def decide(request: RegionRequest, nomination_id: int) -> HttpResponse:
    """Approve one proposal, or decline it with a reason."""
    nomination = _nomination(nomination_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        refusal = " ".join(sentence for errors in form.errors.values() for sentence in map(str, errors))
        return _decision_refused(request, nomination, refusal, UNPROCESSABLE)
    try:
        decide_nomination(nomination_id=nomination_id, actor=request.actor, **form.cleaned_data)
    except NotTheirNominationError as error:
        raise PermissionDenied(str(error)) from error
    except PeersClosedError as error:
        return _decision_refused(request, nomination, str(error), CONFLICT)
    except NominationRefusedError as error:
        return _decision_refused(request, nomination, str(error), UNPROCESSABLE)
    said = {"name": nomination.rater.name}
    approved = _("%(name)s disetujui sebagai penilai.") % said
    messages.success(request, approved if form.cleaned_data["approves"] else _("%(name)s tidak disetujui.") % said)
    return redirect(f"{reverse('nominations')}?periode={nomination.period.code}#pegawai-{nomination.employee_id}")


@require_safe
@for_people_of_a_region
def peer_tasks(request: RegionRequest) -> HttpResponse:
    """Whom the person is asked to rate."""
    tasks = load_peer_tasks(employee_id=_own_id(request), today=timezone.localdate())
    return render(request, "appraisal/peer_tasks.html", {"tasks": tasks})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def peer_rating(request: RegionRequest, nomination_id: int) -> HttpResponse:
    """The page on which a peer or subordinate rates; POST sends everything at once."""
    nomination = _nomination(nomination_id)
    if nomination.rater_id != request.actor.employee_id or nomination.state != RaterNomination.State.APPROVED:
        raise PermissionDenied(_("Halaman ini hanya untuk pegawai yang diminta menilai."))
    if request.method != "POST":
        return _rating_page(request, nomination)
    levels = read_levels(request.POST)
    try:
        send_peer_rating(nomination_id=nomination_id, levels=levels, actor=request.actor)
    except LevelsRefusedError as error:
        refusal = str(error)
        return _rating_page(request, nomination, levels, refusal=refusal, errors=error.errors, status=UNPROCESSABLE)
    except (PeersClosedError, NominationRefusedError) as error:
        return _rating_page(request, nomination, levels, refusal=str(error), status=CONFLICT)
    messages.success(request, _("Penilaian terkirim. Tidak ada yang dapat melihat tingkat yang Anda berikan."))
    return redirect("peer-tasks")


def _own_id(request: RegionRequest) -> int:
    if request.actor.employee_id is None:
        raise PermissionDenied(_("Halaman ini untuk pegawai. Akun Anda tidak terhubung dengan data pegawai."))
    return request.actor.employee_id


def _whose(request: RegionRequest) -> int:
    """Whose raters the page is about: the own, or of `?pegawai=` for who decides on them."""
    asked = request.POST.get("employee") or request.GET.get("pegawai")
    if not asked:
        return _own_id(request)
    if not (asked.isdecimal() and len(asked) < 19) or not Employee.objects.filter(pk=int(asked)).exists():
        raise Http404
    return int(asked)


def _nomination(nomination_id: int) -> RaterNomination:
    found = RaterNomination.objects.select_related("period", "employee", "rater").filter(pk=nomination_id).first()
    if found is None:
        raise Http404
    return found


def _asked_period(request: RegionRequest) -> Period | None:
    code = request.POST.get("periode") or request.GET.get("periode") or ""
    return Period.objects.filter(code=code[:10]).first() if "\0" not in code else None


def _choice(request: RegionRequest, period: Period | None) -> tuple[PeerPeriod | None, list[PeerPeriod]]:
    """The period in view (a given one, else the one asked for), and the open ones to choose from."""
    today = timezone.localdate()
    offered = open_periods(today)
    asked = period or _asked_period(request)
    if asked is None:
        return (offered[0] if offered else None), offered
    known = next((one for one in offered if one.period == asked), None)
    return known or describe_periods([asked], today)[0], offered


def _address_of(request: RegionRequest, code: str) -> str:
    """Back to the page that the form stood on."""
    person = request.POST.get("employee", "")
    return f"{reverse('peer-raters')}?periode={code}" + (f"&pegawai={person}" if person.isdecimal() else "")


def _raters_page(
    request: RegionRequest, employee_id: int, refusal: str = "", *, period: Period | None = None, status: int = 200
) -> HttpResponse:
    chosen, offered = _choice(request, period)
    person = None
    if employee_id != request.actor.employee_id:
        person = Employee.objects.get(pk=employee_id)
        if chosen is None or not Circle.load(employee_id, chosen.period).is_decided_by(request.actor):
            raise PermissionDenied(_("Penilai diusulkan oleh pegawai itu sendiri atau pejabat penilainya."))
    search = typed_line(request.GET.get("cari", ""), 80)
    page = None
    if chosen is not None:
        page = load_peer_raters(employee_id=employee_id, chosen=chosen, search=search, today=timezone.localdate())
    context = {"page": page, "offered": offered, "person": person, "refusal": refusal, "search": search}
    return render(request, "appraisal/peer_raters.html", context, status=status)


def _nominations_page(
    request: RegionRequest,
    refusal: str = "",
    *,
    typed: tuple[int, str] | None = None,
    period: Period | None = None,
    status: int = 200,
) -> HttpResponse:
    chosen, offered = _choice(request, period)
    page = None
    if chosen is not None:
        page = load_nominations(chosen=chosen, actor=request.actor, today=timezone.localdate())
    context = {"page": page, "offered": offered, "refusal": refusal, "typed": typed}
    return render(request, "appraisal/peer_nominations.html", context, status=status)


def _decision_refused(request: RegionRequest, nomination: RaterNomination, refusal: str, status: int) -> HttpResponse:
    """The page again, with the reason as typed; for who decides only."""
    if not Circle.load(nomination.employee_id, nomination.period).is_decided_by(request.actor):
        raise PermissionDenied(_("Usulan penilai diputuskan oleh pejabat penilai pegawai ini pada periode itu."))
    typed = (nomination.pk, request.POST.get("reason", ""))
    return _nominations_page(request, refusal, typed=typed, period=nomination.period, status=status)


def _rating_page(
    request: RegionRequest,
    nomination: RaterNomination,
    typed: dict[int, int] | None = None,
    *,
    refusal: str = "",
    errors: Mapping[int, str] = _NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    sheet = load_peer_sheet(nomination=nomination, typed=typed, today=timezone.localdate())
    if sheet is None:
        raise Http404
    context = {"sheet": sheet, "refusal": refusal, "errors": errors}
    return render(request, "appraisal/peer_rating.html", context, status=status)
