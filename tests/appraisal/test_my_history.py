"""Riwayat nilai: every own result, as a page, as lines and as a file."""

import re
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from appraisal.models import Rating
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.scorecards.load_history import load_history
from tests.appraisal.deliveries import acknowledged, delivered
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.moves import moved_in_march
from tests.cast import Cast
from tests.visitors import page, visitor

ADDRESS = "/kinerja/riwayat/"
FILE = "/kinerja/riwayat/riwayat.csv"


def february(month: Month) -> None:
    """Another month of Budi, with the same levels and better figures."""
    an_actual(month.budi, month.patients, "2026-02", "100")
    an_actual(month.budi, month.visits, "2026-02", "20")
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 3)
    month.evaluate("2026-02")


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS).status_code == client.get(FILE).status_code == 302


def test_an_account_without_employee_is_refused(kupang: Cast) -> None:
    admin = visitor(kupang.region_admin)
    assert admin.get(ADDRESS).status_code == admin.get(FILE).status_code == 403


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.budi).post(ADDRESS).status_code == 405


def test_without_a_result_it_says_what_fills_it(kupang: Cast) -> None:
    assert "Nilai tiap bulan terkumpul di sini setelah periode dievaluasi." in page(visitor(kupang.budi), ADDRESS)


def test_one_month_is_a_number_and_not_a_line(month: Month) -> None:
    month.evaluate()
    text = page(visitor(month.budi), ADDRESS)
    assert "100,70" in text
    assert "ch-sparkline" not in text


def test_months_and_longer_periods_stand_apart_each_with_its_line(month: Month) -> None:
    month.evaluate()
    february(month)
    month.evaluate("2026-Q1")
    text = page(visitor(month.budi), ADDRESS)
    assert text.count("ch-sparkline") == 1
    assert "Nilai akhir Januari 2026 s.d. Februari 2026: Januari 2026 100,70, Februari 2026 100,00." in text
    assert [one in text for one in ("Januari 2026", "Februari 2026", "Triwulan I 2026")] == [True] * 3


def test_an_incomplete_month_is_marked_and_left_out_of_the_line(month: Month) -> None:
    month.evaluate()
    february(month)
    Rating.objects.filter(period__code="2026-02").delete()
    month.evaluate("2026-02")
    text = page(visitor(month.budi), ADDRESS)
    assert "nilai sementara" in text
    assert "ch-sparkline" not in text


def test_it_says_how_far_each_result_has_come(month: Month) -> None:
    delivered(month)
    acknowledged(month)
    lock_period(period=a_period())
    text = page(visitor(month.budi), ADDRESS)
    assert "Diketahui" in text
    assert ", final" in text


def lines_of(text: str) -> list[tuple[str, list[str]]]:
    """Each line of the tables: its class, and its figures."""
    rows = re.findall(r'<tr( class="part-of")?>\s*<th scope="row">(.*?)</tr>', text, re.DOTALL)
    return [(name.strip(), re.findall(r"\d+,\d\d", row)) for name, row in rows]


def test_several_plans_of_a_period_make_one_line_with_the_plans_below(month: Month) -> None:
    moved_in_march(month)
    own = page(visitor(month.budi), "/kinerja/?periode=2026-Q1")
    whole = re.search(r'why-score num">([\d,]+)<', own)
    assert whole
    text = page(visitor(month.budi), ADDRESS)
    lines = lines_of(text)
    assert [name for name, _figures in lines] == ["", 'class="part-of"', 'class="part-of"']
    assert lines[0][1][-1] == whole[1]
    assert "Gabungan 2 SKP" in text
    assert f'<span class="meta">{month.cast.kecamatan.name}' in text


def test_plans_stand_in_the_order_of_their_months(month: Month) -> None:
    moved_in_march(month)
    [history] = load_history(month.budi.pk)
    together, first, second = history.results
    assert (first.behaviour, second.behaviour) == (Decimal(100), Decimal(110))
    assert together.behaviour == Decimal("103.44")


def test_a_part_that_is_incomplete_makes_the_whole_provisional(month: Month) -> None:
    moved_in_march(month)
    Rating.objects.filter(period__code="2026-03").delete()
    month.evaluate("2026-Q1")
    [history] = load_history(month.budi.pk)
    assert [(one.predicate is None, one.of_plans) for one in history.results] == [(True, 2), (False, 0), (True, 0)]


def test_a_period_of_several_plans_is_one_point_of_the_line(month: Month) -> None:
    moved_in_march(month)
    [history] = load_history(month.budi.pk)
    assert history.values == ()


def test_nobody_sees_the_history_of_another(month: Month) -> None:
    month.evaluate()
    assert "100,70" not in page(visitor(month.cast.citra), ADDRESS)


def test_the_file_has_the_words_of_every_export(month: Month) -> None:
    month.evaluate()
    february(month)
    Rating.objects.filter(period__code="2026-02").delete()
    month.evaluate("2026-02")
    response = visitor(month.budi).get(FILE)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "periode,jabatan,status,nilai_hasil,nilai_perilaku,nilai_akhir,predikat,penyampaian",
        "2026-02,Perawat Terampil,belum_lengkap,,,,,belum",
        "2026-01,Perawat Terampil,lengkap,101.00,100.00,100.70,Baik,belum",
    ]


def test_more_months_cost_no_more_statements(month: Month) -> None:
    month.evaluate()
    client = visitor(month.budi)
    page(client, ADDRESS)
    with CaptureQueriesContext(connection) as few:
        page(client, ADDRESS)
    february(month)
    month.evaluate("2026-Q1")
    with CaptureQueriesContext(connection) as many:
        page(client, ADDRESS)
    assert len(many) == len(few) <= 10
