"""Dokumen saya: what is ready, what can be made, what holds no more."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from appraisal.models import Actual
from reports.models import Document, DocumentKind
from reports.services.issue.kept_file import kept_file
from reports.services.register.load_my_documents import MyDocument, MyYear, load_my_documents
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.reports.person.issued import an_issued_document, some_documents
from tests.reports.verify.issued import a_signature
from tests.visitors import page, visitor

ADDRESS = "/dokumen-saya/"
OF_2026 = f"{ADDRESS}?tahun=2026"
NOVEMBER = datetime.date(2026, 11, 22)


def january(month: Month) -> tuple[MyDocument, ...]:
    """The three documents of Budi's January, as they are listed."""
    shown = load_my_documents(employee_id=month.budi.pk, year=2026, today=NOVEMBER)
    assert shown is not None
    return next(one.documents for one in shown.periods if one.code == "2026-01")


def test_a_document_that_is_ready_has_number_version_day_and_size(month: Month) -> None:
    month.evaluate()
    some_documents(month.evaluation())
    text = page(visitor(month.budi), OF_2026)
    assert "KN-2026-000123, versi 2" in text
    assert "35 KB" in text
    assert f'href="/evaluasi/2026-01/{month.plan.pk}/kartu.pdf"' in text


def test_one_that_was_signed_says_so_with_the_size_of_the_signed_file(month: Month) -> None:
    month.evaluate()
    card = an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    assert "Ditandatangani elektronik" not in page(visitor(month.budi), OF_2026)
    a_signature(card)
    kept_file(card).write_bytes(b"%PDF-".ljust(61_000))
    text = page(visitor(month.budi), OF_2026)
    assert text.count("Ditandatangani elektronik") == 1
    assert "60 KB" in text


def test_one_that_was_never_made_is_offered(month: Month) -> None:
    month.evaluate()
    some_documents(month.evaluation())
    text = page(visitor(month.budi), OF_2026)
    assert f'action="/evaluasi/2026-01/{month.plan.pk}/formulir/"' in text
    assert f'action="/evaluasi/2026-01/{month.plan.pk}/kartu/"' not in text


def test_a_former_version_says_since_when(month: Month) -> None:
    month.evaluate()
    some_documents(month.evaluation())
    card, _form, _document = january(month)
    assert [(past.version, past.is_revoked, past.ended_at is not None) for past in card.former] == [(1, False, True)]
    assert "digantikan" in page(visitor(month.budi), OF_2026)


def test_a_revoked_one_says_so_and_can_be_made_again(month: Month) -> None:
    month.evaluate()
    an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    Document.objects.update(revoked_at=timezone.now(), revoke_reason="Salah nama.")
    card = january(month)[0]
    assert (card.is_ready, card.former[0].is_revoked) == (False, True)
    assert "dibatalkan" in page(visitor(month.budi), OF_2026)


def test_one_of_an_earlier_revision_is_made_anew(month: Month) -> None:
    month.evaluate()
    an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    Actual.objects.filter(indicator=month.visits).update(value=20)
    month.evaluate()
    assert not january(month)[0].is_ready
    assert "memuat revisi lama" in page(visitor(month.budi), OF_2026)


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
    assert f'action="/skp/rencana/{month.plan.pk}/formulir/"' in page(visitor(month.budi), OF_2026)


def test_periods_come_newest_first(month: Month) -> None:
    for code in ("2026-01", "2026-02", "2026-Q1"):
        month.evaluate(code)
    shown = load_my_documents(employee_id=month.budi.pk, year=None, today=NOVEMBER)
    assert shown is not None
    assert [one.code for one in shown.periods] == ["2026-02", "2026-01", "2026-Q1"]


def shown_in(month: Month, year: int) -> MyYear:
    """What Budi finds who names no year, in a year."""
    shown = load_my_documents(employee_id=month.budi.pk, year=None, today=datetime.date(year, 1, 5))
    assert shown is not None
    return shown


def test_it_opens_on_the_current_year(month: Month) -> None:
    shown = shown_in(month, 2025)  # The plan of 2026 is agreed already.
    assert (shown.year, shown.years, shown.fuller) == (2025, (2026, 2025), 2026)


def test_a_year_without_any_leads_to_the_newest_that_has_something(month: Month) -> None:
    month.evaluate()
    assert (shown_in(month, 2028).periods, shown_in(month, 2028).fuller) == ((), 2026)
    assert shown_in(month, 2026).fuller is None


def test_an_empty_year_is_named(month: Month) -> None:
    assert "Belum ada periode yang dievaluasi pada tahun 2026." in page(visitor(month.budi), OF_2026)


def test_the_button_asks_for_a_file_that_comes_by_itself_and_a_way_back(month: Month) -> None:
    month.evaluate()
    client = visitor(month.budi)
    assert page(client, OF_2026).count('name="unduh" value="1"') == page(client, OF_2026).count('name="dari"') > 0
    waiting = client.post(f"/evaluasi/2026-01/{month.plan.pk}/kartu/", {"unduh": "1", "dari": "dokumen-saya"})
    assert waiting["Location"].endswith("/kartu/?unduh=1&dari=dokumen-saya")
    text = page(client, waiting["Location"])
    assert "Unduhan dimulai sendiri" in text
    assert '<p class="crumb"><a href="/dokumen-saya/">' in text


@pytest.mark.parametrize("name", ["kartu", "formulir", "dokumen"])
def test_the_page_of_an_own_document_is_at_the_documents(month: Month, name: str) -> None:
    month.evaluate()
    text = page(visitor(month.budi), f"/evaluasi/2026-01/{month.plan.pk}/{name}/")
    assert '<a href="/dokumen-saya/" aria-current="page">Dokumen</a>' in text
    assert re.search(r'<a [^>]*href="/kinerja/"[^>]*aria-current', text)


def test_the_last_of_each_kind_stands_above_and_the_others_behind_a_line(month: Month) -> None:
    for code in ("2026-01", "2026-02", "2026-03", "2026-Q1"):
        month.evaluate(code)
    shown = load_my_documents(employee_id=month.budi.pk, year=2026, today=NOVEMBER)
    assert shown is not None
    assert [one.code for one in shown.newest] == ["2026-03", "2026-Q1"]
    assert [(name, [one.code for one in found]) for name, found in shown.earlier] == [
        ("Bulan sebelumnya", ["2026-02", "2026-01"])
    ]
    text = page(visitor(month.budi), OF_2026)
    assert text.index("Triwulan I 2026") < text.index("Bulan sebelumnya (2)") < text.index("Februari 2026")


def test_an_incomplete_period_says_what_its_paper_will_say(month: Month) -> None:
    month.evaluate("2026-02")
    assert "Belum lengkap: PDF bertanda SEMENTARA" in page(visitor(month.budi), OF_2026)


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
            page(client, OF_2026)
        return len(counted)

    client = visitor(month.budi)
    month.evaluate()
    few = queries()
    for code in ("2026-02", "2026-03", "2026-Q1"):
        month.evaluate(code)
    some_documents(month.evaluation())
    assert queries() == few
