"""The list of everybody in the region as PDF; where it is long, the same rows as a table come first."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.views.access import RegionRequest
from appraisal.period_codes import parse_period_code
from appraisal.scoring.wording import number
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.permissions import may_see_region_overview
from reports.services.compose.annex import region_annex_of
from reports.services.recap.load_annex import count_annex_rows
from reports.views.documents import REFRESH_SECONDS, Shown, document_file, document_page
from reports.views.region_overview import REFUSAL

MANY_ROWS = 2000
ROWS_A_PAGE = 33
LONG_REFRESH = 15
"""Seconds between two looks at a list of thousands, which takes a minute."""
ROWS_A_MINUTE = 8000
TABLE = "lampiran"
"""The same rows in `/ekspor/`."""


def _find(request: RegionRequest, code: str) -> Shown:
    if not may_see_region_overview(request.actor):
        raise PermissionDenied(REFUSAL)
    period = get_object_or_404(evaluated_periods(), code=code)
    here, rows = reverse("region-annex", args=[code]), count_annex_rows(period=period)
    return Shown(
        compose=lambda: next(region_annex_of(period)),
        title=_("Lampiran ringkasan daerah, %(period)s") % {"period": parse_period_code(code).label},
        subtitle=_("Semua pegawai menurut perangkat daerah dan nama"),
        intro=_intro(rows),
        refresh=LONG_REFRESH if rows > MANY_ROWS else REFRESH_SECONDS,
        here=here,
        file=reverse("region-annex-file", args=[code]),
        back=(_("Kembali ke ringkasan daerah"), f"{reverse('region-overview')}?periode={code}"),
        choices_label=_("Bentuk daftar"),
        choices=(
            (_("PDF"), here, True),
            (_("XLSX"), reverse("export-table", args=[TABLE, code, "xlsx"]), False),
            (_("CSV"), reverse("export-table", args=[TABLE, code, "csv"]), False),
        ),
    )


def _intro(rows: int) -> str:
    if rows <= MANY_ROWS:
        return _("PDF memuat setiap pegawai dengan nilai dan predikatnya. Daftar ini bukan peringkat.")
    facts = {
        "rows": number(Decimal(rows)),
        "pages": number(Decimal(-(-rows // ROWS_A_PAGE))),
        "minutes": number(Decimal(-(-rows // ROWS_A_MINUTE))),
    }
    return (
        _(
            "Daftar ini panjang: %(rows)s evaluasi, sekitar %(pages)s halaman. Untuk mencari atau mengolah, unduh XLSX "
            "atau CSV di atas: langsung jadi. PDF untuk arsip dibuat di latar belakang, kira-kira %(minutes)s menit."
        )
        % facts
    )


region_annex_file = document_file(_find)
region_annex = document_page(_find)
