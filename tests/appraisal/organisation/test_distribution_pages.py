"""Sebaran: the counts beside the guideline, who sees them, and the reason where they differ."""

import pytest
from django.test import Client

from agencies.models import AuditEvent, Employee
from appraisal.models import DistributionReason
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import (
    BP,
    SB,
    SK,
    SPREAD,
    SPREAD_OF_PUSKESMAS,
    B,
    K,
    a_unit_rating,
    people_with,
    sari_is_evaluated,
)
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

WHY = f"{SPREAD_OF_PUSKESMAS}alasan/"
TASKS = "/penilaian/"
TYPED = {"reason": "Wabah menaikkan beban kerja.", "edition": "0"}


def deviating(month: Month) -> None:
    """Nine Baik, one Sangat Baik and nobody below, in a puskesmas that is Baik itself."""
    people_with(month, {B: 8, SB: 1})
    a_unit_rating(month.cast, "baik")


def test_the_counts_stand_beside_the_guideline(month: Month) -> None:
    people_with(month, {SB: 2, B: 5, BP: 1, K: 1})
    a_unit_rating(month.cast, "baik")
    text = page(visitor(month.cast.sari), SPREAD_OF_PUSKESMAS)
    assert "8 dari 10 pegawai berpredikat Baik atau Sangat Baik" in text
    assert "rentang pedoman 0 s.d. 7 orang" in text
    assert "Baik paling banyak 70%: 7 dari 10 orang." in text
    assert text.count("di luar rentang") == 0
    assert "Tulis alasan" not in text
    assert "kuota" not in text


def test_the_quadrant_counts_each_cell(month: Month) -> None:
    people_with(month, {SB: 2, B: 4, BP: 1, K: 1, SK: 1})
    text = page(visitor(month.cast.sari), SPREAD_OF_PUSKESMAS)
    counts = [part.split("<")[0] for part in text.split('quadrant-count">')[1:]]
    assert counts == ["0", "0", "2", "1", "5", "0", "1", "1", "0"]


def test_the_head_counts_in_the_unit_above(month: Month) -> None:
    sari_is_evaluated(month)
    people_with(month, {B: 4})
    assert "5 dari 5 evaluasi sudah lengkap. Sari Wulandari, pimpinan" in page(
        visitor(month.cast.ratna), SPREAD_OF_PUSKESMAS
    )
    assert "1 dari 1 evaluasi sudah lengkap. Ratna Dewi, pimpinan" in page(visitor(month.cast.ratna), f"{SPREAD}1.02/")


def test_under_five_people_nothing_is_compared_and_under_ten_nothing_is_drawn(month: Month) -> None:
    a_unit_rating(month.cast, "baik")
    people_with(month, {B: 3})
    assert "terlalu sedikit untuk dibandingkan" in page(visitor(month.cast.sari), SPREAD_OF_PUSKESMAS)
    people_with(month, {SB: 1})
    text = page(visitor(month.cast.sari), SPREAD_OF_PUSKESMAS)
    assert "Baik paling banyak 70%: 3 dari 5 orang." in text
    assert "ch-distribution" not in text


def test_without_a_predicate_all_five_curves_can_be_looked_at(month: Month) -> None:
    people_with(month, {B: 4})
    text = page(visitor(month.cast.sari), SPREAD_OF_PUSKESMAS)
    assert "belum ditetapkan oleh Ratna Dewi" in text
    assert "Lihat rentang pedoman bila predikat organisasi" in text
    assert "Sangat Kurang paling sedikit 60%: 3 dari 5 orang." in text
    assert 'name="reason"' not in text


def test_a_deviation_asks_the_leader_for_a_reason_until_it_is_written(month: Month) -> None:
    deviating(month)
    sari = visitor(month.cast.sari)
    assert "Tulis alasan sebaran Puskesmas Oesapa untuk Januari 2026" in page(sari, TASKS)
    assert "Berbeda, alasan ditunggu" in page(sari, SPREAD)
    assert sari.post(WHY, TYPED)["Location"] == SPREAD_OF_PUSKESMAS
    assert "Berbeda, alasan ditulis" in page(sari, SPREAD)
    assert "Tulis alasan sebaran" not in page(sari, TASKS)
    assert "Wabah menaikkan beban kerja." in page(visitor(month.cast.auditor), SPREAD_OF_PUSKESMAS)
    stored = DistributionReason.objects.get()
    assert stored.counts == {"sangat_baik": 1, "baik": 9, "butuh_perbaikan": 0, "kurang": 0, "sangat_kurang": 0}
    assert AuditEvent.objects.get(action="distribution_explained").reason == TYPED["reason"]


def test_it_stays_awaited_after_the_lock_and_can_be_written_then(month: Month) -> None:
    deviating(month)
    lock_period(period=a_period())
    sari = visitor(month.cast.sari)
    assert "Tulis alasan sebaran" in page(sari, TASKS)
    assert sari.post(WHY, TYPED).status_code == 302


