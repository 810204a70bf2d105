"""One actual as its verifier decides on it, with its evidence beside it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.permissions import Actor, rates
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.forms.verification import DeclareForm, ReturnForm, seen_value, seen_version
from appraisal.models import Actual
from appraisal.period_codes import parse_period_code
from appraisal.scoring.wording import number
from appraisal.services.rating.find_rated_period import may_rate
from appraisal.services.verification.accept_actuals import accept_actual
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.declare_month import declare_month, find_month
from appraisal.services.verification.errors import (
    ClaimStateError,
    NoSuchClaimError,
    NotTheVerifierError,
    ReasonMissingError,
    StaleClaimError,
)
from appraisal.services.verification.find_claims import find_claims
from appraisal.services.verification.load_claims import load_claims
from appraisal.services.verification.return_actual import return_actual
from appraisal.services.verification.take_back_verification import take_back_verification

UNPROCESSABLE, CONFLICT = 422, 409
RETURN = "kembalikan"
LIST = "daftar"
"""Where to go after a decision: back to the list; else on to the next one that waits."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a decision was not stored. ``seen`` is the value that was on the screen, where another is stored now."""

    status: int
    sentence: str
    seen: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})
@for_people_of_a_region
def verification(request: RegionRequest, actual_id: int) -> HttpResponse:
    """One actual and its evidence; POST accepts or returns it."""
    if request.method != "POST":
        return _page(request, actual_id, ReturnForm())
    returns = request.POST.get("keputusan") == RETURN
    form = ReturnForm(request.POST if returns else None)
    version = seen_version(request.POST)
    try:
        if returns:
            reason = form.reason() if form.is_valid() else ""
            claim = return_actual(actual_id=actual_id, version=version, reason=reason, actor=request.actor)
        else:
            claim = accept_actual(actual_id=actual_id, version=version, actor=request.actor)
    except NoSuchClaimError as error:
        raise Http404 from error
    except NotTheVerifierError as error:
        raise PermissionDenied(str(error)) from error
    except (ReasonMissingError, ClaimStateError, StaleClaimError) as error:
        return _refused(request, actual_id, form, error)
    return _decided(request, claim, returns=returns)


def _refused(
    request: RegionRequest,
    actual_id: int,
    form: ReturnForm,
    error: ReasonMissingError | ClaimStateError | StaleClaimError,
) -> HttpResponse:
    if isinstance(error, ReasonMissingError):
        if not form.errors:
            form.add_error("alasan", str(error))
        return _page(request, actual_id, form, Refusal(UNPROCESSABLE, ""))
    seen = seen_value(request.POST) if isinstance(error, StaleClaimError) else ""
    refusal = Refusal(CONFLICT, str(error), seen)
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, actual_id, refusal)
    return _page(request, actual_id, form, refusal)


def _decided(request: RegionRequest, claim: Claim, *, returns: bool) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, claim.actual_id)
    said = _("%(name)s, %(indicator)s: dikembalikan.") if returns else _("%(name)s, %(indicator)s: diterima.")
    messages.success(request, said % {"name": claim.name, "indicator": claim.indicator})
    if request.POST.get("lanjut") == LIST:
        return redirect("verifications")
    waiting = find_claims(actor=request.actor, today=timezone.localdate())
    following = _next_after(waiting, claim)
    return redirect("verification", following.actual_id) if following else redirect("verifications")


def _row(request: RegionRequest, actual_id: int, refusal: Refusal | None = None) -> HttpResponse:
    """The line of the list as it is now."""
    claim = _claim(request.actor, actual_id)
    context = {"claim": claim, "refusal": refusal, "is_live": True}
    status = refusal.status if refusal else 200
    return render(request, "appraisal/_verification_row.html", context, status=status)


def _page(request: RegionRequest, actual_id: int, form: ReturnForm, refusal: Refusal | None = None) -> HttpResponse:
    waiting = find_claims(actor=request.actor, today=timezone.localdate()) if may_rate(request.actor) else []
    claim = next((one for one in waiting if one.actual_id == actual_id), None) or _claim(request.actor, actual_id)
    is_verifier = rates(request.actor, claim.rater_id, claim.employee_id)
    if not is_verifier and not _may_read(request.actor, claim):
        raise PermissionDenied(_("Halaman ini untuk pejabat penilai pegawai ini dan atasan pejabat penilainya."))
    context = {
        "claim": claim,
        "form": form,
        "refusal": refusal,
        "is_verifier": is_verifier,
        "following": _next_after(waiting, claim) if is_verifier else None,
        "actor_id": request.actor.employee_id,
        "value": "" if claim.value is None else number(claim.value),
    }
    return render(request, "appraisal/verification.html", context, status=refusal.status if refusal else 200)


