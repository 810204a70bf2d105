"""Whatever people are called: every kind of document is made, shows it as text, fetches nothing and does nothing."""

import io
import re
from pathlib import Path
from typing import Any

import pytest

from reports.documents import printing
from reports.documents.imprint import filled
from reports.documents.paper import tree_of
from reports.models import DocumentKind
from tests.appraisal.month import Month
from tests.reports.printed import as_issued, some_imprint, text_of
from tests.reports.proofs.hostile import ATTACKS, LONG, MARKUP, every_document
from tests.reports.proofs.pdf_facts import deeds_of, targets_of, words_beyond_the_page

pytestmark = pytest.mark.document

Printed = dict[DocumentKind, bytes]


@pytest.fixture(params=ATTACKS)
def attack(request: pytest.FixtureRequest) -> str:
    """One of the texts that everybody and everything is called."""
    return ATTACKS[request.param]


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that the printer asks for; it is answered as ever."""
    from weasyprint.urls import URLFetcher

    asked: list[str] = []

    class Listening(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            asked.append(url)
            return super().fetch(url, headers)

    press = printing._press()._replace(fetcher=Listening(allowed_protocols=("data",)))
    monkeypatch.setattr(printing, "_press", lambda: press)
    return asked


def test_every_kind_is_made_reaches_for_nothing_and_stays_on_its_sheet(
    month: Month, attack: str, fetched: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for kind, composed in every_document(month, attack).items():
        pdf = as_issued(composed)
        assert words_beyond_the_page(pdf, tmp_path) == [], kind
        assert targets_of(pdf) <= {"https://timbang.example/v/1-abcdefghijklmnopqrstuv/"}, kind
        assert deeds_of(pdf) == set(), kind
    assert {address.partition(":")[0] for address in fetched} == {"data"}
    said = [record.message for record in caplog.records if record.name.startswith("weasyprint")]
    assert [message for message in said if not message.startswith(".notdef glyph")] == []  # no font has every sign


def test_markup_is_shown_as_it_was_typed(month: Month) -> None:
    start = re.sub(r"\s", "", MARKUP)[:40]
    for kind, composed in every_document(month, MARKUP).items():
        shown = re.sub(r"\s", "", text_of(io.BytesIO(as_issued(composed))))
        assert start in shown, kind


def test_a_word_longer_than_the_sheet_is_broken_and_whole(month: Month) -> None:
    composed = every_document(month, LONG)[DocumentKind.SCORECARD]
    text = text_of(io.BytesIO(as_issued(composed)))
    assert LONG in text.replace(" ", "")


def test_signs_that_turn_text_around_are_left_out_of_paper(month: Month) -> None:
    composed = every_document(month, ATTACKS["directions"])[DocumentKind.SCORECARD]
    text = text_of(io.BytesIO(as_issued(composed)))
    assert "Ana 321 terbalik" in text
    assert "\u202e" not in text


def test_every_page_is_read_by_the_quick_reader_as_by_the_one_of_the_web(month: Month) -> None:
    import tinyhtml5  # type: ignore[import-untyped]

    for kind, composed in every_document(month, MARKUP).items():
        page = filled(composed.page, some_imprint(composed.head))
        as_html = tinyhtml5.parse(io.BytesIO(page.encode()), namespace_html_elements=False)
        assert _shape(tree_of(page)) == _shape(as_html), kind


def _shape(element: Any) -> tuple[object, ...]:
    """An element with its words and all below it; spaces between are none of anybody's business."""
    facts = {name: value for name, value in element.attrib.items() if name not in ("implied", "xmlns")}
    own = (element.tag, facts, _words(element.text), _words(element.tail))
    return (*own, [_shape(child) for child in element])


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