def test_an_empty_reason_is_422(month: Month) -> None:
    deviating(month)
    answer = visitor(month.cast.sari).post(WHY, {"reason": " ", "edition": "0"})
    assert answer.status_code == 422
    assert "Tulis alasan mengapa sebaran berbeda" in answer.content.decode()


def test_a_stale_reason_is_409_with_both_texts(month: Month) -> None:
    deviating(month)
    sari = visitor(month.cast.sari)
    sari.post(WHY, TYPED)
    answer = sari.post(WHY, {"reason": "Alasan lain.", "edition": "0"})
    assert answer.status_code == 409
    assert "Wabah menaikkan beban kerja." in answer.content.decode()
    assert "Alasan lain." in answer.content.decode()
    assert sari.post(WHY, {"reason": "Alasan lain.", "edition": "1"}).status_code == 302


def test_a_spread_that_changed_since_is_said(month: Month) -> None:
    deviating(month)
    visitor(month.cast.sari).post(WHY, TYPED)
    people_with(month, {SB: 2})
    assert "Sebaran sudah berubah sejak alasan ini ditulis." in page(visitor(month.cast.sari), SPREAD_OF_PUSKESMAS)


@pytest.mark.parametrize("who", ["ratna", "region_admin", "regional_head", "auditor", "agency_admin"])
def test_those_above_see_it_and_write_nothing(month: Month, who: str) -> None:
    deviating(month)
    person = getattr(month.cast, who)
    assert "Puskesmas Oesapa" in page(visitor(person), SPREAD)
    text = page(visitor(person), SPREAD_OF_PUSKESMAS)
    assert "Alasan ditunggu dari Sari Wulandari." in text
    assert 'name="reason"' not in text
    assert visitor(person).post(WHY, TYPED).status_code == 403


@pytest.mark.parametrize("who", ["budi", "dewi"])
def test_the_staff_and_strangers_see_no_counts(month: Month, who: str) -> None:
    deviating(month)
    client = visitor(getattr(month.cast, who))
    answers = [client.get(SPREAD), client.get(SPREAD_OF_PUSKESMAS), client.post(WHY, TYPED)]
    assert [one.status_code for one in answers] == [403, 403, 403]


@pytest.mark.parametrize("address", [SPREAD, SPREAD_OF_PUSKESMAS])
def test_nothing_of_another_region_is_found(bandung: Cast, month: Month, address: str) -> None:
    deviating(month)
    assert outside_any_scope(visitor(bandung.region_admin), address).status_code == 404


def test_a_visitor_is_sent_to_the_sign_in_and_reading_is_all_a_page_does(client: Client, month: Month) -> None:
    deviating(month)
    assert client.get(SPREAD)["Location"] == f"/masuk/?next={SPREAD}"
    assert visitor(month.cast.sari).post(SPREAD_OF_PUSKESMAS).status_code == 405
    assert visitor(month.cast.sari).get(WHY).status_code == 405


def test_the_check_before_sending_names_what_waits_and_stops_nothing(month: Month) -> None:
    people_with(month, {B: 4})
    text = page(visitor(month.cast.sari), "/penilaian/2026-01/kirim/")
    assert "Predikat organisasi Puskesmas Oesapa untuk Januari 2026 belum ditetapkan oleh Ratna Dewi." in text
    assert "Kirim nilai" in text
    a_unit_rating(month.cast, "baik")
    text = page(visitor(month.cast.sari), "/penilaian/2026-01/kirim/")
    assert "belum ditetapkan" not in text
    assert "Baik paling banyak 70%: 3 dari 5 orang." in text


def test_a_name_that_ends_in_a_degree_gets_no_second_full_stop(month: Month) -> None:
    people_with(month, {B: 4})
    Employee.objects.filter(pk=month.cast.ratna.pk).update(name="Ratna Dewi, M.Kes.")
    text = page(visitor(month.cast.sari), "/penilaian/2026-01/kirim/")
    assert "belum ditetapkan oleh Ratna Dewi, M.Kes.<" in text


def test_the_leader_above_is_led_to_the_form(month: Month) -> None:
    sari_is_evaluated(month)
    text = page(visitor(month.cast.ratna), "/penilaian/2026-01/kirim/")
    assert "Predikat organisasi Puskesmas Oesapa untuk Januari 2026 belum Anda tetapkan." in text
    assert "belum ditetapkan oleh kepala daerah" in text
    assert 'href="/predikat-organisasi/2026-01/1.02.01/"' in text
    assert "Tetapkan predikat organisasi 1 unit untuk Januari 2026" in page(visitor(month.cast.ratna), TASKS)


def test_the_regional_head_has_the_dinas_to_rate(month: Month) -> None:
    a_period()
    assert "Tetapkan predikat organisasi 1 unit untuk Januari 2026" in page(visitor(month.cast.regional_head), TASKS)
