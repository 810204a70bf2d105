"""Minta umpan balik: whom, about what, and the question."""

from django.http import HttpResponse
from django.test import Client

from appraisal.models import FeedbackRequest
from tests.appraisal.feedback.words import a_request
from tests.cast import Cast
from tests.factories import an_employee
from tests.visitors import page, visitor

QUESTION = "Apa yang membuat rekap Oktober sulit diperiksa?"


def sent(client: Client, person: str, **changed: str) -> HttpResponse:
    """The form to somebody."""
    form = {"person": person, "about": "nilai-KO", "question": QUESTION, **changed}
    return client.post("/umpan-balik/minta/", form)  # type: ignore[return-value]


def test_the_own_supervisor_stands_in_the_field_and_colleagues_in_its_list(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/umpan-balik/minta/")
    assert f'value="{kupang.sari.name}' in text
    assert f'<option value="{kupang.citra.name}' in text


def test_a_name_is_enough(kupang: Cast) -> None:
    assert sent(visitor(kupang.budi), "dewi anggraini")["Location"] == "/umpan-balik/?lihat=diminta"
    assert FeedbackRequest.objects.get().asked == kupang.dewi


def test_an_nip_is_enough(kupang: Cast) -> None:
    sent(visitor(kupang.budi), kupang.sari.nip)
    assert FeedbackRequest.objects.get().asked == kupang.sari


def test_several_of_a_name_are_offered_to_choose_from(kupang: Cast) -> None:
    answer = sent(visitor(kupang.budi), "dewi")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Siapa yang dimaksud?" in text
    assert QUESTION in text


def test_the_chosen_one_is_asked(kupang: Cast) -> None:
    sent(visitor(kupang.budi), "dewi", nip=kupang.dewi.nip)
    assert FeedbackRequest.objects.get().asked == kupang.dewi


def test_nobody_of_that_name_is_said_in_a_sentence(kupang: Cast) -> None:
    answer = sent(visitor(kupang.budi), "Wiby")
    assert "Tidak ada pegawai yang cocok dengan “Wiby”" in answer.content.decode()


def test_the_people_of_another_region_are_nobody(bandung: Cast, kupang: Cast) -> None:
    assert sent(visitor(kupang.budi), bandung.sari.nip).status_code == 422


def test_five_that_wait_close_the_form(kupang: Cast) -> None:
    for number in range(5):
        a_request(kupang.budi, an_employee(f"Rekan {number}"))
    text = page(visitor(kupang.budi), "/umpan-balik/minta/")
    assert "Lima permintaan Anda masih menunggu jawaban." in text
    assert "Kirim permintaan" not in text


def test_an_account_without_a_plan_asks_nobody(kupang: Cast) -> None:
    assert visitor(kupang.agency_admin).get("/umpan-balik/minta/").status_code == 403
