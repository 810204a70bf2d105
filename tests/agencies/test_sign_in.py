"""Signing in and out, and where one gets to (contract 5)."""

import pytest
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.test import Client

from agencies.models import AuditEvent, User
from agencies.tenancy.scope import region_scope
from tests.cast import Cast, cast_of_kupang
from tests.factories import PASSWORD, an_account


@pytest.fixture
def people(db: None) -> Cast:
    """Kota Kupang as a visitor meets it: nobody's region is in scope."""
    return cast_of_kupang()


def enter(
    client: Client, login: str, *, region: str = "53.71", password: str = PASSWORD, goal: str = ""
) -> HttpResponse:
    """Send the sign-in form."""
    return client.post("/masuk/", {"region": region, "login": login, "password": password, "next": goal})  # type: ignore[return-value]


def account_of(client: Client) -> User | None:
    """The account of the client's session."""
    number = client.session.get("_auth_user_id")
    return User.objects.get(pk=number) if number else None


def text_of(response: HttpResponse) -> str:
    """The page."""
    return response.content.decode()


def test_an_employee_signs_in_with_the_nip(client: Client, people: Cast) -> None:
    response = enter(client, people.budi.nip)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert account_of(client) == people.budi.user


@pytest.mark.parametrize("between", [" ", ".", "-", "\u00a0"])
def test_a_nip_may_be_grouped(client: Client, people: Cast, between: str) -> None:
    nip = people.budi.nip
    enter(client, between.join([nip[:8], nip[8:14], nip[14], nip[15:]]))
    assert account_of(client) == people.budi.user


def test_who_has_no_nip_signs_in_with_a_name(client: Client, people: Cast) -> None:
    enter(client, " uji-region-admin ")
    assert account_of(client) == people.region_admin


@pytest.mark.parametrize(
    ("region", "login", "password"),
    [("53.71", "uji-auditor", "salah"), ("53.71", "tidak-ada", PASSWORD), ("operator", "uji-auditor", PASSWORD)],
    ids=["wrong password", "unknown login", "another region"],
)
def test_a_refusal_does_not_say_what_was_wrong(
    client: Client, people: Cast, region: str, login: str, password: str
) -> None:
    response = enter(client, login, region=region, password=password)
    assert response.status_code == 422
    assert "Daerah, NIP atau nama pengguna, dan kata sandi tidak cocok." in text_of(response)
    assert account_of(client) is None


def test_a_closed_account_stays_outside(client: Client, people: Cast) -> None:
    User.objects.filter(pk=people.auditor.pk).update(is_active=False)
    assert enter(client, "uji-auditor").status_code == 422


def test_a_refused_form_keeps_the_login_and_drops_the_password(client: Client, people: Cast) -> None:
    page = text_of(enter(client, people.budi.nip, password="tidak-cocok"))
    assert people.budi.nip in page
    assert "tidak-cocok" not in page


def test_what_is_missing_is_named_at_its_field(client: Client, people: Cast) -> None:
    page = text_of(enter(client, "", region=""))
    assert "Galat: Masuk" in page
    assert 'id="id_region_error"' in page
    assert 'id="id_login_error"' in page


def test_signing_in_is_recorded_in_the_region(client: Client, people: Cast) -> None:
    enter(client, people.budi.nip)
    with region_scope(people.region.pk):
        event = AuditEvent.objects.get(action=AuditEvent.Action.SIGNED_IN)
    assert (event.actor_name, event.subject) == ("Budi Santoso", people.budi.nip)


def test_a_refused_sign_in_is_not_recorded_as_one(client: Client, people: Cast) -> None:
    enter(client, people.budi.nip, password="salah")
    with region_scope(people.region.pk):
        assert not AuditEvent.objects.exists()


def test_a_session_from_before_is_not_taken_over(client: Client, people: Cast) -> None:
    client.session["anything"] = True
    client.get("/masuk/")
    before = client.session.session_key
    enter(client, people.budi.nip)
    assert client.session.session_key != before


def test_the_region_is_remembered_on_this_device(client: Client, people: Cast) -> None:
    enter(client, people.budi.nip)
    client.post("/keluar/")
    assert '<option value="53.71" selected>' in text_of(client.get("/masuk/"))  # type: ignore[arg-type]


def test_one_leads_to_the_page_one_wanted(client: Client, people: Cast) -> None:
    assert client.get("/kinerja/")["Location"] == "/masuk/?next=/kinerja/"
    assert enter(client, people.budi.nip, goal="/kinerja/?periode=2026-01")["Location"] == "/kinerja/?periode=2026-01"


@pytest.mark.parametrize("goal", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client: Client, people: Cast, goal: str) -> None:
    assert enter(client, people.budi.nip, goal=goal)["Location"] == "/"


def test_who_is_signed_in_already_goes_to_the_start_page(client: Client, people: Cast) -> None:
    enter(client, people.budi.nip)
    assert client.get("/masuk/")["Location"] == "/"


def test_the_form_suits_password_managers(client: Client, people: Cast) -> None:
    page = text_of(client.get("/masuk/"))  # type: ignore[arg-type]
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_no_browser_keeps_the_pages(client: Client, people: Cast) -> None:
    assert "no-store" in client.get("/masuk/")["Cache-Control"]


def test_without_the_token_of_the_form_nobody_signs_in(people: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    response = enter(client, people.budi.nip)
    assert response.status_code == 403
    assert "Halaman ini sudah terlalu lama terbuka" in text_of(response)


def test_signing_out_ends_the_session(client: Client, people: Cast) -> None:
    enter(client, people.budi.nip)
    assert client.post("/keluar/")["Location"] == "/masuk/"
    assert account_of(client) is None
    assert "Anda sudah keluar." in text_of(client.get("/masuk/"))  # type: ignore[arg-type]


def test_a_link_cannot_sign_anybody_out(client: Client, people: Cast) -> None:
    enter(client, people.budi.nip)
    assert client.get("/keluar/").status_code == 405
    assert account_of(client) == people.budi.user


def test_a_role_starts_where_its_work_is(client: Client, people: Cast) -> None:
    enter(client, "uji-auditor")
    assert client.get("/")["Location"] == "/ringkasan/"


def test_an_employee_starts_at_the_own_performance(client: Client, people: Cast) -> None:
    enter(client, people.budi.nip)
    assert client.get("/")["Location"] == "/kinerja/"


def test_a_visitor_starts_at_the_sign_in(client: Client, people: Cast) -> None:
    assert client.get("/")["Location"] == "/masuk/?next=/"


def test_an_operator_starts_at_the_regions(client: Client, people: Cast) -> None:
    User.objects.create(region=None, login="operator-uji", password=make_password(PASSWORD, hasher="md5"))
    enter(client, "operator-uji", region="operator")
    assert client.get("/")["Location"] == "/penyewa/"


def test_an_account_without_anything_learns_whom_to_ask(client: Client, people: Cast) -> None:
    with region_scope(people.region.pk):
        an_account("baru")
    enter(client, "baru")
    assert "Minta admin daerah" in text_of(client.get("/"))  # type: ignore[arg-type]
