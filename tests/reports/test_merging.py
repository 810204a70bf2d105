"""Many PDFs as one: pages, bookmarks and title, and a tag tree in which everything still leads somewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports.documents.merging import merge_pdfs
from reports.documents.printing import print_pdf

pytestmark = pytest.mark.document

PART = """<!DOCTYPE html><html lang="id"><head><title>Kartu %(n)s</title></head><body>
<h1>Judul %(n)s</h1><p>Isi (dengan kurung 7 0 R) <a href="https://example.org/">tautan</a> <a href="#b">ke bawah</a></p>
<table id="b"><thead><tr><th scope="col">Kolom</th></tr></thead><tbody><tr><td>Nilai %(n)s</td></tr></tbody></table>
<p style="break-before: page">Halaman kedua</p></body></html>"""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three documents of two pages each, with tables, links and bookmarks."""
    folder = tmp_path_factory.mktemp("bagian")
    for number in range(3):
        (folder / f"{number}.pdf").write_bytes(print_pdf(PART % {"n": number}).pdf)
    return sorted(folder.iterdir())


@pytest.fixture
def merged(parts: list[Path], tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    """The three as chapters of one file."""
    merge_pdfs(parts, tmp_path / "satu.pdf", title="Paket <uji> é", author="Kota Kupang")
    with pikepdf.open(tmp_path / "satu.pdf") as pdf:
        yield pdf


def elements(one: Any) -> Iterator[Any]:
    """A tag and all below it; content that is marked by number alone is none."""
    yield one
    kids = one.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR":
            yield from elements(kid)


def keys_of(tree: Any) -> dict[int, Any]:
    """The tree of page keys as a mapping."""
    found = dict(pikepdf.NumberTree(tree).items())
    return {int(key): value for key, value in found.items()}


def test_every_page_stands_in_it_in_order(merged: pikepdf.Pdf, parts: list[Path]) -> None:
    assert len(merged.pages) == 6
    own = b"".join(page.Contents.read_bytes() for part in parts for page in pikepdf.open(part).pages)
    assert b"".join(page.Contents.read_bytes() for page in merged.pages) == own
    assert merged.check_pdf_syntax() == []


def test_every_page_finds_its_tags(merged: pikepdf.Pdf) -> None:
    keys = keys_of(merged.Root.StructTreeRoot.ParentTree)
    for page in merged.pages:
        tags = keys[int(page.StructParents)]
        assert {tag.Pg.objgen for tag in tags} == {page.obj.objgen}
        for link in page.get("/Annots", []):
            assert keys[int(link.StructParent)].S == "/Link"


def test_every_tag_stands_on_a_page_of_the_file_and_under_its_parent(merged: pikepdf.Pdf) -> None:
    pages = {page.obj.objgen for page in merged.pages}
    root = merged.Root.StructTreeRoot
    assert root.K[0].P.objgen == root.objgen
    tags = list(elements(root.K[0]))
    assert sum(tag.get("/S") == "/TH" for tag in tags) == 3
    for tag in tags:
        assert "/Pg" not in tag or tag.Pg.objgen in pages
        for kid in list(elements(tag))[1:2]:
            assert kid.P.objgen == tag.objgen


def test_the_heads_of_tables_still_say_of_what(merged: pikepdf.Pdf) -> None:
    tags = list(elements(merged.Root.StructTreeRoot.K[0]))
    assert [tag.A.Scope for tag in tags if tag.get("/S") == "/TH"] == ["/Column"] * 3


def test_it_has_title_language_and_the_mark_of_accessibility(merged: pikepdf.Pdf) -> None:
    assert str(merged.Root.Lang) == "id"
    assert bool(merged.Root.MarkInfo.Marked)
    assert bool(merged.Root.ViewerPreferences.DisplayDocTitle)
    with merged.open_metadata() as told:
        assert (told["dc:title"], told["pdfuaid:part"]) == ("Paket <uji> é", "1")
    assert str(merged.docinfo.Title) == "Paket <uji> é"


def test_each_part_is_a_chapter_with_its_own_bookmarks(merged: pikepdf.Pdf) -> None:
    with merged.open_outline() as outline:
        told = [(chapter.title, [one.title for one in chapter.children]) for chapter in outline.root]
    assert told == [(f"Kartu {number}", [f"Judul {number}"]) for number in range(3)]


def test_pieces_of_one_document_have_no_chapters(parts: list[Path], tmp_path: Path) -> None:
    merge_pdfs(parts, tmp_path / "satu.pdf", title="Lampiran", are_chapters=False)
    with pikepdf.open(tmp_path / "satu.pdf") as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == [f"Judul {number}" for number in range(3)]
        kinds = [str(tag.S) for tag in elements(pdf.Root.StructTreeRoot.K[0])]
        assert kinds.count("/Document") == 1


def test_links_to_a_name_lead_into_their_own_part(merged: pikepdf.Pdf) -> None:
    for page in (merged.pages[0], merged.pages[2], merged.pages[4]):
        [inner] = [link for link in page.Annots if "/Dest" in link]
        assert inner.Dest[0].objgen == page.obj.objgen


def test_fonts_that_are_the_same_stand_in_it_once(parts: list[Path], tmp_path: Path) -> None:
    merge_pdfs([parts[0]] * 40, tmp_path / "banyak.pdf", title="Paket")
    with pikepdf.open(tmp_path / "banyak.pdf") as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
    with pikepdf.open(parts[0]) as pdf:
        own = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
    assert len(fonts) == len(own)


def test_what_was_merged_can_be_merged_again(parts: list[Path], tmp_path: Path) -> None:
    once, twice = tmp_path / "satu.pdf", tmp_path / "dua.pdf"
    merge_pdfs(parts, once, title="Satu")
    assert merge_pdfs([once, once.read_bytes()], twice, title="Dua") == 12
    with pikepdf.open(twice) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(keys_of(pdf.Root.StructTreeRoot.ParentTree)) == 2 * 3 * 4


def test_nothing_cannot_be_merged(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to merge"):
        merge_pdfs([], tmp_path / "kosong.pdf", title="Kosong")
