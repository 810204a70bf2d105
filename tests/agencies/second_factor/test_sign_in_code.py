"""The second step at the door."""

import datetime

import pytest
from django.test import Client, override_settings

from agencies.models import AuditEvent, RecoveryCode, SecondFactor, User
from agencies.services.second_factor.check_code import check_code
from agencies.services.second_factor.codes import code_of, step_of
from agencies.services.second_factor.refusals import SecondFactorRefusedError
from agencies.services.sign_in.counters import forget
from agencies.tenancy.scope import region_scope
from agencies.views.pending import PENDING
from tests.agencies.second_factor.enrolled import App, an_app_of, code_given, is_in, password_given, wrong_code
from tests.cast import Cast, cast_of_bandung, cast_of_kupang

AWAY = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}


@pytest.fixture
def people(db: None) -> Cast:
    """Kota Kupang as a visitor meets it: nobody's region is in scope."""
    return cast_of_kupang()


@pytest.fixture
def app(people: Cast) -> App:
    """Budi's app."""
    return an_app_of(people.budi)


def test_the_password_alone_signs_nobody_in(client: Client, app: App) -> None:
    assert password_given(client, app.user)["Location"] == "/masuk/kode/"
    assert not is_in(client)


def test_a_code_signs_in_and_leads_where_one_wanted(client: Client, app: App) -> None:
    password_given(client, app.user, goal="/kinerja/?periode=2026-01")
    assert code_given(client, app.shown())["Location"] == "/kinerja/?periode=2026-01"
    assert is_in(client)
    assert PENDING not in client.session


def test_who_has_no_app_signs_in_as_before(client: Client, app: App, people: Cast) -> None:
    password_given(client, people.auditor)
    assert is_in(client)


def test_what_was_begun_and_not_confirmed_is_not_asked_for(client: Client, app: App) -> None:
    with region_scope(app.user.region_id or 0):
        SecondFactor.objects.update(confirmed_at=None)
    password_given(client, app.user)
    assert is_in(client)


def test_the_code_may_have_spaces(client: Client, app: App) -> None:
    password_given(client, app.user)
    code_given(client, f" {app.shown()[:3]} {app.shown()[3:]} ")
    assert is_in(client)


@pytest.mark.parametrize(("off", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_off_by_one_step(app: App, off: int, is_taken: bool) -> None:
    at = datetime.datetime(2026, 11, 3, 8, 0, 15, tzinfo=datetime.UTC)
    with region_scope(app.user.region_id or 0):
        SecondFactor.objects.update(last_step=0)
    code = code_of(app.secret, step_of(at) + off)
    if is_taken:
        assert check_code(user=app.user, typed=code, at=at) is None
    else:
        with pytest.raises(SecondFactorRefusedError, match="Kode tidak cocok"):
            check_code(user=app.user, typed=code, at=at)


def test_a_code_is_never_taken_twice(app: App) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        password_given(client, app.user)
    code = app.shown()
    code_given(first, code)
    answer = code_given(second, code)
    assert (is_in(first), is_in(second)) == (True, False)
    assert "Kode ini sudah dipakai." in answer.content.decode()


def test_a_code_older_than_one_that_was_taken_is_refused(client: Client, app: App) -> None:
    check_code(user=app.user, typed=app.shown(steps_off=1))
    with pytest.raises(SecondFactorRefusedError, match="sudah dipakai"):
        check_code(user=app.user, typed=app.shown())


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "\0\0\0", "²²²²²²", "9" * 10_000])
def test_what_is_no_code_is_refused_with_a_way_to_mend_it(client: Client, app: App, typed: str) -> None:
    password_given(client, app.user)
    answer = code_given(client, typed)
    assert (answer.status_code, is_in(client)) == (422, False)
    assert "Galat: Verifikasi" in answer.content.decode()


def test_after_five_wrong_codes_one_waits_even_with_the_right_one(client: Client, app: App) -> None:
    password_given(client, app.user)
    for _try in range(5):
        assert "Kode tidak cocok." in code_given(client, wrong_code(app)).content.decode()
    answer = code_given(client, app.shown())
    assert "Sudah 5 kali tidak cocok. Coba lagi dalam 15 menit." in answer.content.decode()
    assert not is_in(client)


def test_each_further_round_of_a_day_waits_longer(client: Client, app: App) -> None:
    password_given(client, app.user)
    for _round in range(2):
        forget(f"tries:code:{app.user.key}:tries", f"tries:code:{app.user.key}:until")
        for _try in range(5):
            code_given(client, wrong_code(app))
    assert "Coba lagi dalam 30 menit." in code_given(client, app.shown()).content.decode()


def test_with_the_counters_away_a_code_still_opens(client: Client, app: App) -> None:
    with override_settings(CACHES=AWAY):
        password_given(client, app.user)
        code_given(client, app.shown())
    assert is_in(client)


