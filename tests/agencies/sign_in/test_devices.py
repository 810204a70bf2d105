"""The page of the devices on which one is signed in."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from agencies.forms.account import OPERATOR
from agencies.models import AuditEvent, InstallationEvent, SignedInDevice, User
from agencies.services.sign_in.devices import SEEN, forget_ended_devices
from agencies.tasks import remove_expired_sessions
from agencies.tenancy.scope import OPERATORS, region_scope
from agencies.views.client import short_address, short_agent
from tests.agencies.sign_in.devices import CHROME, a_device, at_the_door
from tests.cast import Cast, cast_of_kupang
from tests.factories import PASSWORD, an_operator
from tests.visitors import page, visitor

HERE = "/akun/perangkat/"


@pytest.fixture
def people(db: None) -> Cast:
    """Kota Kupang as a visitor meets it."""
    return cast_of_kupang()


def signed_in(people: Cast, address: str = "10.20.30.40") -> Client:
    """Budi's browser, by way of the door."""
    client = Client()
    at_the_door(client, people.budi.nip, address=address)
    return client


def an_operators_browser() -> Client:
    """Signed in by way of the door, as every other of this operator."""
    operator = User.objects.filter(region=None).first() or an_operator()
    client = Client()
    at_the_door(client, operator.login, region=OPERATOR)
    return client


def test_signing_in_notes_the_device_without_its_whole_address(people: Cast) -> None:
    client = signed_in(people)
    text = page(client, HERE)
    for said in ("Chrome, Android", "perangkat ini", "10.20.30.x", "kata sandi"):
        assert said in text
    assert "10.20.30.40" not in text


def test_another_device_can_be_ended(people: Cast) -> None:
    here, lost = signed_in(people), signed_in(people)
    with region_scope(people.region.pk):
        device = SignedInDevice.objects.get(session_key=lost.session.session_key)
    assert here.post(f"{HERE}{device.pk}/keluarkan/")["Location"] == HERE
    assert "Chrome, Android sudah dikeluarkan" in page(here, HERE)
    assert lost.get("/akun/")["Location"].startswith("/masuk/")


def test_all_others_can_be_ended_at_once(kupang: Cast) -> None:
    here = visitor(kupang.budi)
    for _ in range(2):
        a_device(kupang.budi)
    of_citra = a_device(kupang.citra)
    here.post(f"{HERE}lainnya/keluarkan/")
    assert list(SignedInDevice.objects.all()) == [of_citra]
    assert "2 perangkat lain dikeluarkan." in page(here, HERE)
    assert Session.objects.filter(session_key=of_citra.session_key).exists()


def test_ending_is_recorded_once(kupang: Cast) -> None:
    device = a_device(kupang.budi)
    here = visitor(kupang.budi)
    for _ in range(2):
        here.post(f"{HERE}{device.pk}/keluarkan/")
    event = AuditEvent.objects.get(action=AuditEvent.Action.SIGNED_OUT_ELSEWHERE)
    assert (event.actor_name, event.details) == ("Budi Santoso", {"count": 1})


def test_ending_this_device_signs_out(people: Cast) -> None:
    here = signed_in(people)
    with region_scope(people.region.pk):
        device = SignedInDevice.objects.get()
    assert here.post(f"{HERE}{device.pk}/keluarkan/")["Location"] == "/masuk/"
    assert "_auth_user_id" not in here.session


def test_nobody_ends_the_device_of_another(kupang: Cast) -> None:
    device = a_device(kupang.budi)
    assert visitor(kupang.citra).post(f"{HERE}{device.pk}/keluarkan/").status_code == 403
    assert Session.objects.filter(session_key=device.session_key).exists()


def test_sessions_that_are_over_are_not_shown(kupang: Cast) -> None:
    a_device(kupang.budi, "Firefox, Linux", hours_left=-1)
    assert "Firefox, Linux" not in page(visitor(kupang.budi), HERE)


def test_devices_of_sessions_that_are_over_are_forgotten(people: Cast) -> None:
    with region_scope(people.region.pk):
        a_device(people.budi, hours_left=-1)
        kept = a_device(people.budi)
    remove_expired_sessions()
    with region_scope(people.region.pk):
        assert list(SignedInDevice.objects.all()) == [kept]
    assert forget_ended_devices() == 0


def test_a_device_is_noted_as_used_once_an_hour(people: Cast) -> None:
    client = signed_in(people)
    with region_scope(people.region.pk):
        before = SignedInDevice.objects.get().seen_at
    client.get("/akun/")
    with region_scope(people.region.pk):
        assert SignedInDevice.objects.get().seen_at == before
    session = client.session
    session[SEEN] = int(time.time()) - 3601
    session.save()
    client.get("/akun/")
    with region_scope(people.region.pk):
        assert SignedInDevice.objects.get().seen_at > before


