"""Two periods side by side: what is compared, what is said of it, and who may see it."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.reports.comparison.months import BETTER, SAME, WORSE, budis_february, colleagues
from tests.visitors import page, visitor

ADDRESS = "/perbandingan/"


@pytest.fixture
def two_months(month: Month) -> Month:
    """January and February of Budi: 100,70 and 104,90."""
    month.evaluate()
    budis_february(month)
    return month


def seen(month: Month, asked: str = "", who: str = "regional_head") -> str:
    """The page as somebody of the cast sees it."""
    return page(visitor(getattr(month.cast, who)), f"{ADDRESS}{asked}")


def refused(month: Month, asked: str) -> str:
    """The page of two periods that cannot be compared."""
    response = visitor(month.cast.regional_head).get(f"{ADDRESS}{asked}")
    assert response.status_code == 422
    return response.content.decode()


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"] == "/masuk/?next=/perbandingan/"


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.regional_head).post(ADDRESS).status_code == 405


@pytest.mark.parametrize("who", ["budi", "citra"])
def test_employees_are_refused_in_words(two_months: Month, who: str) -> None:
    response = visitor(getattr(two_months.cast, who)).get(ADDRESS)
    assert response.status_code == 403
    assert "Perbandingan periode untuk admin dan pimpinan unitnya" in response.content.decode()


def test_before_two_periods_are_evaluated_it_says_what_fills_it(month: Month) -> None:
    month.evaluate()
    assert "Belum ada dua periode sama panjang yang dievaluasi." in seen(month)


def test_the_newest_month_stands_beside_the_one_before(two_months: Month) -> None:
    text = seen(two_months)
    assert "Bandingkan Januari 2026 dan Februari 2026" in text
    assert "Rata-rata nilai akhir naik 4,20 poin dari Januari 2026 (data sementara)." in text


def test_a_running_month_is_compared_only_when_it_is_asked_for(
    two_months: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_months.evaluate("2026-03")
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: datetime.date(2026, 3, 15))
    assert "Bandingkan Januari 2026 dan Februari 2026" in seen(two_months)
    assert "Bandingkan Februari 2026 dan Maret 2026" in seen(two_months, "?ke=2026-03")


def test_the_three_figures_of_both_months_are_shown(two_months: Month) -> None:
    found = re.findall(r'class="pair-(?:then|now) num">([^<]+)<', seen(two_months))
    assert found == ["100,70", "104,90", "1 dari 1", "1 dari 1", "0 dari 1", "0 dari 1"]


def test_the_order_in_the_address_does_not_matter(two_months: Month) -> None:
    assert "Bandingkan Januari 2026 dan Februari 2026" in seen(two_months, "?dari=2026-02&ke=2026-01")


@pytest.mark.parametrize("asked", ["?dari=2026-01", "?ke=2026-01", "?ke=2026-02", "?dari=2026-02"])
def test_one_period_finds_its_partner(two_months: Month, asked: str) -> None:
    assert "Bandingkan Januari 2026 dan Februari 2026" in seen(two_months, asked)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("?dari=2026-01&ke=2026-01", "Kedua periode sama: Januari 2026. Pilih dua periode yang berbeda."),
        ("?dari=2026-01&ke=2026-Q1", "Januari 2026 dan Triwulan I 2026 tidak sama panjang."),
        ("?dari=2026-01&ke=2026-09", "September 2026 belum dievaluasi. Pilih periode yang sudah dievaluasi."),
        ("?dari=Januari&ke=2026-01", "tidak dikenal."),
    ],
)
def test_what_cannot_be_compared_is_said(two_months: Month, asked: str, sentence: str) -> None:
    two_months.evaluate("2026-Q1")
    assert sentence in refused(two_months, asked)


def test_a_period_that_stands_alone_is_no_mistake(two_months: Month) -> None:
    two_months.evaluate("2026-Q1")
    text = seen(two_months, "?ke=2026-Q1")
    assert "Belum ada periode lain yang sama panjang dengan Triwulan I 2026." in text


def test_a_unit_is_compared_with_its_sub_units(two_months: Month) -> None:
    text = seen(two_months, "?unit=1.02")
    assert "Dinas Kesehatan, dengan seluruh unit di bawahnya." in text
    assert "Puskesmas Oesapa" in text
    assert "Kecamatan Alak" not in text


def test_an_agency_admin_begins_with_the_own_unit(two_months: Month) -> None:
    assert "Dinas Kesehatan, dengan seluruh unit" in seen(two_months, who="agency_admin")


def test_who_leads_a_unit_sees_it(two_months: Month) -> None:
    assert "Dinas Kesehatan, dengan seluruh unit" in seen(two_months, who="ratna")


def test_the_unit_of_somebody_else_is_refused(two_months: Month) -> None:
    assert visitor(two_months.cast.agency_admin).get(f"{ADDRESS}?unit=7.01").status_code == 403


def test_an_unknown_unit_is_not_found(two_months: Month) -> None:
    assert visitor(two_months.cast.auditor).get(f"{ADDRESS}?unit=9.99").status_code == 404


def test_a_unit_leads_to_its_own_comparison(two_months: Month) -> None:
    assert 'href="?dari=2026-01&amp;ke=2026-02&amp;unit=1.02"' in seen(two_months)


def test_units_without_anybody_complete_are_told_apart_from_zero(two_months: Month) -> None:
    text = seen(two_months)
    assert "Kecamatan Alak" in text
    assert "belum ada" in text


def test_predicates_of_the_same_people_are_counted(month: Month) -> None:
    colleagues(month, [SAME] * 7 + [BETTER] * 2 + [WORSE])
    text = seen(month)
    assert re.findall(r'<dd class="num">([^<]+)</dd></div>', text) == ["2", "7", "1"]
    assert "10 pegawai dengan predikat di kedua periode." in text
    assert "1 lainnya hanya dinilai lengkap di salah satu periode" in text


def test_of_fewer_than_ten_people_no_movement_is_told(month: Month) -> None:
    colleagues(month, [SAME] * 8 + [WORSE])
    text = seen(month)
    assert "jadi pergeserannya tidak ditampilkan" in text
    assert "ch-pairs" not in text


def test_ten_people_get_a_chart_of_both_months(month: Month) -> None:
    colleagues(month, [SAME] * 10)
    assert "ch-pairs" in seen(month)


def test_nobody_is_named(month: Month) -> None:
    colleagues(month, [SAME] * 10)
    assert not re.search("Rekan|Sari|Budi", seen(month))


def test_a_region_of_its_own(two_months: Month) -> None:
    a_period("2026-03")
    assert "Maret 2026" not in seen(two_months)
