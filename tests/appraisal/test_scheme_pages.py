"""Who may read the scoring rules, and what the pages say of them."""

import datetime
from contextvars import Context

import pytest
from django.test import Client

from appraisal.models import SchemeVersion
from appraisal.scheme_file import SchemeFile
from tests.appraisal.factories import a_rubric, a_scheme
from tests.appraisal.month import Month
from tests.cast import Cast, cast_of_bandung
from tests.visitors import outside_any_scope, page, visitor

READERS = ("budi", "sari", "agency_admin", "region_admin", "regional_head", "auditor")
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def rules(kupang: Cast) -> SchemeVersion:
    """The region's nasional-1."""
    a_rubric()
    return a_scheme()


@pytest.mark.parametrize("reader", READERS)
def test_everybody_of_the_region_reads_the_rules(rules: SchemeVersion, kupang: Cast, reader: str) -> None:
    client = visitor(getattr(kupang, reader))
    assert "nasional-1" in page(client, "/skema/")
    assert "Capaian paling tinggi 120%." in page(client, "/skema/1/")


def test_the_list_says_what_applies_to_the_reader(rules: SchemeVersion, kupang: Cast) -> None:
    a_scheme(kupang.puskesmas, name="puskesmas-1")
    text = page(visitor(kupang.budi), "/skema/")
    assert text.index("puskesmas-1") > text.index("Berlaku untuk Anda") > text.index("nasional-1")


def test_a_sub_unit_without_rules_of_its_own_follows_the_unit_above(rules: SchemeVersion, kupang: Cast) -> None:
    a_scheme(kupang.dinas, name="dinas-1")
    text = page(visitor(kupang.budi), "/skema/")
    assert text.index("dinas-1") > text.index("Berlaku untuk Anda") > text.index("nasional-1")


def test_upcoming_and_former_versions_stand_apart(rules: SchemeVersion, kupang: Cast) -> None:
    a_scheme(name="kelak", valid_from="2999-01-01")
    a_scheme(name="dahulu", valid_from="2020-01-01")
    text = page(visitor(kupang.budi), "/skema/")
    assert text.index("nasional-1") < text.index("Berikutnya") < text.index("kelak") < text.index("Riwayat (1 versi)")


def test_a_version_of_the_same_day_that_came_out_later_replaces_the_other(rules: SchemeVersion, kupang: Cast) -> None:
    a_scheme(name="perbaikan")
    text = page(visitor(kupang.budi), "/skema/")
    assert text.index("perbaikan") < text.index("digantikan versi lain yang mulai pada hari yang sama")


def test_a_region_without_rules_says_what_to_do(kupang: Cast) -> None:
    assert "Belum ada skema penilaian" in page(visitor(kupang.budi), "/skema/")


def test_a_version_tells_what_it_changed_and_who_used_it(month: Month) -> None:
    month.evaluate()
    a_scheme(cap="130", valid_from="2027-01-01")
    client = visitor(month.budi)
    assert "Dipakai 1 evaluasi" in page(client, "/skema/1/")
    text = page(client, "/skema/2/")
    assert "Dibandingkan dengan nasional-1 (versi 1)" in text
    assert text.index("Capaian paling tinggi 120%.") < text.index("Capaian paling tinggi 130%.")
    assert "Dipakai 0 evaluasi" in text


def test_the_first_rules_of_an_agency_are_compared_with_the_regions(rules: SchemeVersion, kupang: Cast) -> None:
    a_scheme(kupang.dinas, cap="130")
    text = page(visitor(kupang.budi), "/skema/2/")
    assert "Dinas Kesehatan dan sub-unitnya" in text
    assert "Dibandingkan dengan nasional-1 (versi 1)" in text


def test_the_downloaded_file_imports_back_unchanged(rules: SchemeVersion, kupang: Cast) -> None:
    response = visitor(kupang.budi).get("/skema/1/skema.toml")
    assert response["Content-Disposition"] == 'attachment; filename="skema-1.toml"'
    assert SchemeFile().import_file(response.content, name="skema.toml").saved.unchanged == 1


def test_only_the_region_admin_is_offered_to_write(rules: SchemeVersion, kupang: Cast) -> None:
    assert "Buat versi baru" in page(visitor(kupang.region_admin), "/skema/1/")
    assert "Buat versi baru" not in page(visitor(kupang.auditor), "/skema/1/")


@pytest.mark.parametrize("address", ["/skema/", "/skema/1/", "/skema/1/skema.toml"])
def test_nobody_reads_them_without_signing_in(rules: SchemeVersion, address: str) -> None:
    assert Client().get(address)["Location"].startswith("/masuk/")


@pytest.mark.parametrize("address", ["/skema/1/", "/skema/1/skema.toml"])
def test_another_region_does_not_learn_of_them(rules: SchemeVersion, address: str) -> None:
    stranger = visitor(Context().run(cast_of_bandung).region_admin)
    assert outside_any_scope(stranger, address).status_code == 404


@pytest.mark.parametrize("address", ["/skema/", "/skema/1/", "/skema/1/skema.toml"])
def test_reading_is_all_that_these_addresses_do(rules: SchemeVersion, kupang: Cast, address: str) -> None:
    assert visitor(kupang.region_admin).post(address).status_code == 405
