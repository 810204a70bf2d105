"""When each step runs, in the zones of Indonesia."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from appraisal.models import ScheduledStep
from appraisal.services.schedule.step_moments import TIMES, Step, moment_of

LEAP_DAY = datetime.date(2028, 2, 29)
ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
LOCAL = {
    "open": "2028-02-29 00:05",
    "remind_report": "2028-02-29 08:00",
    "close_entry": "2028-03-01 00:05",
    "remind_rate": "2028-02-29 08:00",
    "close_scoring": "2028-03-01 00:05",
    "evaluate": "2028-02-29 01:00",
    "deliver": "2028-02-29 08:00",
    "lock": "2028-02-29 20:00",
}


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("step", list(Step))
def test_a_step_has_its_moment_in_the_zone_of_the_region(step: ScheduledStep.Step, name: str) -> None:
    moment = moment_of(step, LEAP_DAY, ZoneInfo(name))
    assert f"{moment:%Y-%m-%d %H:%M}" == LOCAL[step.value]
    assert moment.utcoffset() == datetime.timedelta(hours=ZONES[name])


@pytest.mark.parametrize("step", list(Step))
def test_the_zones_follow_one_another_by_exactly_one_hour(step: ScheduledStep.Step) -> None:
    wit, wita, wib = (moment_of(step, LEAP_DAY, ZoneInfo(name)) for name in reversed(ZONES))
    assert wita - wit == wib - wita == datetime.timedelta(hours=1)


def test_a_deadline_on_new_years_eve_ends_in_the_next_year() -> None:
    last = datetime.date(2028, 12, 31)
    moment = moment_of(Step.CLOSE_ENTRY, last, ZoneInfo("Asia/Jayapura"))
    assert moment.astimezone(datetime.UTC).isoformat() == "2028-12-31T15:05:00+00:00"
    assert moment.date() == datetime.date(2029, 1, 1)


def test_every_step_has_a_time() -> None:
    assert set(TIMES) == set(Step)
