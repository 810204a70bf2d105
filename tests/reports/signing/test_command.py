"""``make_test_certificate``: a certificate to try with, locked by what is read from standard input."""

from io import StringIO

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError

from reports.signing.local import certificate_path
from tests.cast import Cast
from tests.reports.signing.conftest import PASSPHRASE


def make(monkeypatch: pytest.MonkeyPatch, login: str, typed: str = PASSPHRASE, **options: object) -> str:
    """Give the order; what it says."""
    monkeypatch.setattr("sys.stdin", StringIO(f"{typed}\n"))
    said = StringIO()
    call_command("make_test_certificate", region="53.71", login=login, stdout=said, **options)
    return said.getvalue()


def test_it_is_named_a_test_and_locked(kupang: Cast, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    said = make(monkeypatch, kupang.sari.nip)
    assert "SERTIFIKAT UJI Sari Wulandari" in said
    assert PASSPHRASE not in said
    assert kupang.sari.user is not None
    packed = certificate_path(settings.SIGNING_FOLDER, kupang.sari.user.key).read_bytes()
    _key, certificate, _others = pkcs12.load_key_and_certificates(packed, PASSPHRASE.encode())
    assert certificate is not None
    assert "SERTIFIKAT UJI" in certificate.subject.rfc4514_string()


def test_an_account_without_an_employee_has_one_under_its_login(kupang: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SERTIFIKAT UJI uji-regional-head" in make(monkeypatch, "uji-regional-head")


def test_one_that_is_there_is_replaced_only_when_that_is_said(kupang: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make(monkeypatch, kupang.sari.nip)
    with pytest.raises(CommandError, match="--replace"):
        make(monkeypatch, kupang.sari.nip)
    assert "ditulis ke" in make(monkeypatch, kupang.sari.nip, replace=True)


@pytest.mark.parametrize(("login", "typed", "sentence"), [("x", PASSPHRASE, "tidak ditemukan"), ("", "pendek", "8")])
def test_what_is_missing_is_said(
    kupang: Cast, monkeypatch: pytest.MonkeyPatch, login: str, typed: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        make(monkeypatch, login or kupang.sari.nip, typed)
