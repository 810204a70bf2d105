"""An account is switched off and on; devices and second factors of others are ended."""

from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.models import AccountLink, ApiScope, AuditEvent, RoleGrant, SecondFactor, SignedInDevice, User
from agencies.services.accounts.give_link import give_link
from tests.agencies.accounts.named import account_of, admin_of, another_admin, page_of
from tests.api.programs import program
from tests.cast import Cast
from tests.visitors import visitor

OFF, ON = {"aktif": "tidak"}, {"aktif": "ya"}


def switched(cast: Cast, account: User, form: dict[str, str]) -> HttpResponse:
    """The answer to the confirmation."""
    return visitor(cast.region_admin).post(page_of(account, "status/"), form)  # type: ignore[return-value]


def a_signed_in(account: User) -> Client:
    """A browser whose session is listed as a device."""
    client = visitor(account)
    key = client.session.session_key or ""
    SignedInDevice.objects.create(user=account, session_key=key, agent="Chrome", way="password", seen_at=timezone.now())
    return client


def test_an_account_that_is_switched_off_is_out_at_once(kupang: Cast) -> None:
    client = a_signed_in(account_of(kupang.budi))
    assert switched(kupang, account_of(kupang.budi), OFF).status_code == 302
    assert client.get("/akun/").status_code == 302
    assert not SignedInDevice.objects.exists()


def test_switched_on_again_the_old_sessions_stay_ended(kupang: Cast) -> None:
    client = a_signed_in(account_of(kupang.budi))
    switched(kupang, account_of(kupang.budi), OFF)
    switched(kupang, account_of(kupang.budi), ON)
    assert client.get("/akun/").status_code == 302


def test_its_links_end(kupang: Cast) -> None:
    give_link(user=account_of(kupang.budi), actor=admin_of(kupang))
    switched(kupang, account_of(kupang.budi), OFF)
    assert AccountLink.objects.get().ended_at is not None


def test_its_tokens_open_nothing(kupang: Cast) -> None:
    machine = program(kupang.auditor, ApiScope.ORGANISATION_READ)
    assert machine.get("/api/v1/agencies/").status_code == 200
    switched(kupang, kupang.auditor, OFF)
    assert machine.get("/api/v1/agencies/").status_code == 401


def test_each_switch_is_recorded_once(kupang: Cast) -> None:
    for form in (OFF, OFF, ON):
        switched(kupang, account_of(kupang.budi), form)
    events = AuditEvent.objects.filter(action="account_switched").order_by("at")
    assert [event.details["active"] for event in events] == [False, True]
    assert events[0].subject == f"Budi Santoso ({kupang.budi.nip})"


def test_nobody_switches_the_own_account_off(kupang: Cast) -> None:
    another_admin()
    answer = switched(kupang, kupang.region_admin, OFF)
    assert (answer.status_code, "Mintalah admin daerah lain." in answer.content.decode()) == (422, True)


def test_the_last_region_admin_who_can_come_in_stays_on(kupang: Cast) -> None:
    other = another_admin()
    User.objects.filter(pk=kupang.region_admin.pk).update(password="!")
    kupang.region_admin.refresh_from_db()
    answer = switched(kupang, other, OFF)
    assert (answer.status_code, "satu-satunya admin daerah" in answer.content.decode()) == (422, True)


def test_roles_are_kept(kupang: Cast) -> None:
    switched(kupang, kupang.auditor, OFF)
    assert RoleGrant.objects.filter(user=kupang.auditor).exists()


def test_somebody_is_signed_out_everywhere(kupang: Cast) -> None:
    client = a_signed_in(account_of(kupang.budi))
    answer = visitor(kupang.region_admin).post(page_of(account_of(kupang.budi), "perangkat/"))
    assert (answer.status_code, client.get("/akun/").status_code) == (302, 302)
    assert AuditEvent.objects.get(action="signed_out_elsewhere").details == {"count": 1}


def test_only_the_sessions_of_that_account_end(kupang: Cast) -> None:
    a_signed_in(account_of(kupang.budi))
    other = a_signed_in(account_of(kupang.citra))
    visitor(kupang.region_admin).post(page_of(account_of(kupang.budi), "perangkat/"))
    assert Session.objects.filter(session_key=other.session.session_key).exists()


def test_a_lost_second_factor_is_removed_with_a_reason(kupang: Cast) -> None:
    user = account_of(kupang.budi)
    SecondFactor.objects.create(user=user, sealed_secret="x", confirmed_at=timezone.now())
    client, address = visitor(kupang.region_admin), page_of(user, "dua-langkah/")
    assert client.post(address, {"reason": "hilang"}).status_code == 422
    assert client.post(address, {"reason": "Ponsel hilang, datang sendiri."}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert AuditEvent.objects.get(action="second_factor_removed").reason == "Ponsel hilang, datang sendiri."


def test_the_own_second_factor_is_not_removed_here(kupang: Cast) -> None:
    address = page_of(kupang.region_admin, "dua-langkah/")
    answer = visitor(kupang.region_admin).post(address, {"reason": "Ponsel hilang, datang sendiri."})
    assert answer.status_code == 422
