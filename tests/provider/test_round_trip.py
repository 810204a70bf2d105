"""There and back: from the door through a real provider in a second process."""

import time
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.test import Client

from agencies.models import AuditEvent, IdentityProvider, Role, User
from agencies.services.provider.problems import ProviderProblem, Trouble
from agencies.tenancy.scope import region_scope
from tests.cast import Cast, cast_of_bandung
from tests.factories import a_role
from tests.provider.running import RunningProvider, address_in, begin, come_back, go_round


def account_of(client: Client) -> User | None:
    """Who is signed in."""
    number = client.session.get("_auth_user_id")
    return User.objects.get(pk=number) if number else None


def refused_with(answer: HttpResponse, words: str) -> bool:
    """Whether it is the door again, saying so."""
    shown = answer.content.decode()
    return (answer.status_code, words in shown, 'action="/masuk/"' in shown) == (422, True, True)


def test_whom_the_provider_names_is_signed_in(client: Client, provider: RunningProvider, people: Cast) -> None:
    answer = go_round(provider, client, goal="/kinerja/riwayat/")
    assert (answer.status_code, answer["Location"]) == (302, "/kinerja/riwayat/")
    assert account_of(client) == people.budi.user


def test_the_way_is_recorded(client: Client, provider: RunningProvider, people: Cast) -> None:
    go_round(provider, client)
    with region_scope(people.region.pk):
        event = AuditEvent.objects.get(action=AuditEvent.Action.SIGNED_IN)
    assert (event.actor_name, event.details["way"]) == ("Budi Santoso", "provider")


def test_an_admin_without_a_password_issues_a_token_after_coming_in_by_the_provider(
    client: Client, provider: RunningProvider, people: Cast
) -> None:
    account = people.budi.user
    assert account is not None
    with region_scope(people.region.pk):
        a_role(account, Role.REGION_ADMIN)
    User.objects.filter(pk=account.pk).update(password=make_password(None))
    go_round(provider, client)
    form = {"name": "Mesin", "account": people.budi.nip, "scopes": ["plans:read"], "days": "1", "key": str(uuid4())}
    assert "tmb_" in client.post("/integrasi/token/baru/", form).content.decode()


def test_the_provider_is_asked_for_a_code_with_proof(client: Client, provider: RunningProvider) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address_in(begin(client))).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"]) == ("code", "S256", "openid nip")
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 43


def test_a_nip_in_groups_is_read(client: Client, provider: RunningProvider, people: Cast) -> None:
    nip = people.budi.nip
    provider.set_up(nip=f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}")
    go_round(provider, client)
    assert account_of(client) == people.budi.user


def test_a_claim_may_stand_in_userinfo_alone(client: Client, provider: RunningProvider, people: Cast) -> None:
    provider.set_up(nip=people.budi.nip, in_token=False)
    go_round(provider, client)
    assert account_of(client) == people.budi.user


def test_a_changed_key_is_looked_for(client: Client, provider: RunningProvider, people: Cast) -> None:
    go_round(provider, client)
    client.post("/keluar/")
    provider.set_up(nip=people.budi.nip, new_key=True)
    go_round(provider, client)
    assert account_of(client) == people.budi.user


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "dari-percobaan-lain"},
        {"nonce": None},
        {"aud": "sistem-lain"},
        {"aud": ["timbang", "sistem-lain"]},
        {"azp": "sistem-lain"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000},
        {"iss": "https://sso.lain.example"},
        {"sub": None},
        {"exp": "besok"},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_attempt_opens_nothing(
    client: Client, provider: RunningProvider, people: Cast, claims: dict[str, object]
) -> None:
    provider.set_up(nip=people.budi.nip, claims=claims)
    assert refused_with(go_round(provider, client), "tidak lolos pemeriksaan")
    assert account_of(client) is None


