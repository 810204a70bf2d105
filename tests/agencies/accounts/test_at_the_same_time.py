"""Two admins act at the same moment: the region keeps one of them, and an account one open link."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection

from agencies.models import AccountLink, Region, Role, RoleGrant, User
from agencies.permissions import actor_of
from agencies.services.accounts.give_link import give_link
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.switch_account import switch_account
from agencies.services.accounts.take_role import take_role
from agencies.services.accounts.use_link import LinkGoneError, use_link
from agencies.tenancy.scope import region_scope
from tests.factories import a_region, a_role, an_account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def region() -> Region:
    """A region with two admins and an account without a role."""
    region = a_region()
    with region_scope(region.pk):
        for login in ("admin-satu", "admin-dua"):
            a_role(an_account(login), Role.REGION_ADMIN)
        an_account("kantor")
    return region


def together(region: Region, *acts: Callable[[], object]) -> int:
    """Run each act in a transaction of its own, all of them begun before one ends; how many were refused."""
    begun, refused = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            with region_scope(region.pk):
                begun.wait(20)
                act()
        except AccountRefusedError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(refused)


def admin(login: str) -> User:
    """One of the two."""
    return User.objects.get(login=login)


def taking(giver: str, other: str) -> Callable[[], None]:
    """One takes the role of the other."""
    return lambda: take_role(grant=RoleGrant.objects.get(user=admin(other)), actor=actor_of(admin(giver)))


def switching(giver: str, other: str) -> Callable[[], None]:
    """One switches the other off."""
    return lambda: switch_account(user=admin(other), is_active=False, actor=actor_of(admin(giver)))


@pytest.mark.parametrize("first", [taking, switching])
@pytest.mark.parametrize("second", [taking, switching])
def test_of_two_admins_who_put_each_other_out_one_stays(
    region: Region, first: Callable[[str, str], Callable[[], None]], second: Callable[[str, str], Callable[[], None]]
) -> None:
    acts = first("admin-satu", "admin-dua"), second("admin-dua", "admin-satu")
    assert together(region, *acts) == 1
    with region_scope(region.pk):
        assert RoleGrant.objects.filter(role=Role.REGION_ADMIN, user__is_active=True).count() == 1


def test_of_two_links_given_at_once_one_is_open(region: Region) -> None:
    def giving() -> None:
        give_link(user=admin("kantor"), actor=actor_of(admin("admin-satu")))

    assert together(region, giving, giving) == 0
    with region_scope(region.pk):
        assert [AccountLink.objects.count(), AccountLink.objects.filter(ended_at=None).count()] == [2, 1]


@pytest.mark.parametrize("act", ["gives", "switches"])
def test_who_uses_a_link_and_who_ends_it_do_not_wait_for_each_other(
    region: Region, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The password is judged between the two locks of the one; that is when the other comes."""
    monkeypatch.setattr("agencies.services.accounts.use_link.check_new_password", lambda *_: time.sleep(1))
    with region_scope(region.pk):
        secret = give_link(user=admin("kantor"), actor=actor_of(admin("admin-satu"))).path.split("/")[3]

    def using() -> None:
        with suppress(LinkGoneError):
            use_link(secret=secret, new="kupang-pagi-cerah-71")

    def ending() -> None:
        time.sleep(0.3)
        if act == "gives":
            give_link(user=admin("kantor"), actor=actor_of(admin("admin-satu")))
        else:
            switch_account(user=admin("kantor"), is_active=False, actor=actor_of(admin("admin-satu")))

    assert together(region, using, ending) == 0
    assert admin("kantor").check_password("kupang-pagi-cerah-71")
    with region_scope(region.pk):
        assert AccountLink.objects.filter(used_at__isnull=False).count() == 1
