"""The door with a provider: what is offered, and what a provider that fails leads to."""

import logging
import socket

import pytest
from django.test import Client

from agencies.services.provider.problems import ProviderProblem
from tests.cast import Cast
from tests.provider.running import RunningProvider, begin, come_back
from tests.visitors import visitor


def text_of(client: Client, address: str = "/masuk/") -> str:
    """A page."""
    return client.get(address).content.decode()


def test_no_way_by_a_provider_is_offered_where_no_region_uses_one(client: Client, people: Cast) -> None:
    assert "penyedia identitas" not in text_of(client)


def test_who_is_of_another_region_may_still_choose_one_that_uses_a_provider(
    client: Client, provider: RunningProvider
) -> None:
    client.cookies["daerah"] = "32.73"
    assert "Masuk lewat penyedia identitas daerah" in text_of(client)


def test_the_remembered_region_names_its_provider(client: Client, provider: RunningProvider) -> None:
    assert "Masuk lewat penyedia identitas daerah" in text_of(client)
    begin(client)
    assert "Masuk dengan SSO Kota Kupang" in text_of(client)


def test_what_was_chosen_is_kept(client: Client, people: Cast) -> None:
    form = {"region": "53.71", "login": "uji", "password": "rahasia-saya", "next": "/kinerja/"}
    shown = client.post("/masuk/penyedia/", form).content.decode()
    assert all(words in shown for words in ('value="53.71" selected', 'value="uji"', 'value="/kinerja/"'))
    assert "rahasia-saya" not in shown


def test_the_way_to_the_provider_is_shown_and_not_only_taken(client: Client, provider: RunningProvider) -> None:
    answer = begin(client)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Menuju SSO Kota Kupang" in shown
    assert provider.address.removeprefix("http://") in shown
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("", "Pilih daerah tempat Anda bekerja"),
        ("99.99", "Pilih daerah tempat Anda bekerja"),
        ("53.71\0", "Pilih daerah tempat Anda bekerja"),
        ("operator", "Operator pemasangan masuk dengan nama pengguna"),
        ("53.71", "tidak memakai penyedia identitas"),
    ],
    ids=["none", "unknown", "odd", "operator", "without provider"],
)
def test_without_a_provider_one_is_told_how_to_get_in(client: Client, people: Cast, region: str, said: str) -> None:
    answer = begin(client, region)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("address", ["/masuk/penyedia/", "/masuk/penyedia/selesai/"])
def test_the_title_says_that_one_was_refused(client: Client, people: Cast, address: str) -> None:
    answer = client.post(address, {"region": ""}) if address == "/masuk/penyedia/" else client.get(address)
    assert (answer.status_code, "<title>Galat: Masuk" in answer.content.decode()) == (422, True)


def test_a_provider_that_is_down_leads_back_to_the_door(
    client: Client, running_provider: RunningProvider, people: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        running_provider.serves(people.region, issuer=f"http://127.0.0.1:{nobody.getsockname()[1]}/o")
        with caplog.at_level(logging.WARNING, "timbang.provider"):
            answer = begin(client)
    assert (answer.status_code, "belum dapat dipakai saat ini" in answer.content.decode()) == (422, True)
    assert caplog.messages[0] == "provider of 53.71: unreachable"


def test_a_provider_that_is_down_is_not_asked_by_everybody_who_waits_for_it(
    client: Client, running_provider: RunningProvider, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def silent(issuer: str) -> None:
        asked.append(issuer)
        raise ProviderProblem("", code="timeout")

    monkeypatch.setattr("agencies.services.provider.discovery.fetch_discovery", silent)
    running_provider.serves(people.region, issuer="https://diam.kupang.example")
    answers = [begin(client) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {422}
    assert "belum dapat dipakai saat ini" in answers[2].content.decode()
    assert len(asked) == 1


def test_a_secret_of_another_installation_leads_back_to_the_door(
    client: Client, running_provider: RunningProvider, people: Cast
) -> None:
    running_provider.set_up(nip=people.budi.nip)
    running_provider.serves(people.region, sealed_secret="bukan segel")
    location = running_provider.lead_through(begin(client)["Refresh"].removeprefix("0; url="))
    assert come_back(client, location).status_code == 422


def test_a_provider_off_the_switch_is_not_offered(
    client: Client, running_provider: RunningProvider, people: Cast
) -> None:
    running_provider.serves(people.region, is_active=False)
    assert "SSO Kota Kupang" not in begin(client).content.decode()


@pytest.mark.parametrize("address", ["?code=x&state=y", "?error=access_denied", "", "?state=%00&code=%00"])
def test_an_answer_to_no_question_opens_nothing(client: Client, people: Cast, address: str) -> None:
    answer = client.get(f"/masuk/penyedia/selesai/{address}")
    assert (answer.status_code, "tidak berlaku lagi" in answer.content.decode()) == (422, True)


def test_only_our_own_form_begins(people: Cast, provider: RunningProvider) -> None:
    client = Client(enforce_csrf_checks=True)
    assert begin(client).status_code == 403
    assert client.get("/masuk/penyedia/")["Location"] == "/masuk/"


@pytest.mark.parametrize("address", ["/masuk/penyedia/", "/masuk/penyedia/selesai/?code=x&state=y"])
def test_who_is_signed_in_stays_who_they_are(people: Cast, address: str) -> None:
    assert visitor(people.sari).get(address)["Location"] == "/"
