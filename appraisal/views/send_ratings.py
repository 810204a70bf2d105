"""Checking a sheet and sending it, and opening a sent row again."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.dates import moment
from agencies.permissions import rates
from agencies.typed_text import typed_uuid
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.forms.rating import ReopenForm
from appraisal.services.organisation.load_row_guides import load_row_guides
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.rating.check_ratings import check_ratings
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.services.rating.load_rating_sheet import load_rating_sheet
from appraisal.services.rating.rate_employee import NotTheRaterError
from appraisal.services.rating.reopen_rating import NotSentError, reopen_rating
from appraisal.services.rating.send_ratings import Sending, SendingRefusedError, send_ratings
from appraisal.views.rated import must_have_a_sheet, rated_period, rated_plan

UNPROCESSABLE, CONFLICT = 422, 409
_SHOWN = re.compile(r"([0-9]{1,18}):([0-9a-f]{1,64})")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def send(request: RegionRequest, code: str) -> HttpResponse:
    """Exceptions first, then the spread, then the rest; POST sends what was shown."""
    rated = rated_period(request, code)
    must_have_a_sheet(request)
    if request.method != "POST":
        return _check_page(request, rated)
    found = (_SHOWN.fullmatch(text) for text in request.POST.getlist("baris"))
    shown = {int(one[1]): one[2] for one in found if one}
    key = typed_uuid(request.POST.get("kunci", ""))
    try:
        sending = send_ratings(rated=rated, shown=shown, actor=request.actor, key=key)
    except (PeriodStateError, SendingRefusedError) as error:
        return _check_page(request, rated, refusal=str(error))
    messages.success(request, _sent_sentence(sending))
    return redirect("rating-sheet", code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def reopen(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """Why a sent row is opened again; POST opens it."""
    rated = rated_period(request, code)
    found = rated_plan(request, rated, plan_id)
    if not rates(request.actor, found.plan.rater_id, found.plan.employee_id):
        raise PermissionDenied(_("Nilai yang terkirim dibuka kembali oleh pejabat penilai pegawai ini."))
    form = ReopenForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        try:
            reopen_rating(period=rated.period, plan_id=plan_id, reason=form.cleaned_data["reason"], actor=request.actor)
        except NotTheRaterError as error:
            raise PermissionDenied(str(error)) from error
        except (PeriodStateError, NotSentError) as error:
            refusal = str(error)
        else:
            row = found.row()
            messages.success(request, _("Nilai %(name)s dibuka kembali. Ubah, lalu kirim lagi.") % {"name": row.name})
            return redirect(f"{reverse('rating-sheet', args=[code])}#baris-{plan_id}")
    period = rated.described(timezone.localdate(), [found.plan.agency_id])
    context = {"row": found.row(), "period": period, "form": form, "refusal": refusal}
    status = CONFLICT if refusal else UNPROCESSABLE if form.errors else 200
    return render(request, "appraisal/rating_reopen.html", context, status=status)


def _check_page(request: RegionRequest, rated: RatedPeriod, *, refusal: str = "") -> HttpResponse:
    today = timezone.localdate()
    sheet = load_rating_sheet(rated=rated, actor=request.actor, today=today)
    context = {
        "check": check_ratings(sheet=sheet, period=rated.period, actor=request.actor),
        "guides": load_row_guides(sheet=sheet, period=rated.period, actor=request.actor, today=today),
        "period": sheet.period,
        "refusal": refusal,
    }
    return render(request, "appraisal/rating_send.html", context, status=CONFLICT if refusal else 200)


def _sent_sentence(sending: Sending) -> str:
    """What was sent and when, and what comes next."""
    values = {"count": sending.count, "moment": moment(sending.at), "left": sending.left}
    said = _("Nilai %(count)s pegawai terkirim pada %(moment)s.") % values
    if sending.is_repeated:
        said = _("Nilai ini sudah terkirim pada %(moment)s. Tidak ada yang berubah.") % values
    if sending.left:
        return f"{said} " + _("%(left)s pegawai belum dinilai dan tetap di lembar ini.") % values
    return f"{said} " + _("Berikutnya: setelah periode dievaluasi, sampaikan hasilnya kepada tiap pegawai.")
