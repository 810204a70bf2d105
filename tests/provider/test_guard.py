"""What a provider may be, and may not make us do: addresses, answers, signatures."""

import ipaddress
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import LazySettings
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from agencies.services.provider.addresses import check_address, find_machine
from agencies.services.provider.asking import LARGEST
from agencies.services.provider.discovery import fetch_discovery
from agencies.services.provider.id_token import read_id_token
from agencies.services.provider.problems import ProviderProblem

ISSUER = "https://sso.kupang.example"
KEY = RSAKey.generate_key(2048, {"kid": "satu", "use": "sig"})
PUBLIC = KEY.as_dict(private=False)


def refused(call: Callable[[], object]) -> str:
    """The code under which something is refused."""
    with pytest.raises(ProviderProblem) as caught:
        call()
    assert str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://sso.kupang.example/o", "address_not_https"),
        ("ftp://sso.kupang.example/o", "address_not_https"),
        ("javascript:alert(1)", "address_unreadable"),
        ("https://", "address_unreadable"),
        ("https://[", "address_unreadable"),
        ("https://sso.kupang.example:99999/", "address_unreadable"),
        ("https://sso.kupang.example/\n", "address_unreadable"),
        ("https://ssο.kupang.example/", "address_unreadable"),
        ("https://admin:x@sso.kupang.example/", "address_with_more"),
        ("https://sso.kupang.example/#x", "address_with_more"),
        ("https://sso.kupang.example/" + "x" * 600, "address_unreadable"),
    ],
)
def test_only_a_plain_https_address_is_asked(address: str, code: str) -> None:
    assert refused(lambda: check_address(address)) == code


def test_outside_a_trial_localhost_needs_https_too(settings: LazySettings) -> None:
    settings.OIDC_PLAIN_ON_LOCALHOST = False
    assert refused(lambda: check_address("http://localhost:8080/o")) == "address_not_https"


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.1",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::",
        "::10.0.0.1",
        "::ffff:0:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::10.0.0.1",
        "fec0::1",
    ],
)
def test_no_machine_of_an_inner_network_is_asked(settings: LazySettings, machine: str) -> None:
    settings.OIDC_PLAIN_ON_LOCALHOST = False
    assert refused(lambda: find_machine(machine, 443)) == "host_is_private"


def test_a_network_that_the_operator_named_is_asked(settings: LazySettings) -> None:
    settings.OIDC_PRIVATE_NETWORKS = [ipaddress.ip_network("10.20.0.0/16")]
    assert find_machine("10.20.1.1", 443) == "10.20.1.1"
    assert refused(lambda: find_machine("10.21.1.1", 443)) == "host_is_private"


@pytest.mark.parametrize("machine", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::8.8.8.8"])
def test_a_machine_of_the_public_internet_is_asked(machine: str) -> None:
    assert find_machine(machine, 443) == str(ipaddress.ip_address(machine))


def test_an_unknown_name_is_said_to_be_unknown() -> None:
    assert refused(lambda: find_machine("tidak-ada.invalid", 443)) == "host_unknown"


class Odd(BaseHTTPRequestHandler):
    """Answers whatever the test has put here."""

    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"")

    def do_GET(self) -> None:
        """The same answer for every address."""
        status, headers, body = Odd.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def odd_issuer() -> Iterator[str]:
    """The address of a server whose answers are odd."""
    server = HTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((404, {}, b"{}"), "answer_status"),
        ((500, {}, b"{}"), "answer_status"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "redirected"),
        ((200, {}, b"<html>"), "answer_no_json"),
        ((200, {}, b"[]"), "answer_no_json"),
        ((200, {}, b"[" * 100_000), "answer_no_json"),
        ((200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"), "answer_no_json"),
        ((200, {}, b" " * (LARGEST + 1)), "answer_too_large_or_slow"),
        ((200, {}, b'{"issuer": "https://sso.lain.example"}'), "issuer_differs"),
        ((200, {"Content-Length": "99"}, b"{}"), "unreachable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_odd_answer_is_told_and_not_believed(
    odd_issuer: str, answer: tuple[int, dict[str, str], bytes], code: str
) -> None:
    Odd.answer = answer
    assert refused(lambda: fetch_discovery(odd_issuer)) == code


@pytest.mark.parametrize(
    ("endpoint", "code"),
    [(None, "document_incomplete"), (7, "document_incomplete"), ("javascript:alert(1)//x", "address_unreadable")],
)
def test_an_endpoint_that_no_browser_should_open_is_refused(odd_issuer: str, endpoint: object, code: str) -> None:
    document = {"issuer": odd_issuer, "authorization_endpoint": endpoint}
    Odd.answer = (200, {}, json.dumps(document).encode())
    assert refused(lambda: fetch_discovery(odd_issuer)) == code


def read(token: str, keys: list[Any]) -> object:
    """Read a token as the sign-in does."""
    return read_id_token(token, lambda **_anew: keys, issuer=ISSUER, client_id="timbang", nonce="sekali")


def claims() -> dict[str, Any]:
    """Those of a token in order."""
    now = int(time.time())
    return {"iss": ISSUER, "aud": "timbang", "sub": "1", "exp": now + 60, "iat": now, "nonce": "sekali"}


def test_a_token_in_order_is_read() -> None:
    said = claims()
    assert read(jwt.encode({"alg": "RS256", "kid": "satu"}, said, KEY), [PUBLIC]) == said


def test_a_signature_by_a_shared_secret_proves_nothing() -> None:
    secret = OctKey.import_key("rahasia-klien-timbang-yang-panjang")
    token = jwt.encode({"alg": "HS256", "kid": "satu"}, claims(), secret)
    assert refused(lambda: read(token, [PUBLIC, secret.as_dict() | {"kid": "satu"}])) == "algorithm"


def test_a_token_without_signature_proves_nothing() -> None:
    _head, body, _signature = jwt.encode({"alg": "RS256"}, claims(), KEY).split(".")
    head = urlsafe_b64encode(b'{"alg": "none"}').decode().rstrip("=")
    token = f"{head}.{body}."
    assert refused(lambda: read(token, [PUBLIC])) == "algorithm"


def test_a_token_signed_by_somebody_else_is_refused() -> None:
    stranger = RSAKey.generate_key(2048)
    token = jwt.encode({"alg": "RS256", "kid": "satu"}, claims(), stranger)
    assert refused(lambda: read(token, [PUBLIC])) == "id_token_BadSignatureError"


def test_of_several_keys_the_token_must_name_one() -> None:
    said = claims()
    token = jwt.encode({"alg": "RS256"}, said, KEY)
    assert read(token, [PUBLIC]) == said
    assert refused(lambda: read(token, [PUBLIC, PUBLIC | {"kid": "dua"}])) == "key_ambiguous"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9..x", "\ud800.a.b", "a." * 5_000])
def test_what_is_no_token_is_refused(token: str) -> None:
    assert refused(lambda: read(token, [PUBLIC]))


@pytest.mark.parametrize("key", [{"kty": "RSA", "kid": "satu"}, {"kty": "RSA", "kid": "satu", "n": 1, "e": []}])
def test_a_broken_key_is_refused(key: dict[str, object]) -> None:
    token = jwt.encode({"alg": "RS256", "kid": "satu"}, claims(), KEY)
    assert refused(lambda: read(token, [key]))
