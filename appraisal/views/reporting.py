"""What the screens of reporting share: whose month it is, which indicator, and how the outbox is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.views.access import fetch_visible
from appraisal.services.reporting.find_month import ReportMonth, find_month
from indicators.models import Indicator, PlanState

if TYPE_CHECKING:
    from agencies.views.access import RegionRequest

UNPROCESSABLE, CONFLICT = 422, 409
OUTBOX = "kotak-keluar"


def reporter(request: RegionRequest) -> int:
    """The employee behind the account.

    Raises:
        PermissionDenied: there is none.
    """
    if request.actor.employee_id is None:
        raise PermissionDenied(_("Realisasi dilaporkan pegawai. Akun ini belum terhubung dengan data pegawai."))
    return request.actor.employee_id


def month_of(code: str) -> ReportMonth:
    """The month that an address names.

    Raises:
        Http404: it names a longer period.
    """
    month = find_month(code=code, today=timezone.localdate())
    if month is None:
        raise Http404
    return month


def own_indicator(request: RegionRequest, indicator_id: int) -> Indicator:
    """An indicator that some agreed plan of the person has.

    Raises:
        PermissionDenied: the region has it, but no plan of the person.
        Http404: the region has no such indicator.
    """
    rows = Indicator.objects.filter(pk=indicator_id)
    person = request.actor.employee_id
    own = (
        rows.none()
        if person is None
        else rows.filter(plan_items__plan__employee_id=person, plan_items__plan__state=PlanState.AGREED)
    )
    refusal = _("Indikator ini tidak ada di SKP Anda. Realisasi dilaporkan pegawai yang memilikinya.")
    return fetch_visible(rows, own, refusal=refusal)


def is_from_outbox(request: RegionRequest) -> bool:
    """Whether static/js/kotak-keluar.js asks, which reads a status and a sentence and no page."""
    return request.headers.get("X-Requested-With") == OUTBOX


def short_answer(status: int, sentence: str = "") -> HttpResponse:
    """What the outbox reads: nothing where the form was taken, else why not."""
    return JsonResponse({"sentence": sentence}, status=status) if sentence else HttpResponse(status=status)
