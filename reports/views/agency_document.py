"""The recap of an agency as PDF, for those who may read the figures of its people."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest
from appraisal.models import Period
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from appraisal.views.period_choice import label_of
from reports.permissions import may_read_recap
from reports.services.compose.agency import agency_part_of
from reports.services.recap.load_recap import load_recap_people
from reports.views.documents import Shown, document_file, document_page

PART = "bagian"
"""The word of the address for a part of a long list."""
LONGEST_PART = 6
"""More digits than that name no part."""


def _find(request: RegionRequest, agency_code: str, code: str) -> Shown:
    node, tree = _read_agency(request, agency_code)
    evaluated = list(evaluated_periods())
    period = next((one for one in evaluated if one.code == code), None)
    if period is None:
        raise Http404
    people = load_recap_people(period=period, agency_id=node.id)
    parts = people.parts()
    part = _asked_part(request, parts)
    values = {"unit": node.name, "period": label_of(period), "part": part, "parts": parts}
    title = _("Rekap perangkat daerah %(unit)s, %(period)s")
    intro = _("PDF memuat angka unit ini, lalu daftar pegawai dan tempat tanda tangan.")
    if parts > 1:
        title = _("Rekap perangkat daerah %(unit)s, %(period)s, bagian %(part)s")
        intro = _("Daftar pegawainya panjang, jadi rekap ini terdiri atas %(parts)s berkas PDF.") % values
    return Shown(
        compose=lambda: agency_part_of(period, node, part, tree=tree, evaluated=evaluated, people=people),
        title=title % values,
        subtitle=_(
            "Tentang unit ini saja; rekap unit di bawahnya ada pada admin perangkat daerah dan pimpinan unitnya."
        )
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


def _read_agency(request: RegionRequest, agency_code: str) -> tuple[AgencyNode, AgencyTree]:
    """The agency of an address, and the tree it stands in, for who may read its recap. At most three queries.

    Raises:
        Http404: the region has no such agency.
        PermissionDenied: the recap is not for this reader.
    """
    tree = load_agency_tree()
    node = tree.find(agency_code)
    if node is None:
        raise Http404
    if not may_read_recap(request.actor, node, tree, timezone.localdate()):
        raise PermissionDenied(
            _("Rekap %(unit)s memuat nilai tiap pegawai: untuk pimpinan unit itu, adminnya, dan pembaca daerah.")
            % {"unit": node.name}
        )
    return node, tree


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
