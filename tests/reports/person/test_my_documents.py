"""Dokumen saya: what is ready, what can be made, what holds no more."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from appraisal.models import Actual
from reports.models import Document, DocumentKind
from reports.services.load_my_documents import MyDocument, load_my_documents
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.reports.person.issued import an_issued_document, some_documents
from tests.visitors import page, visitor

ADDRESS = "/dokumen-saya/"


def january(month: Month) -> tuple[MyDocument, ...]:
    """The three documents of Budi's January, as they are listed."""
    shown = load_my_documents(employee_id=month.budi.pk, year=2026)
    assert shown is not None
    return next(one.documents for one in shown.periods if one.code == "2026-01")


def test_a_document_that_is_ready_has_number_version_day_and_size(month: Month) -> None:
    month.evaluate()
    some_documents(month.evaluation())
    text = page(visitor(month.budi), ADDRESS)
    assert "KN-2026-000123, versi 2" in text
    assert "35 KB" in text
    assert f'href="/evaluasi/2026-01/{month.plan.pk}/kartu.pdf"' in text


def test_one_that_was_never_made_is_offered(month: Month) -> None:
    month.evaluate()
    some_documents(month.evaluation())
    text = page(visitor(month.budi), ADDRESS)
    assert f'action="/evaluasi/2026-01/{month.plan.pk}/formulir/"' in text
    assert f'action="/evaluasi/2026-01/{month.plan.pk}/kartu/"' not in text


def test_a_former_version_says_since_when(month: Month) -> None:
    month.evaluate()
    some_documents(month.evaluation())
    card, _form, _document = january(month)
    assert [(past.version, past.is_revoked, past.ended_at is not None) for past in card.former] == [(1, False, True)]
    assert "digantikan" in page(visitor(month.budi), ADDRESS)


def test_a_revoked_one_says_so_and_can_be_made_again(month: Month) -> None:
    month.evaluate()
    an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    Document.objects.update(revoked_at=timezone.now(), revoke_reason="Salah nama.")
    card = january(month)[0]
    assert (card.is_ready, card.former[0].is_revoked) == (False, True)
    assert "dibatalkan" in page(visitor(month.budi), ADDRESS)


def test_one_of_an_earlier_revision_is_made_anew(month: Month) -> None:
    month.evaluate()
    an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    Actual.objects.filter(indicator=month.visits).update(value=20)
    month.evaluate()
    assert not january(month)[0].is_ready
    assert "memuat revisi lama" in page(visitor(month.budi), ADDRESS)


def test_paper_of_a_replaced_revision_that_somebody_had_printed_later_hides_none(month: Month) -> None:
    month.evaluate()
    first = month.evaluation()
    Actual.objects.filter(indicator=month.visits).update(value=20)
    month.evaluate()
    an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    an_issued_document(first, DocumentKind.SCORECARD, version=2)
    card = january(month)[0]
    assert card.is_ready
    assert [past.is_outdated for past in card.former] == [True]


def test_a_file_that_was_cleared_away_is_not_offered(month: Month, tmp_path: object) -> None:
    month.evaluate()
    an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    for file in tmp_path.rglob("*.pdf"):  # type: ignore[attr-defined]
        file.unlink()
    assert not january(month)[0].is_ready


def test_the_plan_is_there_as_well(month: Month) -> None:
    assert f'action="/skp/rencana/{month.plan.pk}/formulir/"' in page(visitor(month.budi), ADDRESS)


def test_periods_come_newest_first(month: Month) -> None:
    for code in ("2026-01", "2026-02", "2026-Q1"):
        month.evaluate(code)
    shown = load_my_documents(employee_id=month.budi.pk, year=None)
    assert shown is not None
    assert [one.code for one in shown.periods] == ["2026-02", "2026-01", "2026-Q1"]


def test_an_incomplete_period_says_what_its_paper_will_say(month: Month) -> None:
    month.evaluate("2026-02")
    assert "Belum lengkap: PDF bertanda SEMENTARA" in page(visitor(month.budi), ADDRESS)


def test_nobody_finds_the_documents_of_another_person(month: Month) -> None:
    month.evaluate()
    some_documents(month.evaluation())
    assert "KN-2026-000123" not in page(visitor(month.cast.citra), ADDRESS)


def test_who_has_nothing_yet_learns_what_fills_the_page(kupang: Cast) -> None:
    assert "Belum ada dokumen untuk Anda." in page(visitor(kupang.dewi), ADDRESS)


@pytest.mark.parametrize("year", ["1999", "x", "99999"])
def test_a_year_without_documents_is_not_found(month: Month, year: str) -> None:
    assert visitor(month.budi).get(f"{ADDRESS}?tahun={year}").status_code == 404


def test_an_account_without_employee_is_refused(kupang: Cast) -> None:
    response = visitor(kupang.region_admin).get(ADDRESS)
    assert response.status_code == 403
    assert "Dokumen saya untuk pegawai" in response.content.decode()


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"] == f"/masuk/?next={ADDRESS}"


def test_it_is_only_read(month: Month) -> None:
    assert visitor(month.budi).post(ADDRESS).status_code == 405


def test_more_periods_and_documents_cost_no_more_queries(month: Month) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            page(client, ADDRESS)
        return len(counted)

    client = visitor(month.budi)
    month.evaluate()
    few = queries()
    for code in ("2026-02", "2026-03", "2026-Q1"):
        month.evaluate(code)
    some_documents(month.evaluation())
    assert queries() == few
