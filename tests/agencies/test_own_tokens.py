"""The screen of the own tokens: programs that act as oneself, listed, issued and revoked by oneself."""

import re
import uuid
from typing import Any

import pytest
from django.http import HttpResponse

from agencies.models import ApiScope, ApiToken, User
from agencies.permissions import actor_of
from agencies.services.tokens.issue_own_token import issue_own_token
from agencies.services.tokens.issue_token import TokenRefusedError
from tests.api.programs import a_token, with_secret
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.visitors import outside_any_scope, page, visitor

LIST, NEW = "/akun/token/", "/akun/token/baru/"


def issued(cast: Cast, who: str = "sari", **other: Any) -> HttpResponse:
    """The answer to the form, filled in for a worksheet, with something else instead."""
    form = {
        "name": "Lembar kerja",
        "scopes": [ApiScope.RATINGS_WRITE],
        "days": "30",
        "password": PASSWORD,
        "key": str(uuid.uuid4()),
    }
    return visitor(getattr(cast, who)).post(NEW, form | other)  # type: ignore[return-value]


def test_the_own_program_acts_as_oneself(kupang: Cast) -> None:
    answer = issued(kupang, scopes=[ApiScope.ORGANISATION_READ])
    found = re.search(r"tmb_\d+_[\w-]{43}", answer.content.decode())
    assert found is not None
    rows = with_secret(found[0]).get("/api/v1/placements/?day=2026-01-31").json()["results"]
    assert {row["nip"] for row in rows} == {kupang.sari.nip, kupang.budi.nip, kupang.citra.nip}


def test_a_form_that_comes_twice_issues_one_own_token(kupang: Cast) -> None:
    key = str(uuid.uuid4())
    assert [issued(kupang, key=key).status_code for _ in range(2)] == [200, 302]
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "scope", "is_offered"),
    [
        ("sari", ApiScope.RATINGS_WRITE, True),
        ("budi", ApiScope.RATINGS_WRITE, False),
        ("budi", ApiScope.ACTUALS_WRITE, True),
        ("budi", ApiScope.ATTENDANCE_WRITE, False),
        ("agency_admin", ApiScope.ATTENDANCE_WRITE, True),
        ("agency_admin", ApiScope.AUDIT_READ, False),
        ("auditor", ApiScope.AUDIT_READ, True),
        ("auditor", ApiScope.ACTUALS_WRITE, False),
        ("regional_head", ApiScope.RATINGS_WRITE, True),
    ],
)
def test_only_what_the_account_can_do_is_offered(kupang: Cast, who: str, scope: ApiScope, is_offered: bool) -> None:
    assert (f'value="{scope}"' in page(visitor(getattr(kupang, who)), NEW)) is is_offered
    assert issued(kupang, who, scopes=[scope]).status_code == (200 if is_offered else 422)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": ""}, "Isi nama sistem"),
        ({"scopes": []}, "Pilih sedikitnya satu lingkup"),
        ({"days": "91"}, "Isi 1 sampai 90 hari."),
        ({"days": "0"}, "Isi 1 sampai 90 hari."),
        ({"scopes": ["semua"]}, "Lingkup itu tidak ada"),
        ({"password": ""}, "Isi kata sandi yang Anda pakai sekarang."),
        ({"password": "salah"}, "Kata sandi tidak cocok."),
    ],
)
def test_what_cannot_be_issued_is_refused_with_what_was_said(kupang: Cast, other: dict[str, Any], said: str) -> None:
    answer = issued(kupang, **other)
    assert (answer.status_code, said in answer.content.decode(), ApiToken.objects.count()) == (422, True, 0)


def test_after_a_wrong_password_the_same_form_issues_the_token(kupang: Cast) -> None:
    key = str(uuid.uuid4())
    assert [issued(kupang, key=key, password=typed).status_code for typed in ("salah", PASSWORD)] == [422, 200]


def test_wrong_passwords_are_counted_with_those_of_the_other_pages_that_ask(kupang: Cast) -> None:
    for _ in range(3):
        issued(kupang, password="salah")
    for _ in range(2):
        form = {"current": "salah", "new": "kupang-pagi-cerah-71", "again": "kupang-pagi-cerah-71"}
        visitor(kupang.sari).post("/akun/kata-sandi/", form)
    answer = issued(kupang)
    assert (answer.status_code, "Sudah 5 kali tidak cocok." in answer.content.decode()) == (422, True)
    assert not ApiToken.objects.exists()


def test_the_page_never_shows_the_password_again(kupang: Cast) -> None:
    assert PASSWORD not in issued(kupang, days="0").content.decode()


def test_an_account_without_a_password_is_told_how_it_gets_a_token(kupang: Cast) -> None:
    account(kupang).set_unusable_password()
    account(kupang).save()
    shown = page(visitor(kupang.sari), LIST)
    assert "Minta tautan kata sandi kepada admin daerah" in shown
    assert NEW not in shown
    answer = issued(kupang)
    assert (answer.status_code, answer["Location"], ApiToken.objects.count()) == (302, LIST, 0)


def test_the_service_refuses_a_scope_beyond_the_account(kupang: Cast) -> None:
    with pytest.raises(TokenRefusedError, match="tidak dapat dipakai akun Anda"):
        own_token(kupang, ApiScope.AUDIT_READ, days=1)


def test_the_service_refuses_a_token_beyond_ninety_days(kupang: Cast) -> None:
    with pytest.raises(TokenRefusedError, match="1 sampai 90 hari"):
        own_token(kupang, ApiScope.PLANS_READ, days=91)


def test_one_sees_the_own_tokens_alone_and_the_region_admin_all(kupang: Cast) -> None:
    issued(kupang, name="Lembar Sari")
    assert "Lembar Sari" not in page(visitor(kupang.budi), LIST)
    assert "Lembar Sari" in page(visitor(kupang.sari), LIST)
    assert "Lembar Sari" in page(visitor(kupang.region_admin), "/integrasi/")


def test_without_tokens_the_list_says_that_no_program_uses_the_account(kupang: Cast) -> None:
    assert "Belum ada program yang memakai akun Anda." in page(visitor(kupang.citra), LIST)


@pytest.mark.parametrize(
    ("who", "address"), [("sari", "/akun/token/{}/cabut/"), ("region_admin", "/integrasi/token/{}/cabut/")]
)
def test_an_own_token_is_revoked_by_oneself_or_by_the_region_admin(kupang: Cast, who: str, address: str) -> None:
    token, secret = a_token(account(kupang))
    client = visitor(getattr(kupang, who))
    assert "langsung tidak dapat masuk lagi" in page(client, address.format(token.pk))
    client.post(address.format(token.pk))
    assert with_secret(secret.shown).get("/api/v1/agencies/").status_code == 401


def test_nobody_revokes_the_token_of_a_colleague_here(kupang: Cast) -> None:
    token, _secret = a_token(account(kupang))
    assert visitor(kupang.budi).post(f"/akun/token/{token.pk}/cabut/").status_code == 403


def test_an_own_token_of_another_region_is_not_there(bandung: Cast, kupang: Cast) -> None:
    token, _secret = a_token(account(kupang))
    assert outside_any_scope(visitor(bandung.sari), f"/akun/token/{token.pk}/cabut/").status_code == 404


def own_token(cast: Cast, scope: ApiScope, *, days: int) -> None:
    """Sari's, by the service alone."""
    issue_own_token(name="x", scopes=[scope], days=days, password=PASSWORD, actor=actor_of(account(cast)))


def account(cast: Cast) -> User:
    """Sari's."""
    user: User | None = cast.sari.user
    assert user is not None
    return user
