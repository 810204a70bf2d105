"""The region admin sets the provider up, checks it, and switches it on."""

import pytest
from django.http import HttpResponse

from agencies.models import AuditEvent, IdentityProvider, Region
from agencies.sealing import unseal
from tests.cast import Cast
from tests.provider.running import RunningProvider
from tests.provider.site.people import CLIENT, SECRET
from tests.visitors import page, visitor

ADDRESS = "/pengaturan/penyedia-identitas/"


def sent(cast: Cast, at: str, **other: str) -> HttpResponse:
    """The answer to the form, filled in for an issuer, with something else instead."""
    form = {
        "name": "SSO Kota Kupang",
        "issuer": at,
        "client_id": CLIENT,
        "secret": SECRET,
        "login_claim": "nip",
        "act": "save",
        "began": began(),
    }
    return visitor(cast.region_admin).post(ADDRESS, form | other)  # type: ignore[return-value]


def began() -> str:
    """When what is stored was written."""
    row = IdentityProvider.objects.first()
    return row.changed_at.isoformat() if row else ""


def text_of(answer: HttpResponse) -> str:
    """The page."""
    return answer.content.decode()


def test_before_anything_is_set_up_the_page_says_what_to_register(kupang: Cast) -> None:
    shown = page(visitor(kupang.region_admin), ADDRESS)
    assert "belum diatur" in shown
    assert "http://testserver/masuk/penyedia/selesai/" in shown


def test_what_was_checked_and_switched_on_is_stored(kupang: Cast, running_provider: RunningProvider) -> None:
    assert sent(kupang, running_provider.issuer, is_active="on")["Location"] == ADDRESS
    row = IdentityProvider.objects.get()
    assert (row.is_active, row.issuer, unseal(row.sealed_secret)) == (True, running_provider.issuer, SECRET)


def test_the_door_learns_of_it_when_it_is_switched_on_and_off(kupang: Cast, running_provider: RunningProvider) -> None:
    offered = []
    for switch in ({}, {"is_active": "on"}, {}):
        sent(kupang, running_provider.issuer, **switch)
        offered.append(Region.objects.get(pk=kupang.region.pk).uses_provider)
    assert offered == [False, True, False]


def test_the_secret_is_shown_to_nobody_again(kupang: Cast, running_provider: RunningProvider) -> None:
    sent(kupang, running_provider.issuer)
    shown = page(visitor(kupang.region_admin), ADDRESS)
    assert SECRET not in shown
    assert "tidak dapat dilihat lagi" in shown


def test_a_change_is_recorded_without_the_secret(kupang: Cast, running_provider: RunningProvider) -> None:
    sent(kupang, running_provider.issuer)
    sent(kupang, running_provider.issuer, name="SSO Kupang", secret="")
    first, second = AuditEvent.objects.filter(action=AuditEvent.Action.IDENTITY_PROVIDER_CHANGED).order_by("at")
    assert first.details["secret"] == "replaced"
    assert second.details == {"name": {"before": "SSO Kota Kupang", "after": "SSO Kupang"}}
    assert SECRET not in str(first.details)


def test_an_empty_secret_keeps_the_stored_one(kupang: Cast, running_provider: RunningProvider) -> None:
    sent(kupang, running_provider.issuer)
    sent(kupang, running_provider.issuer, name="SSO Kupang", secret="")
    assert unseal(IdentityProvider.objects.get().sealed_secret) == SECRET


def test_a_stored_secret_does_not_move_to_another_issuer(kupang: Cast, running_provider: RunningProvider) -> None:
    sent(kupang, running_provider.issuer)
    answer = sent(kupang, "https://sso.lain.example", secret="")
    assert (answer.status_code, "Ketik rahasia klien" in text_of(answer)) == (422, True)
    assert IdentityProvider.objects.get().issuer == running_provider.issuer


def test_a_secret_can_be_taken_away(kupang: Cast, running_provider: RunningProvider) -> None:
    sent(kupang, running_provider.issuer)
    sent(kupang, running_provider.issuer, secret="", without_secret="on")
    assert IdentityProvider.objects.get().sealed_secret == ""


def test_checking_says_what_was_found_and_stores_nothing(kupang: Cast, running_provider: RunningProvider) -> None:
    answer = sent(kupang, running_provider.issuer, act="check")
    shown = text_of(answer)
    assert answer.status_code == 200
    assert "Penyedia menjawab dan dapat dipakai" in shown
    assert "1 kunci (RSA)" in shown
    assert "Ketik lagi rahasia klien" in shown
    assert SECRET not in shown
    assert not IdentityProvider.objects.exists()


def test_checking_doubts_a_claim_that_is_not_listed(kupang: Cast, running_provider: RunningProvider) -> None:
    shown = text_of(sent(kupang, running_provider.issuer, act="check", login_claim="nomor"))
    assert "Klaim nomor tidak disebut penyedia" in shown


@pytest.mark.parametrize("act", ["check", "save"])
def test_one_that_does_not_answer_is_not_switched_on(kupang: Cast, running_provider: RunningProvider, act: str) -> None:
    answer = sent(kupang, f"{running_provider.address}/salah", act=act, is_active="on")
    assert (answer.status_code, "404" in text_of(answer)) == (422, True)
    assert not IdentityProvider.objects.exists()


def test_one_that_is_down_can_be_switched_off(kupang: Cast, running_provider: RunningProvider) -> None:
    sent(kupang, running_provider.issuer, is_active="on")
    IdentityProvider.objects.update(issuer="https://mati.invalid/o")
    sent(kupang, "https://mati.invalid/o", secret="")
    assert not IdentityProvider.objects.get().is_active


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": " "}, "Isi nama penyedia"),
        ({"issuer": "http://sso.kupang.example"}, "harus diawali https://"),
        ({"issuer": "https://sso.kupang.example/?x=1"}, "tidak memuat tanda tanya"),
        ({"client_id": ""}, "Isi ID klien"),
        ({"login_claim": ""}, "Isi nama klaim"),
        ({"without_secret": "on"}, "tidak keduanya"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_what_was_typed(kupang: Cast, other: dict[str, str], said: str) -> None:
    answer = sent(kupang, "https://sso.kupang.example", **other)
    assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert not IdentityProvider.objects.exists()


def test_two_admins_see_what_differs(kupang: Cast) -> None:
    sent(kupang, "https://sso.kupang.example")
    answer = sent(kupang, "https://sso.kupang.example", name="SSO Kupang", began="")
    shown = text_of(answer)
    assert (answer.status_code, "diubah orang lain" in shown, "SSO Kota Kupang" in shown) == (409, True, True)


@pytest.mark.parametrize("who", ["agency_admin", "auditor", "regional_head", "budi"])
def test_only_the_region_admin_sets_it_up(kupang: Cast, who: str) -> None:
    assert visitor(getattr(kupang, who)).get(ADDRESS).status_code == 403
