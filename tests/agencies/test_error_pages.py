"""What people see when something is refused or fails: in Indonesian, in the frame where it can be."""

from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, server_error

from agencies.models import User
from tests.cast import Cast
from tests.visitors import visitor


def test_an_unknown_address_is_answered_inside_the_frame(kupang: Cast) -> None:
    response = visitor(kupang.budi).get("/tidak-ada/")
    text = response.content.decode()
    assert response.status_code == 404
    assert "Halaman tidak ditemukan" in text
    assert "Kota Kupang" in text
    assert 'href="/kinerja/"' in text


def test_a_visitor_gets_the_same_answer_without_a_region(client: Client, db: None) -> None:
    text = client.get("/tidak-ada/").content.decode()
    assert "Halaman tidak ditemukan" in text
    assert "Keluar" not in text


def test_an_unknown_address_does_not_repeat_what_was_asked(client: Client, db: None) -> None:
    assert "rahasia" not in client.get("/rahasia-saya/").content.decode()


def test_a_refusal_names_whom_to_ask(kupang: Cast) -> None:
    response = visitor(kupang.budi).get("/evaluasi/")
    text = response.content.decode()
    assert response.status_code == 403
    assert "hubungi admin perangkat daerah Anda" in text


def test_an_operator_is_kept_from_the_pages_of_a_region(db: None) -> None:
    operator = User.objects.create(region=None, login="operator-uji")
    response = visitor(operator).get("/kinerja/")
    assert response.status_code == 403
    assert "Akun operator tidak melihat data daerah." in response.content.decode()


def test_a_failure_is_answered_without_request_and_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Ada gangguan di sistem kami" in response.content.decode()


def test_a_request_that_cannot_be_read_is_answered_without_database() -> None:
    response = bad_request(RequestFactory().get("/"), SuspiciousOperation("x"))
    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in response.content.decode()
