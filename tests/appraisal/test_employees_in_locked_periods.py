"""The employees file leaves the days of a locked period as they were evaluated."""

import datetime
import re

import pytest

from agencies.models import Placement
from agencies.resources import EmployeeResource
from appraisal.services.periods.lock_period import lock_period, unlock_period
from tests.agencies.employee_file import EKA, FAJAR, GITA, HEADER, line, refused, take
from tests.agencies.importing import counts, statements
from tests.appraisal.factories import a_period
from tests.cast import Cast

LOCKED = r"Periode Maret 2026 sudah dikunci pada .* Minta uji-region-admin membukanya kembali, .* 31 Maret 2026\."


@pytest.fixture
def eka(kupang: Cast) -> Cast:
    """Eka sits in the dinas since New Year; March is locked."""
    take(line())
    lock_period(period=a_period("2026-03"))
    return kupang


def refusal(*lines: str) -> str:
    """The one error of a file."""
    [error] = refused(*lines)
    return error


@pytest.mark.parametrize(
    "cells",
    [
        {"nip_atasan": "198001012005011001"},
        {"jabatan": "Analis Madya"},
        {"selesai": "2026-02-15"},
        {"selesai": "2026-03-15"},
        {"kode_opd": "7.01", "mulai": "2026-03-10", "jenis_penempatan": "plt"},
    ],
    ids=["supervisor", "position", "ends before", "ends within", "another one begins"],
)
def test_a_row_that_changes_days_of_a_locked_period_is_refused(eka: Cast, cells: dict[str, str]) -> None:
    if "nip_atasan" in cells:
        cells = {"nip_atasan": eka.ratna.nip}
    assert re.search(LOCKED, refusal(line(**cells)))


def test_a_person_who_would_begin_in_a_locked_period_is_refused(eka: Cast) -> None:
    assert "sudah dikunci" in refusal(line("199104042016041002", "Fajar", mulai="2026-02-01"))


def test_the_same_file_again_changes_nothing_and_is_taken(eka: Cast) -> None:
    assert counts(take(line())) == (0, 0, 1)


@pytest.mark.parametrize("last_day", ["2026-03-31", "2026-06-30"])
def test_a_placement_may_end_after_the_locked_days(eka: Cast, last_day: str) -> None:
    assert counts(take(line(selesai=last_day))) == (0, 1, 0)
    assert Placement.objects.get(employee__name="Eka Putri").last_day == datetime.date.fromisoformat(last_day)


def test_the_name_of_a_person_may_change_at_any_time(eka: Cast) -> None:
    assert counts(take(line(name="Eka Putri Lestari"))) == (0, 1, 0)


def test_a_transfer_after_the_locked_days_is_taken(eka: Cast) -> None:
    assert counts(take(line(selesai="2026-04-30"), line(kode_opd="7.01", mulai="2026-05-01"))) == (1, 1, 0)


def test_an_unlocked_period_takes_the_change(eka: Cast) -> None:
    unlock_period(period=a_period("2026-03"), reason="Keberatan diterima")
    assert counts(take(line(jabatan="Analis Madya"))) == (0, 1, 0)


@pytest.mark.parametrize("is_locked", ["locked", ""])
def test_the_number_of_statements_does_not_follow_the_number_of_rows(kupang: Cast, is_locked: str) -> None:
    if is_locked:
        lock_period(period=a_period("2026-03"))
    few, many = (
        statements(EmployeeResource, HEADER, [line(nip, f"Eka {nip}", mulai="2026-05-01") for nip in nips])
        for nips in ([EKA], [FAJAR, GITA])
    )
    assert few == many
