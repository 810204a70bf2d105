"""An agency and its sub-units: how far it is, who is awaited, what its indicators attained, who may see it."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from agencies.models import PlacementKind
from appraisal.models import Actual, Rating
from reports.documents.headlines import agency_headline
from reports.documents.overviews import Waiting
from reports.documents.summaries import Means, Share
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_scheme
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee
from tests.visitors import page, visitor

DINAS = "/ringkasan/1.02/"
PUSKESMAS = "/ringkasan/1.02.01/"
KECAMATAN = "/ringkasan/7.01/"


def seen_by(month: Month, who: str = "agency_admin", address: str = DINAS) -> str:
    """The page as somebody of the cast sees it."""
    return page(visitor(getattr(month.cast, who)), address)


def part(text: str, heading: str) -> str:
    """A section of the page."""
    return text.partition(f'id="{heading}">')[2].partition("</section>")[0]


@pytest.fixture
def waiting(month: Month) -> Month:
    """Of three at the puskesmas Budi is complete, one is not rated, and one has not reported the visits."""
    colleagues_of_budi(month, 2)
    Rating.objects.filter(employee__name="Rekan 00").delete()
    Actual.objects.filter(employee__name="Rekan 01", indicator=month.visits).delete()
    month.evaluate()
    return month


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(DINAS)["Location"] == "/masuk/?next=/ringkasan/1.02/"


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.agency_admin).post(DINAS).status_code == 405


@pytest.mark.parametrize("who", ["region_admin", "regional_head", "auditor", "agency_admin", "ratna"])
def test_its_readers_admin_and_head_see_it(month: Month, who: str) -> None:
    month.evaluate()
    assert "Dinas Kesehatan, Januari 2026" in seen_by(month, who)


def test_the_head_of_the_dinas_sees_a_sub_unit_and_its_own_head_too(month: Month) -> None:
    month.evaluate()
    assert all("Puskesmas Oesapa, Januari 2026" in seen_by(month, who, PUSKESMAS) for who in ("ratna", "sari"))


@pytest.mark.parametrize(
    ("who", "address"),
    [("budi", PUSKESMAS), ("sari", DINAS), ("ratna", KECAMATAN), ("agency_admin", KECAMATAN), ("dewi", KECAMATAN)],
)
def test_others_are_refused_in_words(kupang: Cast, who: str, address: str) -> None:
    response = visitor(getattr(kupang, who)).get(address)
    assert response.status_code == 403
    assert "untuk adminnya, pimpinannya" in response.content.decode()


def test_an_acting_post_leads_no_unit_here(kupang: Cast) -> None:
    acting = an_employee("Yanti Bere")
    a_placement(acting, kupang.kecamatan, kind=PlacementKind.ACTING)
    kupang.dewi.placements.update(supervisor=acting)
    assert visitor(acting).get(KECAMATAN).status_code == 403


def test_an_unknown_code_and_another_regions_are_not_found(bandung: Cast, kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    assert client.get("/ringkasan/0.00/").status_code == 404


def test_without_any_evaluated_period_it_says_what_fills_it(kupang: Cast) -> None:
    assert "Belum ada periode yang dievaluasi." in page(visitor(kupang.agency_admin), DINAS)


def test_the_sentence_says_how_far_it_is_and_who_is_awaited(waiting: Month) -> None:
    assert (
        "1 dari 3 evaluasi lengkap; 2 belum: 1 menunggu pejabat penilai dan 1 menunggu laporan; 3 pegawai tanpa SKP."
        in seen_by(waiting)
    )


def test_parts_that_overlap_are_not_told_as_a_sum() -> None:
    waiting = Waiting(21, (), 18, (), 0, 0)
    assert agency_headline(Share(9, 30), waiting, 1, None) == (
        "9 dari 30 evaluasi lengkap; 21 belum, di antaranya 21 menunggu pejabat penilai dan 18 menunggu laporan; "
        "1 pegawai tanpa SKP."
    )


def test_who_has_no_plan_is_told_beside_what_is_complete() -> None:
    means, nothing = Means(*[Decimal(90)] * 3), Waiting(0, (), 0, (), 0, 0)
    assert agency_headline(Share(3, 3), nothing, 2, means) == (
        "Semua 3 evaluasi lengkap; rata-rata nilai akhir 90,00; 2 pegawai tanpa SKP."
    )
    assert agency_headline(Share(0, 0), nothing, 2, None) == "Belum ada evaluasi; 2 pegawai tanpa SKP."


def test_each_unit_has_its_own_progress(waiting: Month) -> None:
    table = part(seen_by(waiting), "kelengkapan")
    assert re.findall(r'data-l="Realisasi dilaporkan">([^<]+)<', table) == ["0 dari 0", "2 dari 3", "2 dari 3"]
    assert re.findall(r'data-l="Perilaku dinilai">([^<]+)<', table) == ["0 dari 0", "2 dari 3", "2 dari 3"]
    assert re.findall(r'data-l="Lengkap">([^<]+)<', table) == ["0 dari 0", "1 dari 3", "1 dari 3"]
    assert 'href="/ringkasan/1.02.01/?periode=2026-01"' in table


def test_raters_are_awaited_apart_from_who_has_not_reported(waiting: Month) -> None:
    awaited = part(seen_by(waiting), "ditunggu")
    raters, reports = awaited.split("Belum melapor: 1 pegawai")
    assert "Menunggu pejabat penilai: 1 pegawai" in raters
    assert "Sari Wulandari" in raters
    assert "Rekan 01" in reports
    assert "Realisasi Kunjungan rumah belum dilaporkan" in reports


def test_who_has_no_plan_is_named(waiting: Month) -> None:
    assert "Citra Lestari" in part(seen_by(waiting), "ditunggu").split("Tanpa SKP yang disepakati")[1]


def test_where_attendance_counts_a_missing_recap_is_no_fault_of_the_rater(month: Month) -> None:
    result = {"weight": 70, "components": [{"source": "indicators", "weight": 100}]}
    parts = [{"source": "rubric:berakhlak", "weight": 50}, {"source": "attendance", "weight": 50}]
    a_scheme(result=result, behaviour={"weight": 30, "components": parts})
    month.evaluate()
    text = seen_by(month)
    assert "1 evaluasi menunggu rekap presensi" in text
    assert "Menunggu pejabat penilai" not in text


def test_an_acting_post_is_not_counted(month: Month) -> None:
    acting = an_employee("Pejabat Pelaksana")
    a_placement(acting, month.cast.puskesmas, month.cast.sari, kind=PlacementKind.DAILY_ACTING)
    a_plan(acting, month.cast.puskesmas, {month.patients: ("100", "100")}, kind=PlacementKind.DAILY_ACTING)
    month.evaluate()
    assert "Semua 1 evaluasi lengkap; rata-rata nilai akhir 100,70; 3 pegawai tanpa SKP." in seen_by(month)


def test_indicators_have_the_mean_of_what_was_measured(waiting: Month) -> None:
    table = part(seen_by(waiting), "indikator")
    assert re.findall(r'data-l="Rata-rata capaian">([^<]+)<', table) == ["92,50", "98,33"]
    assert re.findall(r'data-l="Terukur">([^<]+)<', table) == ["2", "3"]
    assert re.findall(r'data-l="Belum dilaporkan">([^<]+)<', table) == ["1", "0"]


def test_fewer_than_ten_people_get_numbers_and_no_chart(waiting: Month) -> None:
    assert "ch-distribution" not in seen_by(waiting)


def test_it_leads_to_its_people_and_its_indicators(month: Month) -> None:
    month.evaluate()
    text = seen_by(month)
    assert 'href="/evaluasi/?opd=1.02&amp;periode=2026-01"' in text
    assert 'href="/indikator/?opd=1.02"' in text


def test_the_way_back_is_one_that_the_reader_may_take(month: Month) -> None:
    month.evaluate()
    assert "Ringkasan daerah</a>" in seen_by(month, "region_admin")
    assert "Ringkasan daerah</a>" not in seen_by(month)
    assert "Ringkasan Dinas Kesehatan</a>" not in seen_by(month, "sari", PUSKESMAS)
    assert "Ringkasan Dinas Kesehatan</a>" in seen_by(month, "agency_admin", PUSKESMAS)


def test_a_unit_without_anybody_says_so(month: Month) -> None:
    month.evaluate()
    month.cast.dewi.placements.all().delete()
    assert "Belum ada pegawai di sini pada periode ini." in seen_by(month, "region_admin", KECAMATAN)
