"""What PDF/UA-1 (ISO 14289-1) asks of every kind, as far as it can be seen without a validator."""

from collections.abc import Iterator

import pikepdf
import pytest

from reports.models import Paper
from tests.appraisal.month import Month
from tests.reports.looks.prints import Prints, every_kind, opened

pytestmark = pytest.mark.document

SHOWING = {"Tj", "TJ", "'", '"', "Do", "EI", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"}
INSIDE = {"/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/TH": {"/TR"}, "/TD": {"/TR"}, "/LI": {"/L"}}


@pytest.fixture
def prints(month: Month) -> Prints:
    """Every kind on A4."""
    return every_kind(month, Paper.A4)


def tags_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every tag that the tree reaches."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(list(one))
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            waiting.append(one.get("/K", pikepdf.Array()))


def shown_untagged(page: pikepdf.Page) -> list[str]:
    """What is drawn outside any tag and any artifact."""
    found, depth = [], 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
        if operator in SHOWING and not depth:
            found.append(operator)
    return found


def test_every_page_finds_its_tags_and_is_walked_in_their_order(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            keys = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
            for page in file.pages:
                assert page.Tabs == "/S", kind
                assert len(keys[int(page.StructParents)]), kind


def test_everything_drawn_is_tagged_or_an_artifact(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            assert [shown_untagged(page) for page in file.pages] == [[]] * len(file.pages), kind


def test_every_head_of_a_table_says_of_what(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            heads = [tag for tag in tags_of(file) if tag.S == "/TH"]
            assert {str(head.A.get("/Scope")) for head in heads} <= {"/Column", "/Row"}, kind
            assert all(head.A.Scope == "/Column" for head in heads if head.P.P.S == "/THead"), kind
            assert heads, kind


def test_no_tag_has_an_identity_that_no_index_holds(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            assert "/IDTree" in file.Root.StructTreeRoot or not [tag for tag in tags_of(file) if "/ID" in tag], kind


def test_rows_cells_and_lines_stand_where_they_belong(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            astray = [tag for tag in tags_of(file) if str(tag.S) in INSIDE and str(tag.P.S) not in INSIDE[str(tag.S)]]
            assert astray == [], kind


def test_titles_skip_no_level(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            levels = {str(tag.S) for tag in tags_of(file) if str(tag.S) in {"/H1", "/H2", "/H3", "/H4"}}
            assert levels in ({"/H1"}, {"/H1", "/H2"}), kind


def test_every_font_says_what_its_signs_mean(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            fonts = [one for page in file.pages for one in page.Resources.get("/Font", {}).values()]
            assert fonts, kind
            assert all("/ToUnicode" in font for font in fonts), kind


def test_every_picture_has_words_and_a_place(prints: Prints) -> None:
    for kind, pdf in prints.items():
        with opened(pdf) as file:
            pictures = [tag for tag in tags_of(file) if tag.S == "/Figure"]
            assert pictures, kind
            assert all(str(one.Alt).strip() and len(one.A.BBox) == 4 for one in pictures), kind
