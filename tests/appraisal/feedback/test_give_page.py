"""Beri umpan balik (S10), on its own page and as the answer to a request."""

import pytest
from django.http import HttpResponse
from django.test import Client

from appraisal.models import Feedback, FeedbackRequest
from tests.appraisal.feedback.words import STRENGTH, a_request, months_ago
from tests.cast import Cast
from tests.visitors import page, visitor

PLAIN = {"about": "umum", "strength": STRENGTH, "suggestion": ""}


def sent(client: Client, person: int, **changed: str) -> HttpResponse:
    """The form about somebody, with what is asked and what was changed."""
    form = {**PLAIN, "month": months_ago(0).isoformat(), **changed}
    return client.post(f"/umpan-balik/beri/?untuk={person}", form)  # type: ignore[return-value]


def test_it_first_asks_for_whom_and_offers_the_supervisor(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/umpan-balik/beri/")
    assert text.index("Sari Wulandari") < text.index("Citra Lestari")
    assert "Atasan Anda" in text


def test_the_list_narrows_by_name(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/umpan-balik/beri/?cari=citra")
    assert "Sari Wulandari" not in text


def test_odd_signs_in_the_name_find_nobody(kupang: Cast) -> None:
    assert visitor(kupang.budi).get("/umpan-balik/beri/", {"cari": "a\0%_\u202e"}).status_code == 200


def test_it_offers_the_indicators_of_the_person(kupang: Cast) -> None:
    text = page(visitor(kupang.sari), f"/umpan-balik/beri/?untuk={kupang.budi.pk}")
    assert "Berorientasi Pelayanan" in text
    assert "Umum, tanpa indikator" in text


def test_sending_stores_it_and_leads_to_what_was_given(kupang: Cast) -> None:
    answer = sent(visitor(kupang.sari), kupang.budi.pk, about="nilai-AK")
    assert answer["Location"] == "/umpan-balik/?lihat=diberikan"
    assert Feedback.objects.get().value == "AK"


def test_a_hint_comes_back_once_and_nothing_is_stored(kupang: Cast) -> None:
    answer = sent(visitor(kupang.sari), kupang.budi.pk, strength="Anda malas.")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Kirim juga" in text
    assert "Anda malas." in text
    assert not Feedback.objects.exists()


def test_who_saw_the_hints_sends_all_the_same(kupang: Cast) -> None:
    client = visitor(kupang.sari)
    form = {"saran": ["strength-orang", "strength-contoh"], "strength": "Anda malas."}
    assert sent(client, kupang.budi.pk, **form).status_code == 302  # type: ignore[arg-type]
    assert Feedback.objects.get().strength == "Anda malas."


def test_hints_alone_are_a_fragment_that_stores_nothing(kupang: Cast) -> None:
    text = sent(visitor(kupang.sari), kupang.budi.pk, periksa="strength", strength="Anda malas.").content.decode()
    assert "<html" not in text
    assert 'value="strength-orang"' in text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"strength": ""}, "Isi paling sedikit satu"),
        ({"strength": "a" * 2_001}, "Ringkas menjadi paling banyak 2000"),
        ({"month": "1999-01-01"}, "Pilih bulan dari daftar."),
        ({"about": "indikator-999999"}, "Pilih indikator dari SKP pegawai ini"),
    ],
)
def test_what_is_refused_comes_back_with_a_sentence(kupang: Cast, changed: dict[str, str], sentence: str) -> None:
    answer = sent(visitor(kupang.sari), kupang.budi.pk, **{"suggestion": "", **changed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_nothing_typed_is_lost_when_it_is_refused(kupang: Cast) -> None:
    text = sent(visitor(kupang.sari), kupang.budi.pk, month="1999-01-01").content.decode()
    assert STRENGTH in text


@pytest.mark.parametrize("author", ["dewi", "budi", "region_admin"])
def test_who_does_not_work_with_the_person_is_refused(kupang: Cast, author: str) -> None:
    assert sent(visitor(getattr(kupang, author)), kupang.budi.pk).status_code == 403


def test_somebody_of_another_region_is_unknown(bandung: Cast, kupang: Cast) -> None:
    assert sent(visitor(kupang.sari), bandung.budi.pk).status_code == 404


def test_a_form_for_nobody_asks_for_whom(kupang: Cast) -> None:
    answer = visitor(kupang.sari).post("/umpan-balik/beri/", PLAIN)
    assert answer.status_code == 422


def answered(request: FeedbackRequest, client: Client, **form: str) -> HttpResponse:
    """What follows on the page of a request."""
    filled = {**PLAIN, "month": months_ago(0).isoformat(), **form}
    return client.post(f"/umpan-balik/permintaan/{request.pk}/", filled)  # type: ignore[return-value]


def test_the_asked_person_answers_on_the_page_of_the_request(kupang: Cast) -> None:
    request = a_request(kupang.budi, kupang.dewi)
    assert "Bagian mana" in page(visitor(kupang.dewi), f"/umpan-balik/permintaan/{request.pk}/")
    assert answered(request, visitor(kupang.dewi)).status_code == 302
    assert Feedback.objects.get().request_id == request.pk


def test_the_asked_person_says_not_now(kupang: Cast) -> None:
    request = a_request(kupang.budi, kupang.sari)
    answered(request, visitor(kupang.sari), tindakan="belum", note="Setelah tanggal 5.")
    assert "Setelah tanggal 5." in page(visitor(kupang.budi), f"/umpan-balik/permintaan/{request.pk}/")


def test_who_asked_withdraws(kupang: Cast) -> None:
    request = a_request(kupang.budi, kupang.sari)
    assert answered(request, visitor(kupang.budi), tindakan="tarik").status_code == 302
    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_an_answer_that_comes_too_late_keeps_its_words(kupang: Cast) -> None:
    request = a_request(kupang.budi, kupang.sari)
    answered(request, visitor(kupang.budi), tindakan="tarik")
    answer = answered(request, visitor(kupang.sari))
    assert answer.status_code == 409
    assert STRENGTH in answer.content.decode()


@pytest.mark.parametrize("act", ["jawab", "belum"])
def test_who_asked_does_not_answer(kupang: Cast, act: str) -> None:
    request = a_request(kupang.budi, kupang.sari)
    assert answered(request, visitor(kupang.budi), tindakan=act, note="Nanti.").status_code == 403


@pytest.mark.parametrize("reader", ["citra", "ratna", "auditor"])
def test_a_request_is_read_by_both_people_alone(kupang: Cast, reader: str) -> None:
    request = a_request(kupang.budi, kupang.sari)
    assert visitor(getattr(kupang, reader)).get(f"/umpan-balik/permintaan/{request.pk}/").status_code == 403
