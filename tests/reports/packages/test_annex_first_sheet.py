"""The list of everybody begins below its title, and its pages are as many as were foreseen under any letterhead."""

import pytest

from reports.documents.annex import AnnexHead, AnnexRow, Page, annex_html, pages_of, title_mm
from reports.documents.imprint import Head
from reports.documents.printing import Printed, print_pdf
from tests.reports.printed import some_imprint

LONG = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"
PIXEL = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HEADS = {
    "plain": Head("Pemerintah Kota Kupang"),
    "logo": Head("Pemerintah Kota Kupang", ("Jalan S. K. Lerik 1, Kupang",), PIXEL),
    "full": Head(f"Pemerintah Kabupaten {LONG}", (LONG[:90],) * 4, PIXEL),
    "f4": Head("Pemerintah Kota Kupang", (LONG[:90],) * 4, "", "f4"),
}


def pages_under(head: Head, people: int) -> list[Page]:
    """So many people of one agency on their pages."""
    row = AnnexRow("1.02", LONG, "Budi Santoso, S.Kep., Ners", "199001012015011001", "Perawat Ahli Muda", "Lengkap")
    return list(pages_of([row] * people, head.paper, taken=title_mm(head)))


def printed(head: Head, pages: list[Page]) -> Printed:
    """The file with the title that takes most room."""
    label = "Triwulan III 2026"
    about = AnnexHead("2026-Q3", label, False, 12345, 12345, 12345, 12345)
    return print_pdf(annex_html(about, pages, some_imprint(head), total=len(pages)))


def test_rows_stand_on_the_first_sheet() -> None:
    assert len(pages_under(HEADS["plain"], 60)[0]) > 12


def test_without_anybody_there_is_the_title_alone() -> None:
    assert pages_under(HEADS["plain"], 0) == [[]]


@pytest.mark.document
@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("people", [0, 1, 90])
def test_there_are_as_many_pages_as_foreseen(name: str, people: int) -> None:
    pages = pages_under(HEADS[name], people)
    assert printed(HEADS[name], pages).pages == len(pages)
