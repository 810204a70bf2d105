"""The two-page summary of the region as PDF, for those who may read its overview."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.views.access import RegionRequest
from appraisal.period_codes import parse_period_code
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.permissions import may_see_region_overview
from reports.services.compose.region import region_summary_of
from reports.views.documents import Shown, document_file, document_page
from reports.views.region_overview import REFUSAL


def _find(request: RegionRequest, code: str) -> Shown:
    if not may_see_region_overview(request.actor):
        raise PermissionDenied(REFUSAL)
    period = get_object_or_404(evaluated_periods(), code=code)
    label = parse_period_code(code).label
    return Shown(
        compose=lambda: next(region_summary_of(period)),
        title=_("Ringkasan daerah, %(period)s") % {"period": label},
        subtitle=_("Dua halaman untuk kepala daerah"),
        intro=_("PDF memuat angka yang sama dengan halaman ringkasan, tanpa nama pegawai."),
        here=reverse("region-document", args=[code]),
        file=reverse("region-document-file", args=[code]),
        back=(_("Kembali ke ringkasan daerah"), f"{reverse('region-overview')}?periode={code}"),
    )


region_document_file = document_file(_find)
region_document = document_page(_find)
