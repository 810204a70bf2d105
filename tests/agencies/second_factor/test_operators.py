"""Operators have two-step verification too, on the same pages; who has lost everything is helped on the server."""

from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from agencies.models import InstallationEvent, SecondFactor, User
from agencies.sealing import unseal
from agencies.services.second_factor.codes import code_of, step_of
from agencies.tenancy.scope import OPERATORS, region_scope
from tests.agencies.second_factor.enrolled import an_app_of, code_given, is_in, password_given, wrong_code
from tests.cast import cast_of_bandung
from tests.factories import PASSWORD, an_operator
from tests.visitors import page, visitor

HERE = "/akun/verifikasi-dua-langkah/"
COMMAND = "remove_operator_factor"


@pytest.fixture
def operator(db: None) -> User:
    """Who makes regions."""
    return an_operator()


def said() -> list[str]:
    """What the installation keeps of the operator's acts, in order."""
    events = InstallationEvent.objects.order_by("pk").values_list("action", "reason")
    return [f"{action}: {reason}" for action, reason in events]


def test_the_account_page_says_why_and_leads_there(operator: User) -> None:
    shown = page(visitor(operator), "/akun/")
    assert "jalan masuk kepada admin pertamanya: aktifkan" in shown
    assert f'href="{HERE}"' in shown


def test_password_and_first_code_switch_it_on(operator: User) -> None:
    client = visitor(operator)
    assert client.post(HERE, {"password": PASSWORD})["Location"] == f"{HERE}aplikasi/"
    assert "issuer=Timbang%2C%20operator" in page(client, f"{HERE}aplikasi/")
    with region_scope(OPERATORS):
        secret = unseal(SecondFactor.objects.get().sealed_secret)
    answer = client.post(f"{HERE}aplikasi/", {"code": code_of(secret, step_of(timezone.now()))})
    assert "Sepuluh kode" in answer.content.decode()
    assert "Aktif sejak" in page(client, HERE)
    assert said() == ["second_factor_set: operator operator-uji"]


def test_the_password_alone_no_longer_opens_the_account(operator: User) -> None:
    app, client = an_app_of(operator), Client()
    assert password_given(client, operator)["Location"] == "/masuk/kode/"
    assert code_given(client, wrong_code(app)).status_code == 422
    assert not is_in(client)
    code_given(client, app.shown())
    assert client.get("/penyewa/").status_code == 200


def test_the_door_names_the_command_and_no_admin_of_a_region(operator: User) -> None:
    an_app_of(operator)
    client = Client()
    password_given(client, operator)
    shown = page(client, "/masuk/kode/")
    assert COMMAND in shown
    assert "Minta admin daerah" not in shown


def test_a_recovery_code_opens_once_and_is_recorded(operator: User) -> None:
    app = an_app_of(operator)
    for is_open in (True, False):
        client = Client()
        password_given(client, operator)
        code_given(client, app.codes[0])
        assert is_in(client) is is_open
    assert said()[1:] == ["recovery_code_used: operator operator-uji", "signed_in: operator operator-uji"]


def test_a_trusted_device_of_an_operator_is_asked_for_no_code(operator: User) -> None:
    app, client = an_app_of(operator), Client()
    password_given(client, operator)
    code_given(client, app.shown(), trust="on")
    client.post("/keluar/")
    password_given(client, operator)
    assert is_in(client)


def test_new_recovery_codes_end_the_old_ones(operator: User) -> None:
    app, client = an_app_of(operator), Client()
    assert visitor(operator).post(f"{HERE}kode-pemulihan/", {"password": PASSWORD}).status_code == 200
    password_given(client, operator)
    code_given(client, app.codes[0])
    assert not is_in(client)


def test_the_owner_switches_it_off_with_password_and_code(operator: User) -> None:
    app, client = an_app_of(operator), Client()
    form = {"password": PASSWORD, "code": app.codes[0]}
    assert visitor(operator).post(f"{HERE}nonaktif/", form)["Location"] == HERE
    password_given(client, operator)
    assert is_in(client)


def test_one_operators_factor_is_not_the_others(operator: User) -> None:
    an_app_of(operator)
    other, client = an_operator("operator-dua"), Client()
    password_given(client, other)
    assert "Mulai mengaktifkan" in page(client, HERE)


def test_it_gives_an_operator_nothing_of_a_region(operator: User, db: None) -> None:
    cast = cast_of_bandung()
    app, client = an_app_of(operator), Client()
    password_given(client, operator)
    code_given(client, app.shown())
    assert cast.region.name not in page(client, "/akun/")
    assert client.get("/kinerja/").status_code == 403


def test_where_roles_need_it_an_operator_sets_it_up_before_anything_else(
    operator: User, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_FOR_ROLES = True
    client = Client()
    password_given(client, operator)
    assert client.get("/penyewa/baru/")["Location"] == HERE
    assert "dari operatornya" in page(client, HERE)


def test_the_command_lets_the_password_alone_open_it_again(operator: User) -> None:
    an_app_of(operator)
    call_command(COMMAND, "operator-uji", stdout=StringIO())
    client = Client()
    password_given(client, operator)
    assert is_in(client)
    assert "second_factor_removed: perintah: operator-uji" in said()


@pytest.mark.parametrize(("login", "sentence"), [("siapa", "tidak ada"), ("operator-uji", "tidak aktif")])
def test_the_command_says_when_there_is_nothing_to_switch_off(operator: User, login: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command(COMMAND, login)


def test_the_command_helps_no_account_of_a_region(db: None) -> None:
    cast = cast_of_bandung()
    an_app_of(cast.auditor)
    with pytest.raises(CommandError, match="tidak ada"):
        call_command(COMMAND, cast.auditor.login)
    with region_scope(cast.region.pk):
        assert SecondFactor.objects.exists()
