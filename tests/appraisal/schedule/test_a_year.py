"""The year of three regions: each step once, in its moment, in order, in its own zone; and all of it locked."""

import datetime
from collections import defaultdict

import pytest
from django.db import transaction

from appraisal.models import ScheduledStep
from appraisal.services.schedule.run_due_steps import WAITING_AGAIN
from tests.appraisal.schedule.simulated_year import END, WIB, WIT, WITA, Done, Year, simulate

ZONES = (WIB, WITA, WIT)
STEPS = [step.value for step in ScheduledStep.Step]
REMINDERS = {"remind_report", "remind_rate"}
OF_2028 = (
    [f"2028-{month:02}" for month in range(1, 13)]
    + [f"2028-Q{number}" for number in range(1, 5)]
    + ["2028-S1", "2028-S2", "2028"]
)
ONE_TICK = datetime.timedelta(minutes=1)
LATE = {"lock": WAITING_AGAIN + ONE_TICK}
"""A lock evaluates the period once more on its day, and looks again whether that is over."""


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Year:
    """Lived through once, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        lived = simulate()
        transaction.set_rollback(True)
    return lived


@pytest.mark.parametrize("zone", ZONES)
def test_every_step_of_every_period_ran_exactly_once(year: Year, zone: str) -> None:
    ran = [(one.period, one.step) for one in year.of(zone) if one.period in OF_2028]
    assert sorted(ran) == sorted((code, step) for code in OF_2028 for step in STEPS)
    assert {one.times for one in year.of(zone)} == {1}


@pytest.mark.parametrize("zone", ZONES)
def test_no_step_ran_before_its_moment(year: Year, zone: str) -> None:
    assert [one for one in year.of(zone) if one.done_at < one.moment] == []


@pytest.mark.parametrize("zone", ZONES)
def test_no_step_was_more_than_a_tick_late_while_beat_was_up(year: Year, zone: str) -> None:
    up = [one for one in year.of(zone) if not one.was_down]
    assert len(up) > len(OF_2028) * len(STEPS) / 2
    assert [one for one in up if one.done_at - one.moment > LATE.get(one.step, ONE_TICK)] == []


@pytest.mark.parametrize("zone", ZONES)
def test_what_was_due_while_beat_was_down_ran_when_it_was_back(year: Year, zone: str) -> None:
    late = [one for one in year.of(zone) if one.was_down]
    assert len(late) > len(STEPS)
    assert all(one.state == "done" for one in late)


@pytest.mark.parametrize("zone", ZONES)
def test_every_step_falls_on_a_working_day(year: Year, zone: str) -> None:
    assert [one for one in year.of(zone) if not one.on_working_day] == []


@pytest.mark.parametrize("zone", ZONES)
def test_the_steps_of_a_period_ran_in_the_order_of_its_life(year: Year, zone: str) -> None:
    lives: dict[str, list[Done]] = defaultdict(list)
    for one in year.of(zone):
        if one.step not in REMINDERS:
            lives[one.period].append(one)
    for life in lives.values():
        ordered = [one.step for one in sorted(life, key=lambda one: one.place)]
        assert ordered == [step for step in STEPS if step in ordered]


def test_the_zones_ran_exactly_one_hour_apart(year: Year) -> None:
    moments: dict[tuple[str, str], dict[str, Done]] = defaultdict(dict)
    for one in year.steps:
        moments[one.period, one.step][one.zone] = one
    apart = {
        (by_zone[WIB].done_at - by_zone[WITA].done_at, by_zone[WITA].done_at - by_zone[WIT].done_at)
        for by_zone in moments.values()
        if len(by_zone) == len(ZONES) and not any(one.was_down for one in by_zone.values())
    }
    assert apart == {(datetime.timedelta(hours=1), datetime.timedelta(hours=1))}


@pytest.mark.parametrize("zone", ZONES)
def test_every_period_of_the_year_ends_locked(year: Year, zone: str) -> None:
    assert {code: year.states[zone][code] for code in OF_2028} == dict.fromkeys(OF_2028, "locked")


@pytest.mark.parametrize("zone", ZONES)
def test_the_next_year_has_begun(year: Year, zone: str) -> None:
    assert year.states[zone]["2029-01"] == year.states[zone]["2029"] == "open"
    assert all(one.moment < END for one in year.of(zone))


@pytest.mark.parametrize("zone", ZONES)
def test_every_period_had_its_result_delivered(year: Year, zone: str) -> None:
    assert year.delivered[zone] == len(OF_2028)
