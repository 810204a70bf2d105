"""Setting two-step verification up, renewing its recovery codes, switching it off."""

import datetime
import hashlib
import re

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent, RecoveryCode, SecondFactor
from agencies.permissions import actor_of
from agencies.sealing import unseal
from agencies.services.second_factor.codes import code_of, recovery_digest, step_of
from agencies.services.second_factor.remove_factor import remove_factor
from tests.agencies.second_factor.enrolled import account_of, an_app_of
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.visitors import page, visitor

HERE = "/akun/verifikasi-dua-langkah/"
APP, RENEW, OFF = f"{HERE}aplikasi/", f"{HERE}kode-pemulihan/", f"{HERE}nonaktif/"
A_CODE = re.compile(r"(?<![\w-])[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}(?![\w-])")


def begun(client: Client, password: str = PASSWORD) -> str:
    """The secret that the page offers after the password."""
    client.post(HERE, {"password": password})
    return unseal(SecondFactor.objects.get().sealed_secret)


def first_code(secret: str) -> dict[str, str]:
    """What the form of the first code sends."""
    return {"code": code_of(secret, step_of(timezone.now()))}


def test_the_first_right_code_switches_it_on_and_brings_ten_recovery_codes(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    answer = client.post(APP, first_code(begun(client)))
    assert len(A_CODE.findall(answer.content.decode())) == 10
    assert "no-store" in answer["Cache-Control"]
    assert "Aktif sejak" in page(client, HERE)


def test_what_was_not_confirmed_does_not_count(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    begun(client)
    assert "Mulai mengaktifkan" in page(client, HERE)
    assert not RecoveryCode.objects.exists()


def test_beginning_again_replaces_what_was_begun(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    first, second = begun(client), begun(client)
    assert first != second
    assert client.post(APP, first_code(first)).status_code == 422


def test_what_was_begun_is_forgotten_after_an_hour(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    begun(client)
    SecondFactor.objects.update(created_at=timezone.now() - datetime.timedelta(hours=1))
    assert client.get(APP)["Location"] == HERE


@pytest.mark.parametrize("typed", ["000", "abcdef", "", "\0", "1" * 10_000])
def test_a_wrong_first_code_changes_nothing_and_says_how_to_mend_it(kupang: Cast, typed: str) -> None:
    client = visitor(kupang.budi)
    begun(client)
    answer = client.post(APP, {"code": typed})
    assert answer.status_code == 422
    assert "Galat: Pasang di aplikasi" in answer.content.decode()
    assert SecondFactor.objects.get().confirmed_at is None


def test_a_code_may_be_typed_in_groups(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    code = first_code(begun(client))["code"]
    assert client.post(APP, {"code": f" {code[:3]} {code[3:]} "}).status_code == 200


def test_who_does_not_know_the_password_begins_nothing(kupang: Cast) -> None:
    answer = visitor(kupang.budi).post(HERE, {"password": "salah"})
    assert answer.status_code == 422
    assert "Kata sandi tidak cocok." in answer.content.decode()
    assert not SecondFactor.objects.exists()


def test_after_five_wrong_passwords_one_waits(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    for _try in range(5):
        client.post(HERE, {"password": "salah"})
    assert "Coba lagi dalam 15 menit." in client.post(HERE, {"password": PASSWORD}).content.decode()


def test_the_page_shows_the_secret_as_a_picture_and_to_type(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    secret = begun(client)
    shown = page(client, APP)
    assert 'src="data:image/svg+xml' in shown
    assert " ".join(re.findall("....", secret)) in shown
    assert f"secret={secret}" in shown


def test_the_secret_is_sealed_where_it_is_kept(kupang: Cast) -> None:
    app = an_app_of(kupang.budi)
    assert app.secret not in SecondFactor.objects.get().sealed_secret


def test_recovery_codes_are_kept_as_digests_of_their_account(kupang: Cast) -> None:
    app = an_app_of(kupang.budi)
    kept = set(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert kept == {recovery_digest(app.user, code) for code in app.codes}
    assert hashlib.sha256(app.codes[0].encode()).hexdigest() not in kept


def test_it_is_recorded_without_its_secrets(kupang: Cast) -> None:
    an_app_of(kupang.budi)
    event = AuditEvent.objects.get(action=AuditEvent.Action.SECOND_FACTOR_SET)
    assert (event.actor_name, event.subject, event.details) == ("Budi Santoso", kupang.budi.nip, {"codes": 10})


def test_one_that_is_on_is_not_replaced_by_another(kupang: Cast) -> None:
    an_app_of(kupang.budi)
    client = visitor(kupang.budi)
    assert client.post(HERE, {"password": PASSWORD}).status_code == 422
    assert client.get(APP)["Location"] == HERE


def test_new_recovery_codes_end_the_old_ones(kupang: Cast) -> None:
    app = an_app_of(kupang.budi)
    shown = visitor(kupang.budi).post(RENEW, {"password": PASSWORD}).content.decode()
    new = A_CODE.findall(shown)
    assert len(new) == 10
    assert set(RecoveryCode.objects.values_list("code_hash", flat=True)) == {
        recovery_digest(app.user, code) for code in new
    }


def test_new_recovery_codes_need_the_password(kupang: Cast) -> None:
    an_app_of(kupang.budi)
    answer = visitor(kupang.budi).post(RENEW, {"password": "salah"})
    assert (answer.status_code, A_CODE.findall(answer.content.decode())) == (422, [])


@pytest.mark.parametrize("address", [RENEW, OFF])
def test_without_a_factor_there_is_nothing_to_renew_or_switch_off(kupang: Cast, address: str) -> None:
    assert visitor(kupang.budi).get(address)["Location"] == HERE


@pytest.mark.parametrize("kind", ["of the app", "for recovery"])
def test_it_is_switched_off_with_password_and_a_code(kupang: Cast, kind: str) -> None:
    app = an_app_of(kupang.budi)
    code = app.shown() if kind == "of the app" else app.codes[3]
    assert visitor(kupang.budi).post(OFF, {"password": PASSWORD, "code": code})["Location"] == HERE
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()
    event = AuditEvent.objects.get(action=AuditEvent.Action.SECOND_FACTOR_REMOVED)
    assert (event.actor_name, event.details) == ("Budi Santoso", {"by_owner": True})


@pytest.mark.parametrize(
    ("password", "code", "said"), [("salah", "", "Kata sandi tidak cocok."), (PASSWORD, "salah1", "Kode tidak cocok.")]
)
def test_neither_password_nor_code_alone_switches_it_off(kupang: Cast, password: str, code: str, said: str) -> None:
    app = an_app_of(kupang.budi)
    answer = visitor(kupang.budi).post(OFF, {"password": password, "code": code or app.shown()})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert SecondFactor.objects.exists()


def test_an_admin_switches_it_off_with_a_reason_that_is_recorded(kupang: Cast) -> None:
    app = an_app_of(kupang.budi)
    assert remove_factor(user=app.user, actor=actor_of(kupang.region_admin), reason="Telepon hilang.")
    event = AuditEvent.objects.get(action=AuditEvent.Action.SECOND_FACTOR_REMOVED)
    assert (event.actor_name, event.reason, event.details) == (
        kupang.region_admin.login,
        "Telepon hilang.",
        {"by_owner": False},
    )


def test_what_was_never_on_is_not_recorded_as_switched_off(kupang: Cast) -> None:
    begun(visitor(kupang.budi))
    assert not remove_factor(user=account_of(kupang.budi), actor=actor_of(kupang.region_admin), reason="x")
    assert not AuditEvent.objects.exists()


def test_a_factor_of_another_region_is_not_seen(bandung: Cast, kupang: Cast) -> None:
    an_app_of(kupang.budi)
    assert SecondFactor.objects.filter(user_id=account_of(bandung.budi).pk).count() == 0
    assert SecondFactor.objects.count() == 1


def test_the_account_page_says_how_it_stands(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    assert "Verifikasi dua langkah belum aktif." in page(client, "/akun/")
    an_app_of(kupang.budi)
    assert "Verifikasi dua langkah aktif sejak" in page(client, "/akun/")


@pytest.mark.parametrize(("who", "is_told"), [("region_admin", True), ("auditor", True), ("budi", False)])
def test_who_holds_a_role_is_told_why_it_matters(kupang: Cast, who: str, is_told: bool) -> None:
    shown = page(visitor(getattr(kupang, who)), "/akun/")
    assert ("Peran Anda membuka data banyak orang" in shown) is is_told