def test_an_answer_opens_nothing_in_another_browser(client: Client, provider: RunningProvider) -> None:
    location = provider.lead_through(address_in(begin(client)))
    other = Client()
    begin(other)
    assert refused_with(come_back(other, location), "tidak berlaku lagi")
    assert account_of(other) is None


def test_an_answer_opens_once(client: Client, provider: RunningProvider) -> None:
    location = provider.lead_through(address_in(begin(client)))
    come_back(client, location)
    client.post("/keluar/")
    assert refused_with(come_back(client, location), "tidak berlaku lagi")


def test_an_attempt_ends_after_ten_minutes(
    client: Client, provider: RunningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = provider.lead_through(address_in(begin(client)))
    later = time.time() + 601
    monkeypatch.setattr("agencies.services.provider.begin.time.time", lambda: later)
    assert refused_with(come_back(client, location), "tidak berlaku lagi")


@pytest.mark.parametrize("change", ["&iss=https://sso.lain.example", ""], ids=["another issuer", "no issuer"])
def test_an_answer_of_another_provider_opens_nothing(client: Client, provider: RunningProvider, change: str) -> None:
    location = provider.lead_through(address_in(begin(client)))
    head, _iss, _rest = location.partition("&iss=")
    assert _iss
    assert refused_with(come_back(client, head + change), "tidak lolos pemeriksaan")


def test_who_is_refused_there_is_told_at_the_door(client: Client, provider: RunningProvider) -> None:
    assert refused_with(
        come_back(client, provider.lead_through(address_in(begin(client)), allows=False)), "tidak menyetujui"
    )


def test_an_unknown_nip_learns_what_to_do_and_nothing_is_created(
    client: Client, provider: RunningProvider, people: Cast
) -> None:
    before = User.objects.count()
    provider.set_up(nip="199001012015011999")
    answer = go_round(provider, client)
    shown = answer.content.decode()
    assert (answer.status_code, "minta admin daerah" in shown.lower(), "199001012015011999" in shown) == (
        403,
        True,
        False,
    )
    assert (User.objects.count(), account_of(client)) == (before, None)


@pytest.mark.parametrize("said", ["", "uji-region-admin", "budi@kupang.example", 1.5, ["199001012015011999"]], ids=str)
def test_only_a_nip_names_somebody(client: Client, provider: RunningProvider, said: object) -> None:
    provider.set_up(nip=said)
    answer = go_round(provider, client)
    assert (answer.status_code, "tidak mengirim NIP" in answer.content.decode()) == (403, True)
    assert account_of(client) is None


def test_an_account_that_is_switched_off_stays_outside(client: Client, provider: RunningProvider, people: Cast) -> None:
    User.objects.filter(login=people.budi.nip).update(is_active=False)
    assert go_round(provider, client).status_code == 403


def test_the_same_nip_of_another_region_is_somebody_else(
    client: Client, provider: RunningProvider, people: Cast
) -> None:
    bandung = cast_of_bandung()
    User.objects.filter(region=bandung.region, login=bandung.budi.nip).update(login=people.budi.nip)
    go_round(provider, client)
    assert account_of(client) == people.budi.user


def test_a_provider_speaks_for_its_own_region_alone(client: Client, provider: RunningProvider, people: Cast) -> None:
    bandung = cast_of_bandung()
    provider.set_up(nip=bandung.dewi.nip)
    User.objects.filter(region=people.region, login=bandung.dewi.nip).delete()
    assert go_round(provider, client).status_code == 403


def test_a_provider_that_is_switched_off_meanwhile_opens_nothing(
    client: Client, provider: RunningProvider, people: Cast
) -> None:
    location = provider.lead_through(address_in(begin(client)))
    with region_scope(people.region.pk):
        IdentityProvider.objects.update(is_active=False)
    assert refused_with(come_back(client, location), "tidak memakai penyedia identitas")


def test_every_trouble_has_a_sentence() -> None:
    assert all(ProviderProblem("", code="x", trouble=trouble).for_the_door for trouble in Trouble)
