"""Where one goes on from a document or an evaluation of one's own."""

import pytest

from reports.models import DocumentKind
from tests.appraisal.month import Month
from tests.reports.person.issued import an_issued_document
from tests.visitors import page, visitor


@pytest.mark.parametrize(("who", "back"), [("budi", "/dokumen-saya/"), ("sari", "/dokumen/")])
def test_a_document_leads_back_to_where_its_reader_finds_it(month: Month, who: str, back: str) -> None:
    month.evaluate()
    card = an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    text = page(visitor(getattr(month.cast, who)), f"/dokumen/{card.pk}/")
    assert f'<p class="crumb"><a href="{back}">' in text


def test_a_superseded_one_leads_to_its_successor(month: Month) -> None:
    month.evaluate()
    former = an_issued_document(month.evaluation(), DocumentKind.SCORECARD, former=True)
    newer = an_issued_document(month.evaluation(), DocumentKind.SCORECARD, version=2)
    text = page(visitor(month.budi), f"/dokumen/{former.pk}/")
    assert f'<a href="/dokumen/{newer.pk}/">Buka versi 2</a>' in text


@pytest.mark.parametrize(
    ("who", "back"), [("budi", "/kinerja/?periode=2026-01"), ("sari", "/evaluasi/?periode=2026-01")]
)
def test_an_evaluation_leads_back_to_a_page_that_its_reader_may_open(month: Month, who: str, back: str) -> None:
    month.evaluate()
    client = visitor(getattr(month.cast, who))
    text = page(client, f"/evaluasi/2026-01/{month.plan.pk}/")
    assert f'<p class="crumb"><a href="{back}">' in text
    assert client.get(back).status_code == 200
