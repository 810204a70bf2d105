"""The pages of the predicates of units: who sets, who reads, what is refused."""

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies.models import Employee, Placement, User
from appraisal.models import OrganisationRating
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import LIST, PUSKESMAS, a_unit_rating, people_with
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

TYPED = {"predicate": "baik", "source": "Capaian rencana aksi", "reason": "Semua tercapai.", "edition": "0"}


def set_by(who: Employee | User, **changed: str) -> HttpResponse:
    """The answer to the form."""
    return visitor(who).post(PUSKESMAS, {**TYPED, **changed})  # type: ignore[return-value]


def test_the_leader_above_finds_what_waits_and_sets_it(month: Month) -> None:
    a_period()
    ratna = month.cast.ratna
    text = page(visitor(ratna), LIST)
    assert "Anda yang menetapkan" in text
    assert "menunggu Anda" in text
    answer = set_by(ratna)
    assert answer["Location"] == LIST
    text = page(visitor(ratna), LIST)
    assert "Baik" in text
    assert "menunggu Anda" not in text


def test_the_form_begins_with_what_is_set(month: Month) -> None:
    a_unit_rating(month.cast, "cukup")
    text = page(visitor(month.cast.ratna), PUSKESMAS)
    chosen = next(part for part in text.split("<input") if 'value="cukup"' in part)
    assert " checked" in chosen
    assert "Ubah predikat" in text
    assert "Rencana aksi tercapai." in text


def test_the_evidence_stands_beside_the_form(month: Month) -> None:
    people_with(month, {})
    a_unit_rating(month.cast, "cukup", code="2025-12")
    a_unit_rating(month.cast, "baik", code="2025")
    text = page(visitor(month.cast.ratna), PUSKESMAS)
    assert "1 dari 1 sudah lengkap" in text
    assert "Desember 2025: Butuh Perbaikan" in text
    assert "Tahun 2025" not in text


@pytest.mark.parametrize("missing", ["predicate", "source", "reason"])
def test_what_is_missing_is_said_and_nothing_is_lost(month: Month, missing: str) -> None:
    a_period()
    answer = set_by(month.cast.ratna, **{missing: "  "})
    assert answer.status_code == 422
    kept = {"predicate": "Capaian rencana aksi", "source": "Semua tercapai.", "reason": "Capaian rencana aksi"}
    assert kept[missing] in answer.content.decode()
    assert not OrganisationRating.objects.exists()


def test_a_stale_form_is_409_with_both_values_and_can_be_sent_again(month: Month) -> None:
    a_unit_rating(month.cast, "cukup")
    answer = set_by(month.cast.ratna)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Yang tersimpan sekarang: Butuh Perbaikan, oleh Ratna Dewi." in text
    assert "Semua tercapai." in text
    assert 'name="edition" value="1"' in text
    assert set_by(month.cast.ratna, edition="1").status_code == 302


def test_a_locked_period_is_read_alone(month: Month) -> None:
    a_unit_rating(month.cast, "baik")
    lock_period(period=a_period())
    text = page(visitor(month.cast.ratna), PUSKESMAS)
    assert "dikunci pada" in text
    assert 'name="predicate"' not in text
    assert set_by(month.cast.ratna, predicate="kurang", edition="1").status_code == 409


@pytest.mark.parametrize("who", ["budi", "sari", "region_admin", "regional_head", "auditor", "agency_admin"])
def test_others_read_it_and_set_nothing(month: Month, who: str) -> None:
    a_unit_rating(month.cast, "baik")
    person = getattr(month.cast, who)
    assert "Puskesmas Oesapa" in page(visitor(person), LIST)
    text = page(visitor(person), PUSKESMAS)
    assert "Rencana aksi tercapai." in text
    assert 'name="predicate"' not in text
    assert set_by(person, predicate="kurang", edition="1").status_code == 403


def test_who_has_nothing_to_do_with_the_unit_is_refused(month: Month) -> None:
    a_period()
    assert visitor(month.cast.dewi).get(PUSKESMAS).status_code == 403
    assert "Tidak ada predikat organisasi" in page(visitor(month.cast.dewi), LIST)


@pytest.mark.parametrize("address", [LIST, PUSKESMAS, f"{LIST}9.99/"])
def test_nothing_of_another_region_is_found(bandung: Cast, month: Month, address: str) -> None:
    a_period()
    assert outside_any_scope(visitor(bandung.region_admin), address).status_code == 404


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(LIST)["Location"] == f"/masuk/?next={LIST}"
    assert visitor(kupang.ratna).post(LIST).status_code == 405


def test_after_january_last_years_predicate_is_proposed(month: Month) -> None:
    Placement.objects.update(first_day="2024-01-01")
    a_unit_rating(month.cast, "istimewa", code="2024")
    a_period("2025")
    text = page(visitor(month.cast.ratna), PUSKESMAS.replace("2026-01", "2025"))
    assert "Sudah lewat Januari" in text
    assert "predikat Tahun 2024 (Istimewa) dipakai" in text
    assert 'value="Predikat organisasi Tahun 2024"' in text


def test_a_running_year_has_no_proposal(month: Month) -> None:
    a_unit_rating(month.cast, "istimewa", code="2025")
    a_period("2026")
    assert "Sudah lewat Januari" not in page(visitor(month.cast.ratna), PUSKESMAS.replace("2026-01", "2026"))