def test_pages_cost_nothing_for_it(people: Cast) -> None:
    by_force, by_the_door = visitor(people.budi), signed_in(people)
    counts = []
    for client in (by_force, by_the_door):
        with CaptureQueriesContext(connection) as captured:
            client.get("/bantuan/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_session_ends_twelve_hours_after_the_sign_in_however_it_is_used(people: Cast) -> None:
    client = signed_in(people)
    ends = client.session.get_expiry_date()
    client.post("/akun/tampilan/", {"theme": "dark", "language": "id", "shortcuts": ""})
    session = client.session
    session["anything"] = 1
    session.save()
    assert client.session.get_expiry_date() == ends


def test_a_new_password_forgets_the_other_devices_and_keeps_this_one(people: Cast) -> None:
    here, elsewhere = signed_in(people), signed_in(people)
    new = "kupang-pagi-cerah-71"
    form = {"current": "rahasia-uji-2026", "new": new, "again": new}
    assert here.post("/akun/kata-sandi/", form).status_code == 302
    with region_scope(people.region.pk):
        assert SignedInDevice.objects.get().session_key == here.session.session_key
    assert not Session.objects.filter(session_key=elsewhere.session.session_key).exists()


def test_a_browser_from_before_learns_how_it_gets_onto_the_list(kupang: Cast) -> None:
    assert "Perangkat ini belum tercatat." in page(visitor(kupang.budi), HERE)


def test_an_operator_sees_the_own_devices_and_ends_another(db: None) -> None:
    here, lost = an_operators_browser(), an_operators_browser()
    assert "2 perangkat" in page(here, HERE)
    with region_scope(OPERATORS):
        device = SignedInDevice.objects.get(session_key=lost.session.session_key)
    assert here.post(f"{HERE}{device.pk}/keluarkan/")["Location"] == HERE
    assert lost.get("/akun/")["Location"].startswith("/masuk/")
    event = InstallationEvent.objects.get(action=AuditEvent.Action.SIGNED_OUT_ELSEWHERE)
    assert event.reason == "operator operator-uji: Chrome, Android"


def test_an_operators_sign_in_is_recorded_for_the_installation(db: None) -> None:
    an_operators_browser()
    assert InstallationEvent.objects.get(action=AuditEvent.Action.SIGNED_IN).reason == "operator operator-uji"


def test_an_operators_device_is_noted_as_used_once_an_hour(db: None) -> None:
    client = an_operators_browser()
    with region_scope(OPERATORS):
        before = SignedInDevice.objects.get().seen_at
    session = client.session
    session[SEEN] = int(time.time()) - 3601
    session.save()
    client.get("/penyewa/")
    with region_scope(OPERATORS):
        assert SignedInDevice.objects.get().seen_at > before


def test_an_operators_new_password_forgets_the_other_devices(db: None) -> None:
    here, _elsewhere = an_operators_browser(), an_operators_browser()
    form = {"current": PASSWORD, "new": "kupang-pagi-cerah-71", "again": "kupang-pagi-cerah-71"}
    assert here.post("/akun/kata-sandi/", form).status_code == 302
    with region_scope(OPERATORS):
        assert SignedInDevice.objects.get().session_key == here.session.session_key


def test_an_operators_devices_of_sessions_that_are_over_are_forgotten(db: None) -> None:
    an_operators_browser().session.flush()
    assert forget_ended_devices() == 1


def test_an_operator_does_not_end_the_device_of_a_region(people: Cast) -> None:
    with region_scope(people.region.pk):
        device = a_device(people.budi)
    assert an_operators_browser().post(f"{HERE}{device.pk}/keluarkan/").status_code == 404


def test_a_device_of_another_region_is_not_there(people: Cast, bandung: Cast) -> None:
    with region_scope(people.region.pk):
        device = a_device(people.budi)
    assert visitor(bandung.budi).post(f"{HERE}{device.pk}/keluarkan/").status_code == 404


@pytest.mark.parametrize(
    ("agent", "short"),
    [
        (CHROME, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox, Linux"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, short: str) -> None:
    assert short_agent(RequestFactory().get("/", headers={"User-Agent": agent})) == short


@pytest.mark.parametrize(
    ("address", "short"),
    [("10.20.30.40", "10.20.30.x"), ("2001:db8:1:2::9", "2001:db8:1:x"), ("", "")],
)
def test_an_address_loses_its_last_part(address: str, short: str) -> None:
    assert short_address(address) == short