def test_a_new_session_brings_no_new_tries(app: App) -> None:
    for _try in range(5):
        client = Client()
        password_given(client, app.user)
        code_given(client, wrong_code(app))
    client = Client()
    password_given(client, app.user)
    assert "Coba lagi dalam" in code_given(client, app.shown()).content.decode()


def test_who_has_not_the_password_keeps_nobody_waiting(client: Client, app: App) -> None:
    stranger = Client()
    for _try in range(9):
        code_given(stranger, wrong_code(app))
    password_given(client, app.user)
    code_given(client, app.shown())
    assert is_in(client)


def test_a_right_code_forgets_the_wrong_ones(app: App) -> None:
    for at in (1, 2):
        client = Client()
        password_given(client, app.user)
        for _try in range(4):
            code_given(client, wrong_code(app))
        code_given(client, app.codes[at])
        assert is_in(client)


@pytest.mark.parametrize("written", [str, str.upper, lambda code: code.replace("-", " ").replace("1", "l")])
def test_a_recovery_code_opens_once(app: App, written: type[str]) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        password_given(client, app.user)
        code_given(client, written(app.codes[0]))
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_is_recorded_and_the_rest_is_told(client: Client, app: App) -> None:
    password_given(client, app.user)
    code_given(client, app.codes[0])
    assert "Tersisa 9 kode" in client.get("/akun/").content.decode()
    with region_scope(app.user.region_id or 0):
        event = AuditEvent.objects.get(action=AuditEvent.Action.RECOVERY_CODE_USED)
        assert RecoveryCode.objects.filter(used_at=None).count() == 9
    assert (event.actor_name, event.details) == ("Budi Santoso", {"codes_left": 9})


def test_codes_of_somebody_else_open_nothing(client: Client, app: App, people: Cast) -> None:
    other = an_app_of(people.sari)
    password_given(client, app.user)
    for code in (other.codes[0], other.shown()):
        code_given(client, code)
    assert not is_in(client)


def test_codes_of_another_region_open_nothing(client: Client, app: App) -> None:
    other = an_app_of(cast_of_bandung().budi)
    password_given(client, app.user)
    code_given(client, other.codes[0])
    assert not is_in(client)


@pytest.mark.parametrize("address", ["/", "/akun/", "/kinerja/", "/akun/verifikasi-dua-langkah/", "/api/v1/agencies/"])
def test_who_still_owes_a_code_opens_no_page(client: Client, app: App, address: str) -> None:
    password_given(client, app.user)
    answer = client.get(address)
    assert answer.status_code in {302, 401, 403}
    assert answer.status_code != 302 or answer["Location"].startswith("/masuk/?next=")


def test_after_ten_minutes_one_begins_again(client: Client, app: App) -> None:
    password_given(client, app.user)
    session = client.session
    session[PENDING] = {**session[PENDING], "at": session[PENDING]["at"] - 601}
    session.save()
    assert code_given(client, app.shown())["Location"] == "/masuk/"
    assert "Waktu untuk mengisi kode sudah habis." in client.get("/masuk/").content.decode()


def test_a_password_changed_meanwhile_ends_the_waiting(client: Client, app: App) -> None:
    password_given(client, app.user)
    app.user.set_password("kupang-pagi-cerah-71")
    app.user.save()
    code_given(client, app.shown())
    assert not is_in(client)


def test_a_closed_account_does_not_come_in_with_a_code(client: Client, app: App) -> None:
    password_given(client, app.user)
    User.objects.filter(pk=app.user.pk).update(is_active=False)
    code_given(client, app.shown())
    assert not is_in(client)


def test_a_session_from_before_is_not_taken_over(client: Client, app: App) -> None:
    client.get("/masuk/")
    password_given(client, app.user)
    waiting = client.session.session_key
    code_given(client, app.shown())
    assert client.session.session_key != waiting


def test_nobody_learns_without_the_password_who_has_an_app(client: Client, app: App, people: Cast) -> None:
    told = []
    for person in (app.user, people.auditor):
        form = {"region": "53.71", "login": person.login, "password": "salah"}
        answer = Client().post("/masuk/", form)
        told.append((answer.status_code, "tidak cocok" in answer.content.decode()))
    assert told == [(422, True), (422, True)]


def test_the_page_suits_password_managers_and_names_whom_to_ask(client: Client, app: App, people: Cast) -> None:
    password_given(client, app.user)
    shown = client.get("/masuk/kode/").content.decode()
    assert 'autocomplete="one-time-code"' in shown
    assert 'inputmode="numeric"' in shown
    assert people.region_admin.login in shown


def test_signing_in_is_recorded_once_and_after_the_code(client: Client, app: App) -> None:
    password_given(client, app.user)
    with region_scope(app.user.region_id or 0):
        assert not AuditEvent.objects.filter(action=AuditEvent.Action.SIGNED_IN).exists()
    code_given(client, app.shown())
    with region_scope(app.user.region_id or 0):
        assert AuditEvent.objects.filter(action=AuditEvent.Action.SIGNED_IN).count() == 1
