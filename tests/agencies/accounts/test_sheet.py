"""Links for a whole unit on one sheet."""

import re

import pytest
from django.http import HttpResponse

from agencies.models import AccountLink, AuditEvent, Employee, User
from tests.agencies.accounts.named import LIST, account_of
from tests.cast import Cast
from tests.visitors import visitor


@pytest.fixture
def waiting(kupang: Cast) -> Cast:
    """Budi, Citra and Sari of the puskesmas, and Dewi of the kecamatan, have no password."""
    people = [account_of(one).pk for one in (kupang.budi, kupang.citra, kupang.sari, kupang.dewi)]
    User.objects.filter(pk__in=people).update(password="!x")
    return kupang


def sheet(cast: Cast, unit: str = "1.02", by: User | None = None, **more: str) -> HttpResponse:
    """The answer to the form, from the agency admin if from nobody else."""
    return visitor(by or cast.agency_admin).post(f"{LIST}lembar/", {"opd": unit, **more})  # type: ignore[return-value]


def test_everybody_of_a_unit_who_waits_gets_a_strip(waiting: Cast) -> None:
    answer = sheet(waiting)
    shown = answer.content.decode()
    assert len(set(re.findall(r"/sandi/\d+/[\w-]{43}/", shown))) == 2
    assert [name in shown for name in ("Budi Santoso", "Dewi Anggraini", "Ratna Dewi")] == [True, False, False]
    assert "no-store" in answer["Cache-Control"]


def test_raters_are_on_the_sheet_of_the_region_admin_alone(waiting: Cast) -> None:
    own, regional = sheet(waiting), sheet(waiting, by=waiting.region_admin, ulang="on")
    assert [waiting.sari.name in one.content.decode() for one in (own, regional)] == [False, True]


def test_it_is_one_event_with_the_count(waiting: Cast) -> None:
    sheet(waiting)
    event = AuditEvent.objects.get(action="account_link_given")
    assert (event.subject, event.details["count"]) == ("Dinas Kesehatan (1.02)", 2)


def test_a_second_sheet_leaves_links_that_are_open_alone(waiting: Cast) -> None:
    sheet(waiting)
    answer = sheet(waiting)
    assert (answer.status_code, "Tidak ada akun" in answer.content.decode()) == (422, True)
    assert AccountLink.objects.filter(ended_at=None).count() == 2


def test_asked_for_again_the_links_before_end(waiting: Cast) -> None:
    sheet(waiting)
    assert sheet(waiting, ulang="on").status_code == 200
    assert [AccountLink.objects.filter(ended_at=None).count(), AccountLink.objects.count()] == [2, 4]


def test_a_sheet_holds_so_many_at_most_and_the_next_one_the_rest(
    waiting: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agencies.services.accounts.give_sheet.MOST", 1)
    for expected in (1, 2):
        sheet(waiting)
        assert AccountLink.objects.filter(ended_at=None).count() == expected


def test_a_small_dr_stands_where_a_capital_one_would(waiting: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for person, name in ((waiting.budi, "Yohana Tallo"), (waiting.citra, "dr. Maria Lay")):
        Employee.objects.filter(pk=person.pk).update(name=name)
    shown = sheet(waiting).content.decode()
    assert re.findall(r'<p class="strong">([^<]+)', shown) == ["dr. Maria Lay", "Yohana Tallo"]
    monkeypatch.setattr("agencies.services.accounts.give_sheet.MOST", 1)
    assert "dr. Maria Lay" in sheet(waiting, ulang="on").content.decode()


@pytest.mark.parametrize("unit", ["", "7.01", "9.99", "\x00"])
def test_a_unit_that_is_not_the_admins_is_refused(waiting: Cast, unit: str) -> None:
    assert (sheet(waiting, unit).status_code, AccountLink.objects.count()) == (422, 0)
