"""Whose superior looks wrong on a day, and why."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Employee, Placement, User
from agencies.services.organisation.find_wrong_superiors import WrongReason, find_wrong_superiors
from tests.cast import Cast
from tests.factories import a_placement, an_agency, an_employee

DAY = datetime.date(2026, 6, 15)


def reasons() -> dict[str, WrongReason]:
    return {wrong.name: wrong.reason for wrong in find_wrong_superiors(day=DAY)}


def change(person: Employee, **facts: object) -> None:
    Placement.objects.filter(employee=person).update(**facts)


def test_an_organisation_in_order_has_none(kupang: Cast) -> None:
    assert find_wrong_superiors(day=DAY) == ()


def test_who_has_no_superior_and_no_staff_is_named(kupang: Cast) -> None:
    change(kupang.budi, supervisor=None)
    (wrong,) = find_wrong_superiors(day=DAY)
    assert (wrong.name, wrong.nip, wrong.unit) == ("Budi Santoso", kupang.budi.nip, "Puskesmas Oesapa")
    assert (wrong.supervisor, wrong.reason) == ("", WrongReason.NO_SUPERIOR)
    assert wrong.sentence == "Belum punya atasan, padahal bukan pimpinan perangkat daerah"


def test_the_head_of_a_sub_unit_needs_a_superior_too(kupang: Cast) -> None:
    change(kupang.sari, supervisor=None)
    assert reasons() == {"Sari Wulandari": WrongReason.NO_SUPERIOR}


def test_the_head_of_an_agency_needs_none(kupang: Cast) -> None:
    a_placement(an_employee("Eka Putri"), kupang.kecamatan, kupang.dewi)
    assert reasons() == {}


def test_a_superior_whose_placement_ended_is_named(kupang: Cast) -> None:
    change(kupang.sari, last_day=datetime.date(2026, 5, 31))
    assert reasons() == dict.fromkeys(("Budi Santoso", "Citra Lestari"), WrongReason.SUPERIOR_LEFT)


def test_a_superior_of_a_foreign_unit_is_named(kupang: Cast) -> None:
    change(kupang.budi, supervisor=kupang.dewi)
    (wrong,) = find_wrong_superiors(day=DAY)
    assert (wrong.reason, wrong.supervisor) == (WrongReason.SUPERIOR_ELSEWHERE, "Dewi Anggraini")


def test_an_acting_post_above_makes_a_superior_right(kupang: Cast) -> None:
    change(kupang.budi, supervisor=kupang.dewi)
    a_placement(kupang.dewi, kupang.dinas, kupang.ratna, kind="plt")  # type: ignore[arg-type]
    assert reasons() == {}


def test_the_head_of_an_agency_may_stand_under_the_secretary_of_the_region(kupang: Cast) -> None:
    secretary = an_employee("Sekda")
    a_placement(secretary, an_agency("4.01", "Sekretariat Daerah"))
    change(kupang.ratna, supervisor=secretary)
    assert reasons() == {}


@pytest.mark.parametrize(
    ("own", "theirs", "is_wrong"),
    [
        ("Administrator", "Pengawas", True),
        ("Pengawas", "Pelaksana", True),
        ("Pengawas", "JF Keahlian", False),
        ("JF Keahlian", "Pelaksana", False),
        ("Pengawas", "pengawas", False),
    ],
)
def test_a_superior_in_a_lower_post_is_named(kupang: Cast, own: str, theirs: str, is_wrong: bool) -> None:
    change(kupang.budi, position_kind=own)
    change(kupang.sari, position_kind=theirs)
    assert reasons() == ({"Budi Santoso": WrongReason.SUPERIOR_BELOW} if is_wrong else {})


def test_a_superior_who_cannot_sign_in_is_named(kupang: Cast) -> None:
    User.objects.filter(login=kupang.sari.nip).update(is_active=False)
    assert set(reasons().values()) == {WrongReason.SUPERIOR_INACTIVE}


def test_only_some_units_or_people_may_be_asked(kupang: Cast) -> None:
    change(kupang.budi, supervisor=None)
    assert find_wrong_superiors(day=DAY, agency_ids=[kupang.kecamatan.pk]) == ()
    assert find_wrong_superiors(day=DAY, nips=[kupang.citra.nip]) == ()
    assert len(find_wrong_superiors(day=DAY, nips=[kupang.budi.nip])) == 1


def test_people_cost_no_further_queries(kupang: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        find_wrong_superiors(day=DAY)
    for number in range(5):
        a_placement(an_employee(f"Pegawai {number}"), kupang.puskesmas)
    with CaptureQueriesContext(connection) as many:
        assert len(find_wrong_superiors(day=DAY)) == 5
    assert len(many) == len(few) == 5
