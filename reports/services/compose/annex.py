"""The full list of a region's people, printed in chunks: thousands of rows in the memory of five hundred."""

import gc
import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from agencies.models import Region
from agencies.tenancy.scope import current_region_id
from appraisal.models import Period
from reports.documents.annex import PAGES_A_CHUNK, Page, annex_html, pages_of, title_mm
from reports.documents.data_standing import DataStanding
from reports.documents.imprint import Imprint
from reports.documents.merging import merge_pdfs
from reports.documents.printing import Printed, print_pdf
from reports.files import file_name
from reports.models import DocumentKind, DocumentRequest
from reports.services.compose.head import load_head, requested_period
from reports.services.issue.composed import Composed, Subject
from reports.services.recap.load_annex import Annex, load_annex

logger = logging.getLogger("timbang.reports")


@dataclass(frozen=True)
class ComposedAnnex(Composed):
    """``html`` is the first sheets alone: with the digest of all rows it tells one content from another."""

    annex: Annex | None = None

    @property
    def content(self) -> str:
        """The first sheets, and the digest of every row."""
        return f"{self.page}{self._annex.digest}"

    def print(self, imprint: Imprint) -> Printed:
        """The file: chunks printed one after the other, their garbage collected at once, merged as they come."""
        with tempfile.TemporaryDirectory(prefix="timbang-") as folder:
            file = Path(folder) / "annex.pdf"
            title = f"Lampiran ringkasan kinerja {self.head.government}, {self._annex.head.period_label}"
            pages = merge_pdfs(
                self._chunks(imprint), file, title=title, author=self.head.government, are_chapters=False
            )
            return Printed(file.read_bytes(), pages)

    @property
    def _annex(self) -> Annex:
        assert self.annex is not None  # noqa: S101 - set by whoever composes it
        return self.annex

    def _pages(self) -> Iterator[Page]:
        return pages_of(self._annex.rows(), self.head.paper, taken=title_mm(self.head))

    def _chunks(self, imprint: Imprint) -> Iterator[bytes]:
        total = sum(1 for _page in self._pages())
        pages, before = self._pages(), 0
        while chunk := list(islice(pages, PAGES_A_CHUNK)):
            is_first = before == 0
            html = annex_html(self._annex.head, chunk, imprint, before=before, total=total, is_first=is_first)
            yield self._printed(html, len(chunk))
            before += len(chunk)

    def _printed(self, html: str, expected: int) -> bytes:
        printed = print_pdf(html)
        if printed.pages != expected:
            logger.error("A chunk of the annex has %s pages instead of %s.", printed.pages, expected)
        gc.collect()
        return printed.pdf


def region_annex_of(period: Period, _subject_ids: Sequence[int] = ()) -> Iterator[Composed]:
    """The annex of the region in scope."""
    head, annex = load_head(), load_annex(period=period)
    region = Region.objects.get(pk=current_region_id())
    first = list(islice(pages_of(annex.rows(), head.paper, taken=title_mm(head)), 1))
    yield ComposedAnnex(
        subject=Subject(DocumentKind.REGION_ANNEX, head.paper, period.pk),
        file_name=annex_file_name(period.code, region.code),
        head=head,
        is_provisional=annex.head.standing is DataStanding.PROVISIONAL,
        html=lambda imprint: annex_html(annex.head, first, imprint),
        annex=annex,
    )


def annex_file_name(period_code: str, region_code: str) -> str:
    """``lampiran-daerah_<period>_<kode wilayah>.pdf``."""
    return file_name("lampiran-daerah", period_code, region_code)


def requested_region_annex(request: DocumentRequest) -> Composed:
    """The annex that was asked for."""
    [composed] = region_annex_of(requested_period(request))
    return composed
