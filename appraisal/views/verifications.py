"""Verifikasi realisasi: what waits, and what is accepted at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import PAGE, address_of_pages
from appraisal.forms.verification import SEEN, seen_claims
from appraisal.services.rating.find_rated_period import may_rate
from appraisal.services.verification.accept_actuals import LeftOut, accept_actuals
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.find_claims import LISTS, WAITING, find_claims
from appraisal.services.verification.group_claims import group_claims

CLAIMS_A_PAGE = 100


@require_safe
@for_people_of_a_region
def verifications(request: RegionRequest) -> HttpResponse:
    """What waits for the actor in open months; with ``?lihat=`` what was returned, or accepted."""
    _check(request)
    which = request.GET.get("lihat", WAITING)
    which = which if which in LISTS else WAITING
    claims = find_claims(actor=request.actor, today=timezone.localdate(), which=which)
    months = dict.fromkeys((claim.code, claim.month_label) for claim in claims)
    chosen = request.GET.get("periode", "")
    is_known = any(code == chosen for code, _label in months)
    shown = [claim for claim in claims if claim.code == chosen] if is_known else claims
    page = Paginator(shown, CLAIMS_A_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "which": which,
        "months": list(months),
        "chosen": chosen,
        "total": len(shown),
        "plain": sum(claim.is_plain for claim in shown),
        "groups": group_claims(list(page)),
        "page": page,
        "address": address_of_pages(request.GET),
        "actor_id": request.actor.employee_id,
    }
    return render(request, "appraisal/verifications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def accept_page(request: RegionRequest) -> HttpResponse:
    """Exactly what would be accepted at once; POST accepts what is ticked, each as it was shown."""
    _check(request)
    if request.method == "POST":
        return _accepted(request)
    claims = find_claims(actor=request.actor, today=timezone.localdate())
    chosen = request.GET.get("periode", "")
    shown = [claim for claim in claims if claim.is_plain and (not chosen or claim.code == chosen)]
    context = {
        "groups": group_claims(shown),
        "total": len(shown),
        "others": sum(not claim.is_plain and (not chosen or claim.code == chosen) for claim in claims),
        "seen": SEEN,
    }
    return render(request, "appraisal/verification_accept.html", context)


def _accepted(request: RegionRequest) -> HttpResponse:
    seen = seen_claims(request.POST.getlist(SEEN))
    if not seen:
        messages.warning(request, _("Tidak ada realisasi yang dipilih, jadi tidak ada yang diterima."))
        return redirect("accept-actuals")
    outcome = accept_actuals(seen=seen, actor=request.actor)
    if outcome.claims:
        messages.success(request, _accepted_sentence(outcome.claims))
    if outcome.left_out:
        messages.warning(request, _left_out_sentence(outcome.left_out))
    return redirect("verifications")


def _accepted_sentence(claims: Sequence[Claim]) -> str:
    people = len({claim.employee_id for claim in claims})
    values = {"count": len(claims), "people": people, "time": f"{timezone.localtime():%H.%M}"}
    return _("%(count)s realisasi dari %(people)s pegawai diterima pukul %(time)s.") % values


def _left_out_sentence(left_out: Sequence[LeftOut]) -> str:
    named = [f"{one.claim.name}, {one.claim.indicator} ({one.why})" for one in left_out[:5]]
    if len(left_out) > len(named):
        named.append(_("dan %(count)s lainnya") % {"count": len(left_out) - len(named)})
    return _("Belum diterima: %(claims)s.") % {"claims": "; ".join(named)}


def _check(request: RegionRequest) -> None:
    if not may_rate(request.actor):
        raise PermissionDenied(
            _("Verifikasi untuk pejabat penilai. Data penempatan belum menunjuk Anda sebagai atasan siapa pun.")
        )