def _claim(actor: Actor, actual_id: int) -> Claim:
    claims = load_claims(list(Actual.objects.filter(pk=actual_id)), actor)
    if not claims:
        raise Http404
    return claims[0]


def _may_read(actor: Actor, claim: Claim) -> bool:
    """Who follows the plan without deciding: the rater's superior, the admin of the unit, the region's readers."""
    is_superior = claim.superior_id is not None and claim.superior_id == actor.employee_id
    return is_superior or actor.reads_region or claim.agency_id in actor.admin_agency_ids


def _next_after(waiting: Sequence[Claim], claim: Claim) -> Claim | None:
    """The next one that waits, from the beginning again after the last."""
    others = [one for one in waiting if one.actual_id != claim.actual_id]
    later = (one for one in others if one.place > claim.place)
    return next(later, None) or next(iter(others), None)


@require_POST
@for_people_of_a_region
def take_back(request: RegionRequest, actual_id: int) -> HttpResponse:
    """Takes the decision in force back; what was reported waits again."""
    try:
        claim = take_back_verification(actual_id=actual_id, version=seen_version(request.POST), actor=request.actor)
    except NoSuchClaimError as error:
        raise Http404 from error
    except NotTheVerifierError as error:
        raise PermissionDenied(str(error)) from error
    except (ClaimStateError, StaleClaimError) as error:
        seen = seen_value(request.POST) if isinstance(error, StaleClaimError) else ""
        refusal = Refusal(CONFLICT, str(error), seen)
        if request.htmx:  # type: ignore[attr-defined]
            return _row(request, actual_id, refusal)
        return _page(request, actual_id, ReturnForm(), refusal)
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, actual_id)
    messages.success(
        request,
        _("Keputusan atas %(indicator)s, %(name)s, ditarik.") % {"indicator": claim.indicator, "name": claim.name},
    )
    is_there = Actual.objects.filter(pk=actual_id).exists()
    return redirect("verification", actual_id) if is_there else redirect("verifications")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def declare(request: RegionRequest, code: str, plan_id: int, indicator_id: int) -> HttpResponse:
    """Asks why a month does not count for an item; POST declares it."""
    span = parse_period_code(code)
    if span.kind != "month":
        raise Http404
    claim = _month(request.actor, plan_id, indicator_id, span.first_day)
    if not rates(request.actor, claim.rater_id, claim.employee_id):
        raise PermissionDenied(
            _("Halaman ini untuk pejabat penilai %(name)s pada %(month)s.")
            % {"name": claim.name, "month": claim.month_label}
        )
    if request.method != "POST":
        return _declare_page(request, claim, DeclareForm())
    form = DeclareForm(request.POST)
    try:
        declared = declare_month(
            plan_id=plan_id,
            indicator_id=indicator_id,
            month=span.first_day,
            version=seen_version(request.POST),
            reason=form.cleaned_data["alasan"] if form.is_valid() else "",
            actor=request.actor,
        )
    except ReasonMissingError as error:
        if not form.errors:
            form.add_error("alasan", str(error))
        return _declare_page(request, claim, form, Refusal(UNPROCESSABLE, ""))
    except (ClaimStateError, StaleClaimError) as error:
        return _declare_page(request, claim, form, Refusal(CONFLICT, str(error), seen_value(request.POST)))
    messages.success(
        request,
        _("%(indicator)s, %(name)s: %(month)s dinyatakan tidak berlaku.")
        % {"indicator": claim.indicator, "name": claim.name, "month": claim.month_label},
    )
    return redirect(reverse("verification", args=[declared.actual_id]))


def _month(actor: Actor, plan_id: int, indicator_id: int, month: datetime.date) -> Claim:
    try:
        return find_month(plan_id=plan_id, indicator_id=indicator_id, month=month, actor=actor)
    except NoSuchClaimError as error:
        raise Http404 from error


def _declare_page(
    request: RegionRequest, claim: Claim, form: DeclareForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "claim": claim,
        "form": form,
        "refusal": refusal,
        "actor_id": request.actor.employee_id,
        "value": "" if claim.value is None else number(claim.value),
    }
    return render(request, "appraisal/verification_declare.html", context, status=refusal.status if refusal else 200)
