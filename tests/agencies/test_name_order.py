"""The order of names (agencies/name_order.py): PostgreSQL's is Python's, and lists of people have it."""

import datetime
import unicodedata
from collections.abc import Callable

import pytest
from django.db import connection

from agencies.models import Employee, Region, Role
from agencies.name_order import sort_key, sort_key_sql
from agencies.permissions import actor_of
from agencies.services.accounts.find_accounts import find_accounts, find_people_without_account
from agencies.services.accounts.give_sheet import give_sheet
from agencies.services.accounts.list_regions import list_regions
from agencies.services.find_region_admins import find_region_admins
from agencies.services.organisation.find_employees import find_employees
from agencies.services.organisation.find_superior import find_superior, offered_superiors
from agencies.services.organisation.find_wrong_superiors import find_wrong_superiors
from agencies.services.organisation.load_organisation import load_organisation
from agencies.services.take_back import some_names
from tests.cast import Cast
from tests.factories import a_region, a_role, an_account, an_employee
from tests.names import IN_ORDER, people_of, those_named

DAY = datetime.date(2026, 2, 1)
#: Whatever a name could be written with: Latin with all its marks, Greek, Cyrillic, and signs.
LETTERS = [chr(code) for code in (*range(0x20, 0x530), *range(0x1E00, 0x2070), 0x1F600)]


def test_a_key_of_the_database_is_that_of_python(db: None) -> None:
    names = [*LETTERS, *(unicodedata.normalize("NFD", one) for one in LETTERS), *IN_ORDER, "", "İstanbul ΑΣ ß"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, {sort_key_sql('name')} FROM unnest(%s::text[]) name", [names])
        assert [(name, key) for name, key in cursor.fetchall() if key != sort_key(name)] == []


def test_the_database_puts_keys_in_the_order_of_python(db: None) -> None:
    names = [f"{letter}{end}" for letter in LETTERS for end in ("", "a", "Z")]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM unnest(%s::text[]) name ORDER BY {sort_key_sql('name')}, name", [names])
        found = [name for (name,) in cursor.fetchall()]
    assert [sort_key(name) for name in found] == sorted(map(sort_key, names))


def test_a_query_orders_by_the_key_and_namesakes_by_nip(kupang: Cast) -> None:
    later, first = (an_employee("ANGELA Klau", nip) for nip in ("198501012010012002", "198501012010012001"))
    people_of(kupang.kecamatan, None)
    found = Employee.objects.order_by("name__sort_key", "nip")
    assert list(found) == sorted(found, key=lambda one: (sort_key(one.name), one.nip))
    places = list(found.values_list("pk", flat=True))
    assert places.index(later.pk) == places.index(first.pk) + 1


def test_people_come_in_this_order_unless_told(kupang: Cast) -> None:
    people_of(kupang.kecamatan, None)
    assert those_named(Employee.objects.values_list("name", flat=True)) == IN_ORDER


def _employees(cast: Cast) -> list[str]:
    return [one.name for one in find_employees(actor=actor_of(cast.region_admin), day=DAY)]


def _accounts(cast: Cast) -> list[str]:
    return [one.person for one in find_accounts(actor=actor_of(cast.region_admin), day=DAY)]  # type: ignore[attr-defined]


def _offered_superiors(cast: Cast) -> list[str]:
    return [one.name for one in offered_superiors(agency_ids=[cast.kecamatan.pk], day=DAY)]


def _candidates(cast: Cast) -> list[str]:
    return [one.name for one in find_superior(typed="a", day=DAY).candidates]


def _wrong_superiors(cast: Cast) -> list[str]:
    Employee.objects.get(pk=cast.dewi.pk).placements.update(last_day=datetime.date(2026, 1, 31))
    return [one.name for one in find_wrong_superiors(day=DAY)]


def _sheet_of_links(cast: Cast) -> list[str]:
    for person in Employee.objects.filter(name__in=IN_ORDER).select_related("user"):
        assert person.user
        person.user.password = ""
        person.user.save()
    admin = actor_of(cast.region_admin)
    given = give_sheet(agency=cast.kecamatan, agency_ids=[cast.kecamatan.pk], again=False, actor=admin)
    return [one.name for one in given]


def _region_admins(cast: Cast) -> list[str]:
    for person in Employee.objects.filter(name__in=IN_ORDER).order_by("pk").select_related("user"):
        assert person.user
        a_role(person.user, Role.REGION_ADMIN)
    return find_region_admins()


def _admins_of_a_unit(cast: Cast) -> list[str]:
    for person in Employee.objects.filter(name__in=IN_ORDER).order_by("pk").select_related("user"):
        assert person.user
        a_role(person.user, Role.AGENCY_ADMIN, cast.kecamatan)
    units = load_organisation(actor=actor_of(cast.region_admin), day=DAY).units
    return [name for unit in units for name in unit.admins]


@pytest.mark.parametrize(
    "listed",
    [
        _employees,
        _accounts,
        _offered_superiors,
        _candidates,
        _wrong_superiors,
        _sheet_of_links,
        _region_admins,
        _admins_of_a_unit,
    ],
)
def test_a_list_of_people_has_the_order(kupang: Cast, listed: Callable[[Cast], list[str]]) -> None:
    people_of(kupang.kecamatan, kupang.dewi)
    assert those_named(listed(kupang)) == IN_ORDER


def test_people_without_account_have_the_order(kupang: Cast) -> None:
    people_of(kupang.kecamatan, None, account=False)
    found = find_people_without_account(actor=actor_of(kupang.region_admin), day=DAY)
    assert those_named(one.name for one in found) == IN_ORDER


def test_an_account_without_employee_stands_under_its_login(kupang: Cast) -> None:
    people_of(kupang.kecamatan, None)
    an_account("DINKES")
    found = [one.person or one.login for one in find_accounts(actor=actor_of(kupang.region_admin), day=DAY)]  # type: ignore[attr-defined]
    assert found.index("DINKES") == found.index("dr. Maria Lewa") - 1


def test_the_first_names_of_a_sentence_are_the_first_of_the_order() -> None:
    assert some_names(reversed(IN_ORDER)) == "Ángel Bria, Angela Klau, de Rosari Bria dan 3 lainnya"


def test_regions_have_the_order(db: None) -> None:
    for number, name in enumerate(IN_ORDER[::-1]):
        a_region(f"9{number}", name)
    assert those_named(one.name for one in list_regions()) == IN_ORDER
    assert those_named(Region.objects.values_list("name", flat=True)) == IN_ORDER
