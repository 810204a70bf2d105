"""Umpan balik (A9): what one got, asked for and gave."""

import pytest

from appraisal.models import Feedback
from tests.appraisal.feedback.words import STRENGTH, a_feedback, a_request, months_ago
from tests.cast import Cast
from tests.visitors import page, visitor

EMPTY = "Belum ada umpan balik bulan ini. Anda dapat memintanya."
HOSTILE = "<script>alert(1)</script> \u202eterbalik " + "x" * 400


def test_it_shows_who_said_what_about_what(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari, value="AK", suggestion="Kirim rekap tiap Jumat.")
    text = page(visitor(kupang.budi), "/umpan-balik/")
    assert all(said in text for said in ("Sari Wulandari", STRENGTH, "Kirim rekap tiap Jumat.", "Tentang Akuntabel"))


def test_an_empty_month_says_how_to_fill_it(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari, month=months_ago(2))
    assert EMPTY in page(visitor(kupang.budi), "/umpan-balik/")


def test_a_month_with_feedback_is_not_called_empty(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari)
    assert EMPTY not in page(visitor(kupang.budi), "/umpan-balik/")


def test_the_filter_leaves_one_month(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari, strength="Contoh bulan ini.")
    a_feedback(kupang.budi, kupang.sari, month=months_ago(1), strength="Contoh bulan lalu.")
    text = page(visitor(kupang.budi), f"/umpan-balik/?lihat=diterima&bulan={months_ago(1)}")
    assert "Contoh bulan lalu." in text
    assert "Contoh bulan ini." not in text


def test_an_unknown_month_is_said_in_a_sentence(kupang: Cast) -> None:
    assert "Bulan itu tidak ada dalam daftar." in page(visitor(kupang.budi), "/umpan-balik/?bulan=besok")


def test_what_was_given_names_whom_it_is_for(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari)
    assert "Untuk Budi Santoso" in page(visitor(kupang.sari), "/umpan-balik/?lihat=diberikan")


def test_a_request_stands_before_whom_it_asks(kupang: Cast) -> None:
    a_request(kupang.budi, kupang.sari)
    text = page(visitor(kupang.sari), "/umpan-balik/")
    assert "Menunggu jawaban Anda" in text
    assert "Jawab Budi Santoso" in text


def test_own_requests_say_where_they_stand(kupang: Cast) -> None:
    a_request(kupang.budi, kupang.sari)
    text = page(visitor(kupang.budi), "/umpan-balik/?lihat=diminta")
    assert "Diminta (1 menunggu)" in text
    assert "Kepada Sari Wulandari" in text


def test_hostile_text_stays_text(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari, strength=HOSTILE)
    text = page(visitor(kupang.budi), "/umpan-balik/")
    assert "<script>alert" not in text
    assert 'dir="auto">&lt;script&gt;' in text


def test_looking_does_not_mark_it_as_read(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari)
    page(visitor(kupang.budi), "/umpan-balik/")
    assert Feedback.objects.get().read_at is None


def test_the_person_marks_it_as_read_once(kupang: Cast) -> None:
    said, client = a_feedback(kupang.budi, kupang.sari), visitor(kupang.budi)
    client.post(f"/umpan-balik/{said.pk}/dibaca/")
    first = Feedback.objects.get().read_at
    client.post(f"/umpan-balik/{said.pk}/dibaca/")
    assert first is not None
    assert Feedback.objects.get().read_at == first


def test_nobody_else_marks_it_as_read(kupang: Cast) -> None:
    said = a_feedback(kupang.budi, kupang.sari)
    assert visitor(kupang.sari).post(f"/umpan-balik/{said.pk}/dibaca/").status_code == 403


def test_marking_is_no_get(kupang: Cast) -> None:
    said = a_feedback(kupang.budi, kupang.sari)
    assert visitor(kupang.budi).get(f"/umpan-balik/{said.pk}/dibaca/").status_code == 405


@pytest.mark.parametrize("reader", ["sari", "ratna"])
def test_rater_and_superior_read_what_a_member_got(kupang: Cast, reader: str) -> None:
    a_feedback(kupang.budi, kupang.citra)
    text = page(visitor(getattr(kupang, reader)), f"/umpan-balik/?pegawai={kupang.budi.pk}")
    assert STRENGTH in text


@pytest.mark.parametrize("reader", ["citra", "dewi", "region_admin", "auditor", "agency_admin"])
def test_nobody_else_reads_what_a_member_got(kupang: Cast, reader: str) -> None:
    a_feedback(kupang.budi, kupang.sari)
    answer = visitor(getattr(kupang, reader)).get(f"/umpan-balik/?pegawai={kupang.budi.pk}")
    assert answer.status_code == 403


def test_a_member_of_another_region_is_unknown(bandung: Cast, kupang: Cast) -> None:
    assert visitor(kupang.sari).get(f"/umpan-balik/?pegawai={bandung.budi.pk}").status_code == 404


def test_an_admin_without_a_plan_has_no_such_page(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get("/umpan-balik/").status_code == 403


def test_the_regional_head_finds_what_was_given(kupang: Cast) -> None:
    a_feedback(kupang.dewi, kupang.regional_head)
    assert "Untuk Dewi Anggraini" in page(visitor(kupang.regional_head), "/umpan-balik/")
