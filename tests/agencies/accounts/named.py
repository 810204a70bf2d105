"""Accounts, people without one, and roles, as tests name them."""

from agencies.models import Employee, Role, RoleGrant, User
from agencies.permissions import Actor, actor_of
from tests.cast import Cast
from tests.factories import a_placement, a_role, an_account, an_employee
from tests.isolation.address import Arguments

LIST = "/pengaturan/peran/"


def a_newcomer(cast: Cast, name: str = "Eka Saputra") -> Employee:
    """Somebody of the puskesmas who has no account."""
    person = an_employee(name, account=False)
    a_placement(person, cast.puskesmas, cast.sari)
    return person


def another_admin(login: str = "admin-kedua") -> User:
    """A second region admin, with a password."""
    account = an_account(login)
    a_role(account, Role.REGION_ADMIN)
    return account


def admin_of(cast: Cast) -> Actor:
    """The region admin."""
    return actor_of(cast.region_admin)


def account_of(person: Employee) -> User:
    """The account of somebody who has one."""
    user: User | None = person.user
    assert user is not None
    return user


def page_of(account: User, what: str = "") -> str:
    """The address of an account's page, or of one below it."""
    return f"{LIST}{account.pk}/{what}"


def a_person_without_account(cast: Cast) -> Arguments:
    """For the table of addresses."""
    return {"employee_id": a_newcomer(cast).pk}


def a_role_of_the_region(cast: Cast) -> Arguments:
    """The auditor's, for the table of addresses."""
    return {"user_id": cast.auditor.pk, "grant_id": RoleGrant.objects.get(user=cast.auditor).pk}
