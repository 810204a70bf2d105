"""A signature is seen on the sheet: in the field above the name, else where nothing stands; never over anything."""

from collections.abc import Mapping
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from reports.models import DocumentKind, Paper
from reports.signing.appearance import lines_of
from reports.signing.local import LocalSigner
from reports.signing.places import MM, Place, find_place
from reports.signing.signer import CertificateFacts, SignatureFacts
from tests.appraisal.month import Month
from tests.reports.looks.prints import Prints, every_kind
from tests.reports.looks.scans import scanned
from tests.reports.printed import text_of
from tests.reports.signing.conftest import a_sheet
from tests.reports.signing.test_validation import checked, signed, signer

__all__ = ["signer"]

pytestmark = pytest.mark.document

DPI = 100
BLANK = 200
"""What is lighter than that in grey is paper, or the dots of the field."""
HINT = 5 * MM
"""At the foot of a field: the words that ask for a signature, which goes over them."""
LONG = "Prof. Dr. dr. Maria Goreti Yohana Fransiska Ngongo Weetebula-Kodi Bangedo, Sp.PD-KGH., M.Kes., FINASIM"


def facts(number: int, name: str = "Sari Wulandari, S.Kep.", nip: str = "198504172010011012") -> SignatureFacts:
    """The so-manieth signature of a document."""
    return SignatureFacts(
        f"TandaTangan{number}",
        name,
        "KN-2026-000001 versi 1",
        "Kota Kupang",
        nip,
        "Kepala Puskesmas Oesapa",
        "3 Februari 2026 pukul 09.05 WITA",
    )


@pytest.fixture(params=[Paper.A4, Paper.F4], ids=["a4", "f4"])
def prints(request: pytest.FixtureRequest, month: Month) -> Mapping[DocumentKind, bytes]:
    """Every kind that somebody signs, on both sheets."""
    made: Prints = every_kind(month, Paper(request.param))
    return {kind: pdf for kind, pdf in made.items() if kind is not DocumentKind.PLAN_FORM}


def seen_in(pdf: bytes) -> list[Place]:
    """Where the signatures of a file are."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            Place(number, tuple(round(float(side)) for side in note.Rect))  # type: ignore[arg-type]
            for number, page in enumerate(file.pages)
            for note in page.obj.get("/Annots", ())
            if note.get("/Subtype") == "/Widget"
        ]


def darkest(pdf: bytes, place: Place, spared: float = 0) -> int:
    """The darkest dot that a print shows within a box, a millimetre inside it, but for so much of its foot."""
    with pikepdf.open(BytesIO(pdf)) as file:
        height = float(file.pages[place.page].mediabox[3])
    left, bottom, right, top = place.box
    scale = DPI / 72
    inside = (left + 1.5 * MM, height - top + 1.5 * MM, right - 1.5 * MM, height - bottom - 1.5 * MM - spared)
    part = scanned(pdf, place.page, DPI).crop(tuple(round(side * scale) for side in inside))  # type: ignore[arg-type]
    return part.getextrema()[0]  # type: ignore[return-value]


def is_field(place: Place) -> bool:
    """Whether it is one of the fields of 60 mm above a name."""
    return place.box[2] - place.box[0] == pytest.approx(60 * MM, abs=1)


def test_each_of_several_is_seen_where_nothing_stood(prints: Mapping[DocumentKind, bytes], signer: LocalSigner) -> None:
    for kind, issued in prints.items():
        pdf = issued
        most = 2 if kind is DocumentKind.REGION_ANNEX else 3  # of one sheet: the two places above its letterhead
        for number in range(1, most + 1):
            pdf = signed(signer, pdf, facts(number))
            assert len(set(seen_in(pdf))) == number, kind
        for place in seen_in(pdf):
            assert darkest(issued, place, HINT if is_field(place) else 0) > BLANK, (kind, place)
            assert darkest(pdf, place) < 90, (kind, place)
            assert not [other for other in seen_in(pdf) if other != place and other.meets(place)], kind


def test_who_is_named_in_the_block_is_seen_in_its_field(prints: Mapping[DocumentKind, bytes]) -> None:
    """The field of 60 mm; a form and a document of an evaluation have the rater's."""
    for kind in (DocumentKind.EVALUATION_FORM, DocumentKind.EVALUATION_DOCUMENT, DocumentKind.REGION_SUMMARY):
        with pikepdf.open(BytesIO(prints[kind])) as file:
            [name] = [str(name) for name in pikepdf.NameTree(file.Root.Names.Dests) if "tanda" in str(name)]
        place = find_place(prints[kind], name.removeprefix("tanda-tangan-"))
        assert place is not None
        assert place.box[2] - place.box[0] == pytest.approx(60 * MM, abs=1), kind
        other = find_place(prints[kind], "199901012020121001")
        assert other is not None
        assert not other.meets(place), kind


