"""A paper that says SEMENTARA on itself: nobody takes it for a result, and it holds all the same."""

import re
from contextvars import Context

import pytest
from django.test import Client

from appraisal.models import PeriodState
from reports.models import Document, DocumentKind
from reports.services.compose.evaluations import compose_evaluation_documents, compose_evaluation_forms
from reports.services.compose.registry import COMPOSERS, compose_many
from reports.services.compose.scorecards import compose_scorecards, evaluations_of
from reports.services.issue.composed import Composed, official_language
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, close_rating, colleagues, counting_peers, gives
from tests.reports.verify.issued import a_document, a_scorecard, revoked
from tests.visitors import page, visitor

SAID = "Berlaku, masih sementara"


def told(document: Document) -> str:
    """What a stranger with the paper reads."""
    answer = Context().run(Client().get, f"/v/{document.token}/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer))


@pytest.fixture
def provisional(month: Month) -> Document:
    """The card of February, of which nothing was reported."""
    month.evaluate("2026-02")
    row = month.evaluation(period="2026-02")
    return a_document(
        employee=row.employee, agency=row.agency, plan_id=row.plan_id, revision=row.revision, is_provisional=True
    )


@pytest.fixture
def waiting(month: Month) -> Month:
    """Budi's January is complete, and a fourth peer can still rate."""
    people = colleagues(counting_peers(month), 4)
    approved(month, people)
    for person in people[:3]:
        gives(month, person, 4)
    month.evaluate()
    return month


def three_papers(month: Month) -> dict[DocumentKind, Composed]:
    """Card, form and document of January, ready to be printed."""
    with official_language():
        rows = evaluations_of(a_period(), [month.plan.pk])
        makers = (compose_scorecards, compose_evaluation_forms, compose_evaluation_documents)
        return {one.subject.kind: one for make in makers for one in make(rows)}


def test_a_stranger_reads_that_it_is_authentic_and_no_result(provisional: Document) -> None:
    text = told(provisional)
    assert SAID in text
    assert "Bukan hasil akhir" in text
    assert "merupakan versi terakhirnya" in text


def test_the_register_says_so_in_list_and_on_the_page(provisional: Document, month: Month) -> None:
    client = visitor(month.cast.region_admin)
    for address in ("/dokumen/", f"/dokumen/{provisional.pk}/"):
        assert "Berlaku, sementara" in page(client, address), address


def test_the_card_of_a_complete_evaluation_is_plainly_in_force(month: Month) -> None:
    month.evaluate()
    text = told(a_scorecard(month.evaluation()))
    assert "Berlaku" in text
    assert "sementara" not in text


def test_once_taken_back_it_says_only_that(provisional: Document) -> None:
    assert SAID not in told(revoked(provisional))


@pytest.mark.parametrize("kind", [DocumentKind.REGION_SUMMARY, DocumentKind.AGENCY_SUMMARY, DocumentKind.REGION_ANNEX])
def test_a_summary_of_what_is_not_complete_is_provisional(month: Month, kind: DocumentKind) -> None:
    month.evaluate("2026-02")
    period = a_period("2026-02")
    subjects = {DocumentKind.AGENCY_SUMMARY: [month.cast.puskesmas.pk]}.get(kind, [])
    [composed] = compose_many(kind, period, subjects)
    assert (composed.is_provisional, "SEMENTARA" in composed.content) == (True, True)


def test_a_locked_period_is_provisional_no_more(month: Month) -> None:
    month.evaluate("2026-02")
    period = a_period("2026-02")
    period.state = PeriodState.LOCKED
    [composed] = compose_many(DocumentKind.REGION_SUMMARY, period, [])
    assert (composed.is_provisional, "SEMENTARA" in composed.content) == (False, False)


def test_what_waits_for_peers_is_issued_without_its_fingerprint(waiting: Month) -> None:
    secret = waiting.evaluation().fingerprint
    papers = three_papers(waiting)
    assert len(papers) == 3 < len(COMPOSERS)
    for kind, composed in papers.items():
        assert (composed.fingerprint, composed.is_provisional) == ("", True), kind
        assert secret not in composed.content, kind


@pytest.mark.parametrize("who", ["budi", "sari", "region_admin"])
@pytest.mark.parametrize("address", ["/evaluasi/2026-01/{plan}/", "/api/v1/evaluations/?period=2026-01"])
def test_no_screen_and_no_answer_names_it_while_peers_can_rate(waiting: Month, who: str, address: str) -> None:
    text = page(visitor(getattr(waiting.cast, who)), address.format(plan=waiting.plan.pk))
    assert waiting.evaluation().fingerprint not in text
    assert "Budi Santoso" in text


def test_the_screen_says_why_there_is_none(waiting: Month) -> None:
    text = page(visitor(waiting.budi), f"/evaluasi/2026-01/{waiting.plan.pk}/")
    assert "agar penilaian rekan dan bawahan tidak dapat ditebak" in text


def test_once_closed_and_evaluated_again_it_is_named(waiting: Month) -> None:
    close_rating()
    waiting.evaluate()
    secret = waiting.evaluation().fingerprint
    assert secret in page(visitor(waiting.budi), f"/evaluasi/2026-01/{waiting.plan.pk}/")
    assert {one.fingerprint for one in three_papers(waiting).values()} == {secret}


def test_a_paper_that_waits_is_not_signed(waiting: Month) -> None:
    row = waiting.evaluation()
    about = {"employee": row.employee, "agency": row.agency, "plan_id": row.plan_id, "revision": row.revision}
    paper = a_document(**about, is_provisional=True)
    client = visitor(waiting.cast.sari)
    assert "tanda-tangan" not in page(client, f"/dokumen/{paper.pk}/")
    answer = client.post(f"/dokumen/{paper.pk}/tanda-tangan/", {"passphrase": "apa saja"})
    assert (answer.status_code, "masih sementara" in answer.content.decode()) == (409, True)
