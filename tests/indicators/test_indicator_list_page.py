"""The list of indicators: whose unit it opens on, what a line says, how it narrows."""

import re

import pytest
from django.test import Client

from agencies.models import PlacementKind
from indicators.models import Direction, IndicatorVersion
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_agency, an_indicator
from tests.visitors import page, visitor

ADDRESS = "/indikator/"


def codes_on(text: str) -> list[str]:
    """The listed indicators with their owners, in order."""
    return re.findall(r'<span class="meta">([^<]+), [^<]+</span>\s*</th>', text)


@pytest.fixture
def indicators(kupang: Cast) -> Cast:
    """The dinas has two, of which Budi's plan at the puskesmas uses one; the kecamatan has one."""
    patients = an_indicator(kupang.dinas, "DK-01")
    an_indicator(kupang.dinas, "DK-02", name="Waktu tunggu", direction=Direction.LOWER)
    an_indicator(kupang.kecamatan, "KA-01", name="Surat selesai")
    a_plan(kupang.budi, kupang.puskesmas, {patients: ("100", "10")})
    return kupang


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"] == "/masuk/?next=/indikator/"


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.budi).post(ADDRESS).status_code == 405


def test_an_employee_lands_on_the_own_unit_and_sees_what_it_is_measured_by(indicators: Cast) -> None:
    text = page(visitor(indicators.citra), ADDRESS)
    assert "Indikator Puskesmas Oesapa" in text
    assert codes_on(text) == ["DK-01"]


def test_an_acting_post_is_not_where_an_employee_lands(indicators: Cast) -> None:
    a_placement(indicators.citra, indicators.kecamatan, kind=PlacementKind.ACTING)
    assert "Indikator Puskesmas Oesapa" in page(visitor(indicators.citra), ADDRESS)


def test_an_agency_admin_lands_on_the_administered_unit(indicators: Cast) -> None:
    text = page(visitor(indicators.agency_admin), ADDRESS)
    assert codes_on(text) == ["DK-01", "DK-02"]


@pytest.mark.parametrize("reader", ["region_admin", "regional_head", "auditor"])
def test_who_reads_the_region_sees_all_of_it(indicators: Cast, reader: str) -> None:
    assert codes_on(page(visitor(getattr(indicators, reader)), ADDRESS)) == ["DK-01", "DK-02", "KA-01"]


def test_everybody_may_look_at_another_unit(indicators: Cast) -> None:
    assert codes_on(page(visitor(indicators.citra), f"{ADDRESS}?opd=7.01")) == ["KA-01"]


def test_everybody_may_look_at_the_whole_region(indicators: Cast) -> None:
    assert len(codes_on(page(visitor(indicators.citra), f"{ADDRESS}?opd="))) == 3


def test_a_line_says_in_words_what_is_measured_and_by_how_many(indicators: Cast) -> None:
    text = page(visitor(indicators.region_admin), ADDRESS)
    assert all(words in text for words in ("makin tinggi makin baik", "makin rendah makin baik", "dijumlahkan tiap"))
    assert re.findall(r'data-l="Dipakai, SKP 2026">([^<]+)</td>', text) == ["1", "belum", "belum"]


def test_the_caption_holds_the_totals(indicators: Cast) -> None:
    text = page(visitor(indicators.region_admin), ADDRESS)
    assert "3 indikator; 1 di antaranya dipakai dalam 1 SKP yang disepakati tahun 2026 di seluruh daerah." in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [("cari=waktu", ["DK-02"]), ("cari=ka-01", ["KA-01"]), ("arah=lower", ["DK-02"]), ("aspek=cost", [])],
)
def test_the_list_narrows(indicators: Cast, asked: str, found: list[str]) -> None:
    assert codes_on(page(visitor(indicators.region_admin), f"{ADDRESS}?{asked}")) == found


def test_a_search_without_result_says_how_to_go_on(indicators: Cast) -> None:
    assert "Tidak ada indikator yang cocok." in page(visitor(indicators.citra), f"{ADDRESS}?cari=Wiby")


@pytest.mark.parametrize("asked", ["opd=x", "arah=x", "aspek=x"])
def test_an_unknown_choice_is_refused_in_words(indicators: Cast, asked: str) -> None:
    response = visitor(indicators.citra).get(f"{ADDRESS}?{asked}")
    assert response.status_code == 422
    assert "Pilih dari daftar." in response.content.decode()


def test_an_empty_unit_tells_the_admin_how_indicators_come_in(indicators: Cast) -> None:
    an_agency("8.01", "Dinas Perhubungan")
    text = page(visitor(indicators.region_admin), f"{ADDRESS}?opd=8.01")
    assert "Belum ada indikator untuk Dinas Perhubungan." in text
    assert "Unduh templat Excel, isi, lalu unggah." in text


def test_an_empty_unit_asks_nothing_of_an_employee(indicators: Cast) -> None:
    an_agency("8.01", "Dinas Perhubungan")
    assert "Tidak ada yang perlu Anda lakukan." in page(visitor(indicators.citra), f"{ADDRESS}?opd=8.01")


def test_fifty_lines_make_a_page_and_the_unit_stays(kupang: Cast) -> None:
    for number in range(60):
        an_indicator(kupang.dinas, f"DK-{number:02}")
    first = page(visitor(kupang.agency_admin), ADDRESS)
    second = page(visitor(kupang.agency_admin), f"{ADDRESS}?opd=1.02&halaman=2")
    assert (len(codes_on(first)), len(codes_on(second))) == (50, 10)
    assert "opd=1.02&amp;" in first


def test_only_the_version_in_force_is_listed(indicators: Cast) -> None:
    old = IndicatorVersion.objects.get(indicator__code="DK-01")
    kept = {name: getattr(old, name) for name in ("indicator", "unit", "direction", "pattern", "aspect")}
    IndicatorVersion.objects.create(number=2, name="Pasien puas", **kept)
    text = page(visitor(indicators.agency_admin), ADDRESS)
    assert codes_on(text) == ["DK-01", "DK-02"]
    assert "Pasien puas" in text