def test_a_signature_fills_its_field_and_covers_the_words_in_it(
    prints: Mapping[DocumentKind, bytes], signer: LocalSigner
) -> None:
    issued = prints[DocumentKind.EVALUATION_DOCUMENT]
    with pikepdf.open(BytesIO(issued)) as file:
        [name] = [str(name) for name in pikepdf.NameTree(file.Root.Names.Dests) if "tanda" in str(name)]
    pdf = signed(signer, issued, facts(1, nip=name.removeprefix("tanda-tangan-")))
    [place] = seen_in(pdf)
    left, bottom, right, top = place.box
    assert top - bottom == pytest.approx(25 * MM, abs=1)
    foot = Place(place.page, (left, bottom, right, round(bottom + 4 * MM)))
    assert darkest(issued, foot) < BLANK
    assert darkest(pdf, foot) > BLANK


def test_the_nip_stands_in_a_line_of_its_own() -> None:
    told = [line.text for line in lines_of(facts(1), CertificateFacts("Sari", "Sari", "", timezone.now()))]
    assert "NIP 19850417 201001 1 012" in told


def test_it_says_who_as_what_when_and_who_vouches(prints: Mapping[DocumentKind, bytes], signer: LocalSigner) -> None:
    pdf = signed(signer, prints[DocumentKind.SCORECARD], facts(1))
    [widget] = widgets_of(pdf)
    text = text_of(BytesIO(alone(pdf)))
    for said in (
        "Ditandatangani secara elektronik", "Sari Wulandari, S.Kep.", "NIP 19850417 201001 1 012",
        "Kepala Puskesmas Oesapa", "3 Februari 2026 pukul 09.05 WITA", "SERTIFIKAT UJI Sari Wulandari",
    ):  # fmt: skip
        assert said in text, said
    assert widget["/TU"] == "Tanda tangan elektronik Sari Wulandari, S.Kep."


def test_its_letters_are_inside_the_file(prints: Mapping[DocumentKind, bytes], signer: LocalSigner) -> None:
    pdf = signed(signer, prints[DocumentKind.SCORECARD], facts(1))
    with pikepdf.open(BytesIO(pdf)) as file:
        [widget] = [note for page in file.pages for note in page.obj.get("/Annots", ())]
        fonts = widget.AP.N.Resources.Font
        assert len(fonts) == 2
        for font in fonts.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_the_tags_of_the_sheet_stay_as_they_were(prints: Mapping[DocumentKind, bytes], signer: LocalSigner) -> None:
    for kind, pdf in prints.items():
        with pikepdf.open(BytesIO(pdf)) as issued, pikepdf.open(BytesIO(signed(signer, pdf, facts(1)))) as after:
            assert after.Root.StructTreeRoot.objgen == issued.Root.StructTreeRoot.objgen, kind
            assert after.Root.MarkInfo.Marked, kind
            assert after.open_metadata().get("pdfuaid:part") == "1", kind
            assert all(page.obj.Tabs == "/S" for page in after.pages), kind


def test_every_signature_stays_valid(prints: Mapping[DocumentKind, bytes], signer: LocalSigner) -> None:
    pdf = signed(signer, signed(signer, prints[DocumentKind.REGION_SUMMARY], facts(1)), facts(2))
    for which in (0, 1):
        assert checked(signer, pdf, which).bottom_line, which


def test_a_very_long_name_is_whole(signer: LocalSigner) -> None:
    pdf = signed(signer, a_sheet(), facts(1, LONG))
    assert LONG in text_of(BytesIO(alone(pdf)))


@pytest.mark.parametrize("name", ["\u202eSari \U0001f600 <b>", "", "ᬲᬭᬶ", "(Sari) \\ Wulandari"])
def test_strange_signs_neither_break_it_nor_turn_it_around(signer: LocalSigner, name: str) -> None:
    pdf = signed(signer, a_sheet(), facts(1, name))
    assert checked(signer, pdf).bottom_line
    assert "\u202e" not in text_of(BytesIO(alone(pdf)))


def widgets_of(pdf: bytes) -> list[dict[str, str]]:
    """The fields of a file, as they are read aloud."""
    with pikepdf.open(BytesIO(pdf)) as file:
        notes = [note for page in file.pages for note in page.obj.get("/Annots", ())]
        return [{"/TU": str(note.get("/TU", ""))} for note in notes if note.get("/Subtype") == "/Widget"]


def alone(pdf: bytes) -> bytes:
    """The appearance of the only signature as a page of its own."""
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file, pikepdf.new() as sheet:
        [widget] = [note for page in file.pages for note in page.obj.get("/Annots", ())]
        drawn = sheet.copy_foreign(widget.AP.N)
        sheet.add_blank_page(page_size=(300, 100))
        page = sheet.pages[0]
        page.contents_add(drawn.read_bytes())
        page.obj.Resources = drawn.Resources
        sheet.save(output)
    return output.getvalue()
