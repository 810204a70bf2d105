"""Every kind of document of the puskesmas' January, printed once a sheet for all tests of their looks."""

from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pypdf import PdfReader

from reports.models import DocumentKind, Letterhead, Paper
from reports.services.change_letterhead import clean_logo
from reports.services.compose.plan_forms import compose_plan_form
from reports.services.compose.registry import COMPOSERS, compose_many
from reports.services.issue.composed import Composed, official_language
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.reports.letterhead.pictures import a_logo
from tests.reports.printed import as_issued

Prints = Mapping[DocumentKind, bytes]
_made: dict[str, Prints] = {}


def every_kind(month: Month, paper: Paper) -> Prints:
    """Each kind of the registry on a sheet, with a letterhead of logo and four lines."""
    if paper not in _made:
        a_letterhead(paper)
        month.evaluate()
        with official_language():
            composed = {kind: _one(kind, month, paper) for kind in COMPOSERS}
        _made[paper] = {kind: as_issued(one) for kind, one in composed.items()}
    return _made[paper]


def a_letterhead(paper: Paper) -> None:
    """All that a letterhead can have."""
    Letterhead.objects.create(
        government="Pemerintah Kota Kupang",
        lines="Jalan S.K. Lerik Nomor 1\nKupang 85228\nTelepon (0380) 825000\nkupangkota.contoh.id",
        logo=clean_logo(a_logo()),
        paper=paper,
        place="Kupang",
        signatory_title="Kepala BKPSDM",
        signatory_name="Ani Mamulak, S.Sos.",
        signatory_nip="198504172010011012",
    )


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file as its parts."""
    return pikepdf.open(BytesIO(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def _one(kind: DocumentKind, month: Month, paper: Paper) -> Composed:
    if kind is DocumentKind.PLAN_FORM:
        return compose_plan_form(month.plan, paper)
    of_agencies = kind is DocumentKind.AGENCY_SUMMARY
    return compose_many(kind, a_period(), [month.cast.puskesmas.pk if of_agencies else month.plan.pk])[0]
