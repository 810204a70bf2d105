"""The recap of an agency as PDF, for those who may read the figures of its people."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.services.load_agency_tree import AgencyNode
from agencies.views.access import RegionRequest
from appraisal.models import Period
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from appraisal.views.period_choice import label_of
from reports.permissions import may_read_recap
from reports.services.compose.agency import agency_summaries_of
from reports.services.load_recap import count_parts
from reports.views.agency_overview import seen_agency
from reports.views.documents import Shown, document_file, document_page

PART = "bagian"
"""The word of the address for a part of a long list."""
LONGEST_PART = 6
"""More digits than that name no part."""


def _find(request: RegionRequest, agency_code: str, code: str) -> Shown:
    node, tree = seen_agency(request, agency_code)
    if not may_read_recap(request.actor, node, tree, timezone.localdate()):
        raise PermissionDenied(
            _("Rekap %(unit)s memuat nilai tiap pegawai: untuk pimpinan unit itu, adminnya, dan pembaca daerah.")
            % {"unit": node.name}
        )
    period = evaluated_periods().filter(code=code).first()
    if period is None:
        raise Http404
    parts = count_parts(period=period, agency_id=node.id)
    part = _asked_part(request, parts)
    values = {"unit": node.name, "period": label_of(period), "part": part, "parts": parts}
    title = _("Rekap %(unit)s, %(period)s") if parts == 1 else _("Rekap %(unit)s, %(period)s, bagian %(part)s")
    intro = _("PDF memuat angka yang sama dengan halaman ringkasan, lalu daftar pegawai dan tempat tanda tangan.")
    if parts > 1:
        intro = _("Daftar pegawainya panjang, jadi rekap ini terdiri atas %(parts)s berkas PDF.") % values
    return Shown(
        compose=lambda: next(agency_summaries_of(period, [node.id], only=part)),
        title=title % values,
        subtitle=_("Daftar pegawai unit ini saja; unit di bawahnya punya rekap masing-masing.")
        if tree.children_of(node.id)
        else "",
        intro=intro,
        here=_address("agency-document", node, period, part, parts),
        file=_address("agency-document-file", node, period, part, parts),
        back=(
            _("Ringkasan %(unit)s") % values,
            f"{reverse('agency-overview', args=[node.code])}?periode={period.code}",
        ),
        fields=((PART, str(part)),) if parts > 1 else (),
        choices_label=_("Bagian rekap"),
        choices=tuple(
            (_("Bagian %(part)s") % {"part": one}, _address("agency-document", node, period, one, parts), one == part)
            for one in range(1, parts + 1)
        )
        if parts > 1
        else (),
    )


def _asked_part(request: RegionRequest, parts: int) -> int:
    """The part that form or address names, else the first.

    Raises:
        Http404: there is no such part.
    """
    asked = request.POST.get(PART) or request.GET.get(PART) or "1"
    if not asked.isascii() or not asked.isdecimal() or len(asked) > LONGEST_PART or not 1 <= int(asked) <= parts:
        raise Http404
    return int(asked)


def _address(name: str, node: AgencyNode, period: Period, part: int, parts: int) -> str:
    address = reverse(name, args=[node.code, period.code])
    return f"{address}?{PART}={part}" if parts > 1 else address


agency_document_file = document_file(_find)
agency_document = document_page(_find)
