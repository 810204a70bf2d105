"""One-time links: their holder chooses the password."""

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.models import AccountLink, ApiToken, AuditEvent, SignedInDevice, User
from agencies.permissions import actor_of
from agencies.services.accounts.give_link import give_link
from agencies.tenancy.scope import region_scope
from tests.agencies.sign_in.devices import a_device, at_the_door, goes_in
from tests.api.programs import a_token
from tests.cast import Cast, cast_of_kupang
from tests.factories import an_account
from tests.visitors import visitor

NEW = "kupang-pagi-cerah-71"


@pytest.fixture
def people(db: None) -> Cast:
    """Kota Kupang as a visitor meets it."""
    return cast_of_kupang()


@pytest.fixture
def link(people: Cast) -> str:
    """A link for Budi, as the admin hands it over."""
    return given(people, people.budi.user)


def given(people: Cast, user: User | None) -> str:
    """The path of a new link."""
    assert user is not None
    with region_scope(people.region.pk):
        return give_link(user=user, actor=actor_of(people.region_admin)).path


def chosen(link: str, new: str = NEW, again: str | None = None, client: Client | None = None) -> HttpResponse:
    """The answer to the form."""
    return (client or Client()).post(link, {"new": new, "again": new if again is None else again})  # type: ignore[return-value]


def test_a_password_is_chosen_and_opens_the_door(people: Cast, link: str) -> None:
    client = Client()
    assert chosen(link, client=client)["Location"] == "/masuk/"
    assert "Kata sandi tersimpan." in client.get("/masuk/").content.decode()
    assert goes_in(at_the_door(client, people.budi.nip, NEW))


def test_the_door_offers_the_region_of_the_link_right_after(people: Cast, link: str) -> None:
    client = Client()
    chosen(link, client=client)
    assert f'value="{people.region.code}" selected' in client.get("/masuk/").content.decode()


def test_nobody_is_signed_in_by_it_and_whoever_was_is_not_any_more(people: Cast, link: str) -> None:
    client = visitor(people.citra)
    chosen(link, client=client)
    assert "_auth_user_id" not in client.session


def test_looking_at_it_uses_nothing_up(link: str) -> None:
    assert [Client().get(link).status_code for _ in range(3)] == [200] * 3
    assert chosen(link).status_code == 302


def test_it_shows_whose_it_is_to_who_knows_already(people: Cast, link: str) -> None:
    text = Client().get(link).content.decode()
    assert people.budi.nip[:4] in text
    assert people.budi.nip not in text
    assert "Budi" not in text
    assert "Kota Kupang" in text


def test_it_opens_once(people: Cast, link: str) -> None:
    chosen(link)
    assert Client().get(link).status_code == 404
    assert chosen(link, "kupang-sore-teduh-72").status_code == 404
    assert User.objects.get(login=people.budi.nip).check_password(NEW)


def test_links_that_open_nothing_are_answered_alike(people: Cast, link: str) -> None:
    newer = given(people, people.budi.user)
    with region_scope(people.region.pk):
        AccountLink.objects.filter(ended_at=None).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    unknown = f"/sandi/{people.region.pk}/{'A' * 43}/"
    elsewhere = re.sub(r"/sandi/\d+/", "/sandi/999999999/", link)
    answers = [Client().get(address) for address in (link, newer, unknown, elsewhere, "/sandi/1/pendek/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "minta tautan baru kepada admin" in answers[0].content.decode()


def test_the_link_of_an_account_that_is_switched_off_opens_nothing(people: Cast, link: str) -> None:
    User.objects.filter(login=people.budi.nip).update(is_active=False)
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("pendek", "pendek", "paling sedikit 12"),
        (NEW, "kupang-sore", "Kedua kata sandi baru tidak sama."),
        ("Budi Santoso 85", "Budi Santoso 85", "terutama nama, NIP, tanggal lahir"),
        ("", "", "Isi kata sandi baru."),
    ],
)
def test_a_poor_password_is_refused_and_the_link_stays(
    people: Cast, link: str, new: str, again: str, said: str
) -> None:
    answer = chosen(link, new, again)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert chosen(link).status_code == 302


def test_all_sessions_of_the_account_end(people: Cast, link: str) -> None:
    with region_scope(people.region.pk):
        key = a_device(people.budi).session_key
    chosen(link)
    assert not Session.objects.filter(session_key=key).exists()
    with region_scope(people.region.pk):
        assert not SignedInDevice.objects.exists()


@pytest.mark.parametrize(("who", "stays"), [("budi", False), ("machine", True)])
def test_tokens_of_a_person_end_and_those_of_a_machine_stay(people: Cast, who: str, stays: bool) -> None:
    with region_scope(people.region.pk):
        account = people.budi.user if who == "budi" else an_account("mesin-presensi")
        assert account is not None
        a_token(account)
    chosen(given(people, account))
    with region_scope(people.region.pk):
        assert ApiToken.objects.filter(revoked_at=None).exists() is stays


def test_it_is_recorded_with_the_person_and_without_the_password(people: Cast, link: str) -> None:
    chosen(link)
    with region_scope(people.region.pk):
        event = AuditEvent.objects.get(action=AuditEvent.Action.PASSWORD_CHANGED)
    assert (event.actor_name, event.subject, event.details) == ("Budi Santoso", people.budi.nip, {"by": "link"})


def test_no_browser_no_search_engine_and_no_other_site_learns_the_address(link: str) -> None:
    answer = Client().get(link)
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "strict-origin"


def test_the_form_passes_the_check_of_its_origin(link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(link).content.decode())
    assert found is not None
    form = {"new": NEW, "again": NEW, "csrfmiddlewaretoken": found[1]}
    assert client.post(link, form, headers={"Origin": "http://testserver"}).status_code == 302


def test_after_it_the_person_gets_in_although_strangers_guess(people: Cast, link: str) -> None:
    for _ in range(10):
        at_the_door(Client(), people.budi.nip, "salah-sekali-71")
    client = Client()
    chosen(link, client=client)
    assert goes_in(at_the_door(client, people.budi.nip, NEW))


@pytest.mark.parametrize("odd", ["\0" * 20, "x" * 10_000, "\u202e" * 300])
def test_odd_passwords_are_refused_with_a_sentence(link: str, odd: str) -> None:
    assert chosen(link, odd).status_code == 422


def test_a_region_that_no_number_holds_has_no_links(db: None) -> None:
    for number in ("9" * 19, "9" * 5_000, "0"):
        assert Client().get(f"/sandi/{number}/{'A' * 43}/").status_code == 404
