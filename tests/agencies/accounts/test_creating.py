"""Accounts are made for people, one by one and by the thousand, and under a name."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from agencies.models import AuditEvent, Employee, Role, User
from agencies.permissions import actor_of
from agencies.services.accounts.create_accounts import create_accounts
from tests.agencies.accounts.named import LIST, a_newcomer, admin_of
from tests.cast import Cast
from tests.factories import a_role, an_account, an_employee
from tests.visitors import page, visitor


def made_for(giver: User, person: Employee) -> HttpResponse:
    """The answer to the button of one person."""
    return visitor(giver).post(f"/pegawai/{person.pk}/akun/")  # type: ignore[return-value]


def named(cast: Cast, login: str) -> HttpResponse:
    """The answer to the form of an account without employee."""
    return visitor(cast.region_admin).post(f"{LIST}baru/", {"login": login})  # type: ignore[return-value]


def test_an_account_is_called_by_the_nip_and_has_no_password(kupang: Cast) -> None:
    person = a_newcomer(kupang)
    assert made_for(kupang.agency_admin, person).status_code == 302
    person.refresh_from_db()
    assert person.user is not None
    assert (person.user.login, person.user.has_usable_password()) == (person.nip, False)
    assert AuditEvent.objects.get(action="account_created").subject == f"Eka Saputra ({person.nip})"


def test_asked_twice_there_is_one(kupang: Cast) -> None:
    person = a_newcomer(kupang)
    assert [made_for(kupang.region_admin, person).status_code for _ in range(2)] == [302, 302]
    assert User.objects.filter(login=person.nip).count() == 1
    assert AuditEvent.objects.filter(action="account_created").count() == 1


def test_an_agency_admin_makes_none_for_people_of_other_units(kupang: Cast) -> None:
    person = an_employee("Tanpa Unit", account=False)
    assert made_for(kupang.agency_admin, person).status_code == 403
    assert made_for(kupang.region_admin, person).status_code == 302


def test_everybody_of_a_unit_gets_one_at_once(kupang: Cast) -> None:
    people = [a_newcomer(kupang, f"Pegawai {number}") for number in range(60)]
    elsewhere = an_employee("Di Luar", account=False)
    client = visitor(kupang.agency_admin)
    assert "Buat akun untuk 60 pegawai" in page(client, f"{LIST}?saring=tanpa-akun&opd=1.02")
    for _ in range(2):
        assert client.post(f"{LIST}buat/", {"opd": "1.02", "cari": ""}).status_code == 302
    assert User.objects.filter(login__in=[one.nip for one in people]).count() == 60
    assert Employee.objects.filter(pk=elsewhere.pk, user=None).exists()
    event = AuditEvent.objects.get(action="account_created")
    assert (event.subject, event.details) == ("Dinas Kesehatan (1.02)", {"count": 60})


def test_many_cost_as_many_statements_as_few(kupang: Cast) -> None:
    def statements(number: int) -> int:
        for place in range(number):
            a_newcomer(kupang, f"Pegawai {place}")
        with CaptureQueriesContext(connection) as captured:
            create_accounts(people=Employee.objects.all(), where="semua", actor=admin_of(kupang))
        return len(captured)

    assert statements(2) == statements(40)


def test_an_account_of_that_nip_that_is_nobodys_is_joined(kupang: Cast) -> None:
    person = a_newcomer(kupang)
    account = an_account(person.nip)
    made_for(kupang.agency_admin, person)
    person.refresh_from_db()
    assert person.user_id == account.pk


def test_an_agency_admin_joins_nobody_to_an_account_with_a_role(kupang: Cast) -> None:
    person = a_newcomer(kupang)
    a_role(an_account(person.nip), Role.REGION_ADMIN)
    made_for(kupang.agency_admin, person)
    assert create_accounts(people=Employee.objects.all(), where="x", actor=actor_of(kupang.agency_admin)) == 0
    person.refresh_from_db()
    assert person.user is None


def test_an_account_under_a_name_is_the_region_admins_to_make(kupang: Cast) -> None:
    assert named(kupang, "mesin-presensi").status_code == 302
    assert User.objects.get(login="mesin-presensi").region == kupang.region


@pytest.mark.parametrize(
    "login",
    ["", "a", "Admin", "admin dinkes", "199809042022081917", "-admin", "a" * 61, "admin\x00", "admin-", "ádmin"],
)
def test_a_name_that_will_not_do_is_refused(kupang: Cast, login: str) -> None:
    before = User.objects.count()
    assert (named(kupang, login).status_code, User.objects.count()) == (422, before)


def test_a_name_that_is_taken_is_refused(kupang: Cast) -> None:
    answer = named(kupang, kupang.auditor.login)
    assert (answer.status_code, "sudah dipakai akun lain" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("form", [{}, {"opd": "9.99"}, {"cari": "x" * 200}])
def test_odd_forms_make_nothing_by_mistake(kupang: Cast, form: dict[str, str]) -> None:
    answer = visitor(kupang.region_admin).post(f"{LIST}buat/", form)
    assert answer.status_code == (422 if form else 302)
