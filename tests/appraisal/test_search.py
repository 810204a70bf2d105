"""The search: people whom one may see, indicators of the region, terms."""

import re

import pytest
from django.test import Client

from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, an_employee, an_indicator
from tests.visitors import outside_any_scope, page, visitor

NAME = re.compile(r'class="find-name"(?: href="([^"]+)")?>([^<]+)<')
PEOPLE, INDICATORS, TERMS = "Pegawai", "Indikator", "Istilah"


def found(client: Client, asked: str, kind: str) -> list[str]:
    """The names that a search finds of a kind."""
    return [name for _address, name in links(page(client, f"/cari/?q={asked}"), kind)]


def links(text: str, kind: str) -> list[tuple[str, str]]:
    """Address and name of each find of a kind; the address is empty where nothing can be opened."""
    head = re.search(rf'<h2 class="part-title">{kind} \(\d+\)</h2>', text)
    return NAME.findall(text[head.end() :].split("</section>", maxsplit=1)[0]) if head else []


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("region_admin", ["Budi Santoso", "Citra Lestari", "Dewi Anggraini", "Ratna Dewi", "Sari Wulandari"]),
        ("auditor", ["Budi Santoso", "Citra Lestari", "Dewi Anggraini", "Ratna Dewi", "Sari Wulandari"]),
        ("agency_admin", ["Budi Santoso", "Citra Lestari", "Ratna Dewi", "Sari Wulandari"]),
        ("ratna", ["Budi Santoso", "Citra Lestari", "Ratna Dewi", "Sari Wulandari"]),
        ("sari", ["Budi Santoso", "Citra Lestari", "Sari Wulandari"]),
        ("budi", ["Budi Santoso"]),
    ],
)
def test_everybody_finds_whom_they_may_see(kupang: Cast, who: str, names: list[str]) -> None:
    client = visitor(getattr(kupang, who))
    assert found(client, "1985", PEOPLE) == names


def test_nobody_of_another_region_is_found(bandung: Cast, kupang: Cast) -> None:
    assert found(visitor(kupang.region_admin), bandung.budi.nip, PEOPLE) == []


def test_a_nip_may_be_typed_in_groups(kupang: Cast) -> None:
    nip = kupang.budi.nip
    assert found(visitor(kupang.sari), f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", PEOPLE) == ["Budi Santoso"]


def test_a_person_leads_to_the_newest_evaluation(month: Month) -> None:
    month.evaluate()
    text = page(visitor(month.cast.sari), "/cari/?q=budi")
    assert links(text, PEOPLE) == [(f"/evaluasi/2026-01/{month.plan.pk}/", "Budi Santoso")]


def test_a_person_without_evaluation_is_named_all_the_same(kupang: Cast) -> None:
    text = page(visitor(kupang.sari), "/cari/?q=citra")
    assert links(text, PEOPLE) == [("", "Citra Lestari")]
    assert "belum ada evaluasi" in text


def test_oneself_leads_to_the_own_performance(kupang: Cast) -> None:
    assert links(page(visitor(kupang.budi), "/cari/?q=budi"), PEOPLE) == [("/kinerja/", "Budi Santoso")]


def test_everybody_of_the_region_finds_its_indicators(bandung: Cast, kupang: Cast) -> None:
    an_indicator(kupang.kecamatan, name="Kunjungan rumah")
    assert found(visitor(kupang.budi), "kunjungan", INDICATORS) == ["Kunjungan rumah"]
    elsewhere = outside_any_scope(visitor(bandung.region_admin), "/cari/?q=kunjungan").content.decode()
    assert links(elsewhere, INDICATORS) == []


def test_a_term_leads_to_its_place_in_the_glossary(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/cari/?q=bobot")
    assert ("/bantuan/istilah/#bobot", "bobot") in links(text, TERMS)


def test_ten_of_a_kind_are_shown_with_the_way_to_all(kupang: Cast) -> None:
    for number in range(12):
        a_placement(an_employee(f"Umbu {number}", account=False), kupang.puskesmas, kupang.sari)
    text = page(visitor(kupang.sari), "/cari/?q=umbu")
    assert "Pegawai (12)" in text
    assert len(links(text, PEOPLE)) == 10
    assert 'href="/evaluasi/?cari=umbu"' in text


def test_too_short_a_search_says_how_long_it_must_be(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/cari/?q=bu")
    assert "Tulis paling sedikit 3 huruf atau angka." in text


def test_before_anything_is_asked_it_says_what_can_be(kupang: Cast) -> None:
    assert "Tulis nama pegawai, awal NIP, nama indikator, atau suatu istilah." in page(visitor(kupang.budi), "/cari/")


def test_nothing_found_says_where_it_was_looked_for(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/cari/?q=Citra")
    assert 'Tidak ditemukan di unit yang boleh Anda lihat: "Citra".' in text


@pytest.mark.parametrize("asked", ["a" * 161, "x%00yz"])
def test_what_nothing_can_be_called_is_refused(kupang: Cast, asked: str) -> None:
    assert visitor(kupang.budi).get(f"/cari/?q={asked}").status_code == 422


def test_what_was_asked_stays_in_the_field(kupang: Cast) -> None:
    assert 'value="&lt;b&gt;budi"' in page(visitor(kupang.budi), "/cari/?q=%3Cb%3Ebudi")


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/cari/?q=budi")["Location"] == "/masuk/?next=/cari/%3Fq%3Dbudi"
