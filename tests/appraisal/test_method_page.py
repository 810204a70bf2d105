"""The method page: the rules, formulas and indicators of a unit, and what changed in the year."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from agencies.services.load_agency_tree import load_agency_tree
from appraisal.berakhlak import BERAKHLAK
from appraisal.services.method.applying_schemes import applying_schemes
from indicators.models import Aspect, CataloguePublication, Direction, Indicator, IndicatorVersion, Pattern
from tests.appraisal.factories import a_period, a_rubric, a_rubric_version, a_scheme
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import an_indicator
from tests.visitors import page, visitor

ADDRESS = "/metode/"


@pytest.fixture
def year() -> int:
    """This year, in which the page shows what stands today."""
    return timezone.localdate().year


def another_text(indicator: Indicator, valid_from: datetime.date, **said: object) -> IndicatorVersion:
    """A further version, different from the first one in the formula at least."""
    facts: dict[str, object] = {
        "name": "Jumlah pasien terlayani",
        "unit": "orang",
        "direction": Direction.HIGHER,
        "pattern": Pattern.COUNT,
        "aspect": Aspect.QUANTITY,
        "formula": "Jumlah kunjungan dalam register",
        **said,
    }
    number = indicator.versions.count() + 1
    return IndicatorVersion.objects.create(indicator=indicator, number=number, valid_from=valid_from, **facts)


def test_strangers_are_sent_to_the_door(kupang: Cast) -> None:
    assert Client().get(ADDRESS)["Location"].startswith("/masuk/")


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.budi).post(ADDRESS).status_code == 405


def test_everybody_reads_the_rules_of_the_own_unit(month: Month) -> None:
    text = page(visitor(month.cast.citra), ADDRESS)
    assert "Puskesmas Oesapa, keadaan" in text
    assert "nasional-1 (versi 1)" in text
    assert "Nilai sumbu 110,00 ke atas: di atas ekspektasi." in text
    assert "Capaian tidak pernah di bawah 0 dan paling tinggi 120." in text
    assert "Predikat dibaca dari pertemuan rating" in text


def test_the_indicators_that_the_units_people_are_measured_by_stand_on_it(month: Month) -> None:
    another_text(
        month.patients,
        datetime.date(2026, 2, 1),
        definition="Setiap kunjungan dihitung satu.",
        source="Register rawat jalan",
        months=[1, 7],
    )
    text = page(visitor(month.cast.citra), ADDRESS)
    for said in ("Jumlah kunjungan dalam register", "Setiap kunjungan dihitung satu.", "Register rawat jalan"):
        assert said in text
    assert "Januari, Juli" in text
    assert "Kunjungan rumah" in text


def test_only_the_directions_in_use_are_explained(month: Month) -> None:
    text = page(visitor(month.cast.citra), ADDRESS)
    assert "Capaian adalah realisasi dibagi target, dikali 100" in text
    assert "makin rendah realisasi, makin tinggi capaian" not in text
    assert "makin rendah realisasi, makin tinggi capaian" in page(visitor(month.cast.citra), f"{ADDRESS}?opd=7.01")


def test_another_unit_can_be_chosen(month: Month) -> None:
    text = page(visitor(month.cast.citra), f"{ADDRESS}?opd=7.01")
    assert "Kecamatan Alak, keadaan" in text
    assert "Belum ada indikator untuk Kecamatan Alak." in text


def test_for_the_region_the_indicators_are_left_to_its_units(month: Month) -> None:
    text = page(visitor(month.cast.region_admin), ADDRESS)
    assert "Pemerintah Kota Kupang, keadaan" in text
    assert "Pilih perangkat daerah di atas" in text


@pytest.mark.parametrize("asked", ["opd=9.99", "tahun=1999", "tahun=x"])
def test_an_unknown_choice_is_told(kupang: Cast, asked: str) -> None:
    answer = visitor(kupang.budi).get(f"{ADDRESS}?{asked}")
    assert answer.status_code == 422
    assert "Pilih dari daftar." in answer.content.decode()


def test_without_rules_the_page_says_so(kupang: Cast) -> None:
    assert "Belum ada skema penilaian yang berlaku" in page(visitor(kupang.budi), ADDRESS)


def test_nothing_changed_is_said(kupang: Cast) -> None:
    an_indicator(kupang.dinas)
    assert "Tidak ada yang berubah pada" in page(visitor(kupang.budi), ADDRESS)


def test_a_new_scheme_is_told_with_what_it_changed(month: Month, year: int) -> None:
    a_scheme(valid_from=datetime.date(year, 2, 1), name="kupang-2", cap="130")
    text = page(visitor(month.cast.budi), ADDRESS)
    assert "Mulai 1 Februari" in text
    assert "Capaian paling tinggi 120%." in text
    assert "Capaian paling tinggi 130%." in text


def test_a_new_text_of_an_indicator_is_told_before_and_after(month: Month, year: int) -> None:
    another_text(month.patients, datetime.date(year, 3, 1), unit="kunjungan")
    text = page(visitor(month.cast.budi), ADDRESS)
    assert "Mulai 1 Maret" in text
    assert "</span> orang</p>" in text
    assert "</span> kunjungan</p>" in text


def test_a_text_that_was_taken_back_leaves_no_change(month: Month, year: int) -> None:
    day = datetime.date(year, 3, 1)
    another_text(month.patients, day, unit="kunjungan")
    another_text(month.patients, day, formula="")
    text = page(visitor(month.cast.budi), ADDRESS)
    assert "Mulai 1 Maret" not in text
    assert "kunjungan</p>" not in text


def test_an_indicator_that_came_in_or_ended_is_told(month: Month, year: int) -> None:
    publication = CataloguePublication.objects.create(
        agency=month.cast.puskesmas, number=1, valid_from=datetime.date(year, 1, 1)
    )
    came = Indicator.objects.create(agency=month.cast.puskesmas, code="P-1")
    IndicatorVersion.objects.create(
        indicator=came,
        name="Balita ditimbang",
        unit="%",
        direction="higher",
        pattern="position",
        aspect="quality",
        publication=publication,
    )
    ended = an_indicator(month.cast.puskesmas, "P-2", name="Laporan mingguan")
    ended.retired_from = datetime.date(year, 1, 1)
    ended.save(update_fields=["retired_from"])
    text = page(visitor(month.cast.budi), ADDRESS)
    assert "Indikator baru:" in text
    assert "Indikator berhenti:" in text
    assert "Laporan mingguan" in text


def test_a_new_version_of_a_rubric_is_told(month: Month, year: int) -> None:
    a_rubric_version(a_rubric(), BERAKHLAK, valid_from=datetime.date(year, 1, 1))
    text = page(visitor(month.cast.budi), ADDRESS)
    assert "Rubrik:" in text
    assert "Uraian tingkat berubah: " in text


def test_what_begins_later_comes_first(month: Month, year: int) -> None:
    another_text(month.patients, datetime.date(year, 1, 1))
    a_scheme(valid_from=datetime.date(year, 2, 1), name="kupang-2", cap="130")
    text = page(visitor(month.cast.budi), ADDRESS)
    assert text.index("Mulai 1 Februari") < text.index("Mulai 1 Januari")


def test_an_earlier_year_is_shown_as_it_ended(month: Month, year: int) -> None:
    a_period(f"{year - 1}-12")
    text = page(visitor(month.cast.budi), f"{ADDRESS}?tahun={year - 1}")
    assert f"keadaan 31 Desember {year - 1}" in text


def test_rules_of_the_nearest_unit_apply(kupang: Cast) -> None:
    a_scheme()
    of_the_dinas = a_scheme(kupang.dinas, name="dinkes", kode_opd="1.02", valid_from=datetime.date(2026, 5, 1))
    tree = load_agency_tree()
    schemes = applying_schemes(tree.find("1.02.01"), tree)
    assert schemes.on(datetime.date(2026, 4, 30)) != of_the_dinas
    assert schemes.on(datetime.date(2026, 5, 1)) == of_the_dinas
    assert [one.name for one in schemes.begun_in(2026)] == ["nasional-1", "dinkes"]
    elsewhere = applying_schemes(tree.find("7.01"), tree)
    assert [one.name for one in elsewhere.begun_in(2026)] == ["nasional-1"]


def test_help_and_the_own_score_lead_to_it(month: Month) -> None:
    month.evaluate()
    client = visitor(month.budi)
    assert 'href="/metode/"' in page(client, "/bantuan/")
    assert 'href="/metode/?tahun=2026"' in page(client, "/kinerja/")
    assert "/metode/" not in Client().get("/bantuan/").content.decode()
