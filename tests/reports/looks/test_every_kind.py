"""What every official document is, whatever it shows: fonts inside, tagged, numbered, closed, of the right sheet."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from reports.models import DocumentKind, Paper
from reports.services.compose.registry import COMPOSERS
from tests.appraisal.month import Month
from tests.reports.looks.prints import Prints, every_kind, opened, pages_of

pytestmark = pytest.mark.document

MM = 72 / 25.4
SHEETS = {Paper.A4: (210, 297), Paper.F4: (215, 330)}
FORBIDDEN = ("/OpenAction", "/AA", "/AcroForm", "/AF", "/Threads", "/Collection")
FREE_FONTS = re.compile(r"/[A-Z]{6}\+(Liberation|DejaVu)-?")


@pytest.fixture(params=[Paper.A4, Paper.F4], ids=["a4", "f4"])
def paper(request: pytest.FixtureRequest) -> Paper:
    """Both sheets."""
    return Paper(request.param)


@pytest.fixture
def prints(month: Month, paper: Paper) -> Prints:
    """Every kind on that sheet."""
    return every_kind(month, paper)


def objects_of(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Dictionary]:
    """All of the file that call themselves so."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind:
            yield one


def structure_of(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Dictionary]:
    """The elements that are read aloud as that."""
    return [one for one in objects_of(pdf, "/StructElem") if role == one.S]


def test_no_kind_is_left_out(prints: Prints) -> None:
    assert set(prints) == set(COMPOSERS) == set(DocumentKind)


def test_each_page_is_of_the_sheet(prints: Prints, paper: Paper) -> None:
    sheet = sorted(side * MM for side in SHEETS[paper])
    for kind, pdf in prints.items():
        for page in PdfReader(BytesIO(pdf)).pages:
            assert sorted((page.mediabox.width, page.mediabox.height)) == pytest.approx(sheet, abs=0.5), kind


def test_fonts_are_free_and_inside(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            fonts = list(objects_of(file, "/FontDescriptor"))
            assert fonts, kind
            for font in fonts:
                assert FREE_FONTS.match(str(font.FontName)), (kind, font.FontName)
                assert "/FontFile2" in font or "/FontFile3" in font, kind


def test_it_is_tagged_with_title_and_language(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            assert file.Root.MarkInfo.Marked, kind
            assert "/StructTreeRoot" in file.Root, kind
            assert str(file.Root.Lang) == "id", kind
            assert file.Root.ViewerPreferences.DisplayDocTitle, kind
            assert len(str(file.docinfo.Title)) > 10, kind
            assert file.open_metadata().get("pdfuaid:part") == "1", kind


def test_pictures_have_words_and_tables_have_heads(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            wordless = [one for one in structure_of(file, "/Figure") if not str(one.get("/Alt", ""))]
            assert not wordless, kind
            assert structure_of(file, "/TH"), kind
            assert structure_of(file, "/H1"), kind


def test_nothing_in_it_acts_or_leads_elsewhere(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            assert not [name for name in FORBIDDEN if name in file.Root], kind
            assert not list(file.attachments), kind
            assert not [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/JS" in one], kind
            assert not [one for one in objects_of(file, "/Annot") if "/A" in one and "/URI" in one.A], kind


def test_each_page_has_number_version_address_and_x_of_y(prints: Prints) -> None:
    for kind, pdf in prints.items():
        pages = pages_of(pdf)
        for number, text in enumerate(pages, start=1):
            assert "KN-2026-000001, versi 1" in text, (kind, number)
            assert "timbang.example/v/1-abcdefghijklmnopqrstuv/" in text, (kind, number)
            assert f"Halaman {number} dari {len(pages)}" in text, (kind, number)


def test_each_page_has_the_qr(prints: Prints) -> None:
    for kind, pdf in prints.items():
        for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, start=1):
            assert page.images, (kind, number)


def test_page_labels_count_from_one(prints: Prints) -> None:
    for kind, pdf in prints.items():
        reader = PdfReader(BytesIO(pdf))
        assert reader.page_labels == [str(number + 1) for number in range(len(reader.pages))], kind


def test_the_letterhead_stands_on_the_first_page(prints: Prints) -> None:
    for kind, pdf in prints.items():
        first = pages_of(pdf)[0]
        assert "PEMERINTAH KOTA KUPANG" in first.upper(), kind
        assert "Telepon (0380) 825000" in first, kind
