"""What the screens of reporting share: whose month it is, and which indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.views.access import fetch_visible
from appraisal.services.reporting.find_month import ReportMonth, find_month
from indicators.models import Indicator, PlanState

if TYPE_CHECKING:
    from agencies.views.access import RegionRequest

UNPROCESSABLE, CONFLICT = 422, 409


def reporter(request: RegionRequest) -> int:
    """The employee behind the account.

    Raises:
        PermissionDenied: there is none.
    """
    if request.actor.employee_id is None:
        raise PermissionDenied(_("Realisasi dilaporkan pegawai. Akun ini belum terhubung dengan data pegawai."))
    return request.actor.employee_id


def month_of(request: RegionRequest, code: str) -> ReportMonth:
    """The month that an address names; a POST keeps it open until what it brings is stored.

    Raises:
        Http404: it names a longer period.
    """
    person = request.actor.employee_id
    month = find_month(code=code, today=timezone.localdate(), employee_id=person, is_held=request.method == "POST")
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
