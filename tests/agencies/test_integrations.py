"""The screen of integrations: tokens for programs of other systems, listed, issued and revoked by the region admin."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.models import ApiScope, ApiToken, SignedInDevice
from agencies.permissions import actor_of
from agencies.services.sign_in.record_sign_in import Visit, record_sign_in
from agencies.services.tokens.issue_program_token import issue_program_token
from agencies.services.tokens.issue_token import TokenRefusedError, issue_token
from tests.api.programs import a_token, with_secret
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.visitors import outside_any_scope, page, visitor

LIST, NEW = "/integrasi/", "/integrasi/token/baru/"


def issued(cast: Cast, client: Client | None = None, **other: Any) -> HttpResponse:
    """The answer to the form, filled in for the attendance machine, with something else instead."""
    form = {
        "name": "Mesin presensi",
        "account": cast.agency_admin.login,
        "scopes": [ApiScope.ATTENDANCE_WRITE],
        "days": "30",
        "password": PASSWORD,
        "key": str(uuid.uuid4()),
    }
    return (client or visitor(cast.region_admin)).post(NEW, form | other)  # type: ignore[return-value]


def came_by_the_provider(cast: Cast, *, minutes_ago: int) -> Client:
    """A browser of the region admin, who has no password and came in some minutes ago."""
    admin = cast.region_admin
    if admin.has_usable_password():
        admin.set_unusable_password()
        admin.save()
    client = visitor(admin)
    key = client.session.session_key or ""
    record_sign_in(user=admin, way="provider", visit=Visit(key, "Chrome, Linux", "10.0.0"))
    began = timezone.now() - datetime.timedelta(minutes=minutes_ago)
    SignedInDevice.objects.filter(session_key=key).update(signed_in_at=began)
    return client


def test_a_secret_that_was_issued_lets_a_program_in(kupang: Cast) -> None:
    answer = issued(kupang, scopes=[ApiScope.ORGANISATION_READ])
    found = re.search(r"tmb_\d+_[\w-]{43}", answer.content.decode())
    assert found is not None
    assert with_secret(found[0]).get("/api/v1/agencies/").status_code == 200


def test_the_page_with_the_secret_is_kept_nowhere(kupang: Cast) -> None:
    answer = issued(kupang)
    assert "no-store" in answer["Cache-Control"]
    assert "tmb_" not in page(visitor(kupang.region_admin), LIST).replace("tmb_…", "")


def test_a_form_that_comes_twice_issues_one_token(kupang: Cast) -> None:
    key = str(uuid.uuid4())
    assert [issued(kupang, key=key).status_code for _ in range(2)] == [200, 302]
    assert ApiToken.objects.count() == 1


def test_the_list_says_who_a_program_is_and_what_it_may(kupang: Cast) -> None:
    issued(kupang)
    shown = page(visitor(kupang.region_admin), LIST)
    assert all(words in shown for words in ("Mesin presensi", kupang.agency_admin.login, "mengirim rekap presensi"))
    assert "belum pernah" in shown


def test_without_tokens_the_list_says_what_fills_it(kupang: Cast) -> None:
    assert "Belum ada sistem lain yang terhubung." in page(visitor(kupang.region_admin), LIST)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": ""}, "Isi nama sistem"),
        ({"scopes": []}, "Pilih sedikitnya satu lingkup"),
        ({"days": "400"}, "Isi 1 sampai 366 hari."),
        ({"account": "tidak-ada"}, "Akun itu tidak dapat dipakai"),
        ({"password": ""}, "Isi kata sandi yang Anda pakai sekarang."),
        ({"password": "salah"}, "Kata sandi tidak cocok."),
        ({"scopes": [ApiScope.RATINGS_WRITE]}, "hanya dibaca dan dikirim dengan akun penilainya sendiri"),
    ],
)
def test_what_cannot_be_issued_is_refused_with_what_was_typed(kupang: Cast, other: dict[str, Any], said: str) -> None:
    answer = issued(kupang, **other)
    shown = answer.content.decode()
    assert (answer.status_code, said in shown, ApiToken.objects.count()) == (422, True, 0)
    assert 'value="30"' in shown or 'value="400"' in shown


def test_a_form_that_was_refused_may_come_again(kupang: Cast) -> None:
    key = str(uuid.uuid4())
    issued(kupang, key=key, scopes=[ApiScope.RATINGS_READ])
    assert issued(kupang, key=key).status_code == 200


def test_wrong_passwords_are_counted_with_those_of_the_own_tokens(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    own = {"name": "x", "scopes": [ApiScope.PLANS_READ], "days": "1", "password": "salah", "key": str(uuid.uuid4())}
    for _ in range(3):
        client.post("/akun/token/baru/", own)
    for _ in range(2):
        issued(kupang, password="salah")
    answer = issued(kupang)
    assert (answer.status_code, "Sudah 5 kali tidak cocok." in answer.content.decode()) == (422, True)
    assert not ApiToken.objects.exists()


def test_the_form_never_shows_the_password_again(kupang: Cast) -> None:
    assert PASSWORD not in issued(kupang, days="0").content.decode()


def test_an_admin_without_a_password_issues_a_token_soon_after_signing_in(kupang: Cast) -> None:
    client = came_by_the_provider(kupang, minutes_ago=9)
    assert 'name="password"' not in page(client, NEW)
    assert issued(kupang, client).status_code == 200


def test_an_admin_without_a_password_signs_in_anew_before_a_token_is_issued(kupang: Cast) -> None:
    client = came_by_the_provider(kupang, minutes_ago=11)
    shown = page(client, NEW)
    assert "dalam 10 menit setelah masuk" in shown
    assert 'name="scopes"' not in shown
    assert (issued(kupang, client).status_code, ApiToken.objects.count()) == (422, 0)


def test_a_sign_in_elsewhere_is_no_proof_for_an_older_session(kupang: Cast) -> None:
    older = came_by_the_provider(kupang, minutes_ago=60)
    came_by_the_provider(kupang, minutes_ago=0)
    assert (issued(kupang, older).status_code, ApiToken.objects.count()) == (422, 0)


def test_the_service_issues_nothing_long_after_signing_in(kupang: Cast) -> None:
    session_key = came_by_the_provider(kupang, minutes_ago=11).session.session_key or ""
    with pytest.raises(TokenRefusedError, match="dalam 10 menit setelah masuk"):
        issue_program_token(
            user=kupang.agency_admin,
            name="x",
            scopes=[ApiScope.PLANS_READ],
            days=1,
            password="",
            session_key=session_key,
            actor=actor_of(kupang.region_admin),
        )


def test_accounts_of_people_are_not_offered(kupang: Cast) -> None:
    shown = page(visitor(kupang.region_admin), NEW)
    assert kupang.agency_admin.login in shown
    assert kupang.sari.nip not in shown


@pytest.mark.parametrize("scope", [ApiScope.RATINGS_WRITE, ApiScope.ACTUALS_WRITE])
def test_nobody_lets_a_program_act_as_another_person(kupang: Cast, scope: ApiScope) -> None:
    assert kupang.sari.user is not None
    actor = actor_of(kupang.region_admin)
    with pytest.raises(TokenRefusedError, match="milik seorang pegawai"):
        issue_token(user=kupang.sari.user, name="x", scopes=[scope], days=1, actor=actor)


def test_a_revoked_token_opens_nothing_and_stays_listed(kupang: Cast) -> None:
    token, secret = a_token(kupang.region_admin)
    answer = visitor(kupang.region_admin).post(f"/integrasi/token/{token.pk}/cabut/")
    assert answer["Location"] == LIST
    assert "dicabut" in page(visitor(kupang.region_admin), LIST)
    assert with_secret(secret.shown).get("/api/v1/agencies/").status_code == 401


def test_before_revoking_one_is_told_what_it_means(kupang: Cast) -> None:
    token, _secret = a_token(kupang.region_admin)
    shown = page(visitor(kupang.region_admin), f"/integrasi/token/{token.pk}/cabut/")
    assert "langsung tidak dapat masuk lagi" in shown


def test_a_token_whose_time_is_over_is_listed_as_ended(kupang: Cast) -> None:
    a_token(kupang.region_admin)
    ApiToken.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    assert "lewat masa" in page(visitor(kupang.region_admin), LIST)


@pytest.mark.parametrize("who", ["agency_admin", "auditor", "regional_head", "budi"])
def test_only_the_region_admin_opens_it(kupang: Cast, who: str) -> None:
    assert visitor(getattr(kupang, who)).get(LIST).status_code == 403


def test_a_token_of_another_region_is_not_there(bandung: Cast, kupang: Cast) -> None:
    token, _secret = a_token(kupang.region_admin)
    address = f"/integrasi/token/{token.pk}/cabut/"
    assert outside_any_scope(visitor(bandung.region_admin), address).status_code == 404
