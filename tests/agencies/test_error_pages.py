"""What people see when something is refused or fails: what happened, what to do, the way back; in Indonesian."""

import logging

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory

from agencies.models import User
from config.errors import PlainAnswersMiddleware, bad_request, server_error
from tests.cast import Cast
from tests.visitors import visitor

MOST_BYTES = 10_000


def text_of(response: HttpResponse) -> str:
    """The page, which must be light and lead back."""
    assert len(response.content) < MOST_BYTES
    text = response.content.decode()
    assert "Kembali ke halaman awal" in text
    return text


def answered(response: HttpResponse) -> HttpResponse:
    """What becomes of an answer behind the middleware, for somebody who is not signed in."""
    request = RequestFactory().get("/masuk/")
    return PlainAnswersMiddleware(lambda _request: response)(request)


def test_an_unknown_address_is_answered_inside_the_frame(kupang: Cast) -> None:
    response = visitor(kupang.budi).get("/tidak-ada/")
    text = text_of(response)  # type: ignore[arg-type]
    assert response.status_code == 404
    assert "Halaman tidak ditemukan" in text
    assert "Kota Kupang" in text
    assert 'href="/kinerja/"' in text


def test_a_visitor_gets_the_same_answer_without_a_region(client: Client, db: None) -> None:
    text = text_of(client.get("/tidak-ada/"))  # type: ignore[arg-type]
    assert "Halaman tidak ditemukan" in text
    assert "Keluar" not in text


def test_an_unknown_address_does_not_repeat_what_was_asked(client: Client, db: None) -> None:
    assert "rahasia" not in client.get("/rahasia-saya/").content.decode()


def test_a_refusal_says_why_and_names_whom_to_ask(kupang: Cast) -> None:
    response = visitor(kupang.budi).get("/evaluasi/")
    text = text_of(response)  # type: ignore[arg-type]
    assert response.status_code == 403
    assert "Daftar evaluasi untuk pejabat penilai" in text
    assert "hubungi admin perangkat daerah Anda" in text


def test_an_operator_is_kept_from_the_pages_of_a_region(db: None) -> None:
    operator = User.objects.create(region=None, login="operator-uji")
    response = visitor(operator).get("/kinerja/")
    assert response.status_code == 403
    assert "Akun operator tidak melihat data daerah." in text_of(response)  # type: ignore[arg-type]


def test_a_form_that_was_open_too_long_says_so(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/masuk/", {})
    assert response.status_code == 403
    assert "Halaman ini sudah terlalu lama terbuka" in text_of(response)  # type: ignore[arg-type]


def test_a_page_that_only_takes_forms_says_so_inside_the_frame(kupang: Cast) -> None:
    response = visitor(kupang.budi).get("/peran/")
    text = text_of(response)  # type: ignore[arg-type]
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Alamat ini tidak dibuka langsung" in text
    assert "Kota Kupang" in text


@pytest.mark.parametrize(("status", "sentence"), [(413, "Kiriman terlalu besar"), (429, "Terlalu banyak permintaan")])
def test_a_wordless_refusal_gets_its_page(status: int, sentence: str) -> None:
    response = answered(HttpResponse(status=status, headers={"Retry-After": "60"}))
    assert (response.status_code, response["Retry-After"]) == (status, "60")
    assert sentence in text_of(response)


def test_an_answer_that_speaks_for_itself_stays(db: None) -> None:
    said = JsonResponse({"detail": "tunggu"}, status=429)
    assert answered(said) is said


def test_a_request_with_too_much_data_is_413() -> None:
    response = bad_request(RequestFactory().post("/"), RequestDataTooBig("x"))
    assert response.status_code == 413
    assert "Kiriman terlalu besar" in text_of(response)


def test_a_request_that_cannot_be_read_is_answered_without_database() -> None:
    response = bad_request(RequestFactory().get("/"), SuspiciousOperation("x"))
    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in text_of(response)


def test_a_failure_is_answered_without_request_and_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Ada gangguan di sistem kami" in text_of(response)


def test_a_failure_has_a_code_under_which_the_log_knows_it(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="timbang.errors"):
        text = text_of(failed(rf.get("/kinerja/?nip=1985")))
    record = caplog.records[-1].getMessage()
    code = record.split()[1].removesuffix(":")
    assert f"Kode: {code}" in text
    assert record == f"reference {code}: GET - ZeroDivisionError"


def failed(request: HttpRequest) -> HttpResponse:
    """The answer to a request whose view has failed."""
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        return server_error(request)
    raise AssertionError
