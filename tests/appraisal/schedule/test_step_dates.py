"""The days of a period's steps, from the numbers of its rule."""

from datetime import date

from agencies.working_days import SpecialDay, WorkingDays, regional_day
from appraisal.models import ScheduledStep
from appraisal.period_codes import parse_period_code
from appraisal.services.schedule.step_dates import TypedNumbers, runs_from, step_dates
from tests.appraisal.schedule.rules import MONTHLY

Step = ScheduledStep.Step


def dates(code: str, own: list[SpecialDay] | None = None, **numbers: int | None) -> dict[str, str]:
    """The days of a period by step, with the suggested numbers of a month unless others are given."""
    span = parse_period_code(code)
    calendar = WorkingDays.of(span.year - 1, span.year + 1, own or [])
    found = step_dates(span, TypedNumbers(**(numbers or MONTHLY)), calendar)
    return {step.value: day.isoformat() for step, day in found.items()}


def test_a_month_has_its_eight_steps_in_order() -> None:
    assert dates("2026-01") == {
        "open": "2025-12-31",
        "remind_report": "2026-02-02",
        "close_entry": "2026-02-04",
        "remind_rate": "2026-02-06",
        "close_scoring": "2026-02-10",
        "evaluate": "2026-02-11",
        "deliver": "2026-02-13",
        "lock": "2026-03-03",
    }


def test_december_closes_in_the_next_year() -> None:
    found = dates("2026-12")
    assert found["open"] == "2026-12-01"
    assert found["close_entry"] == "2027-01-07"


def test_a_leap_day_ends_february() -> None:
    assert dates("2028-02", report_after=0) == {"close_entry": "2028-02-29"}


def test_each_kind_counts_from_its_own_ends() -> None:
    assert dates("2026-Q1", open_before=0, report_after=1) == {"open": "2025-12-31", "close_entry": "2026-04-01"}
    assert dates("2026-S2", open_before=2, report_after=1) == {"open": "2026-06-29", "close_entry": "2027-01-04"}
    assert dates("2026", report_after=0) == {"close_entry": "2026-12-31"}


def test_a_number_that_is_empty_leaves_the_step_to_people() -> None:
    assert dates("2026-01", report_after=3, lock_after=20).keys() == {"close_entry", "lock"}


def test_a_reminder_needs_its_deadline() -> None:
    assert dates("2026-01", remind_before=1, rate_after=2) == {
        "remind_rate": "2026-02-02",
        "close_scoring": "2026-02-03",
    }
    assert dates("2026-01", remind_before=1) == {}


def test_a_day_of_the_region_pushes_what_comes_after() -> None:
    own = [regional_day(date(2026, 2, 3), "Hari jadi", False)]
    assert dates("2026-01", own)["close_entry"] == "2026-02-05"


def test_a_national_day_that_is_worked_pulls_it_back() -> None:
    own = [regional_day(date(2026, 2, 16), "Pelayanan", True)]
    assert dates("2026-01", own)["lock"] == "2026-03-02"


def test_a_closing_is_done_when_its_day_is_over_and_the_rest_when_theirs_begins() -> None:
    day = date(2026, 12, 31)
    assert runs_from(Step.CLOSE_ENTRY, day) == runs_from(Step.CLOSE_SCORING, day) == date(2027, 1, 1)
    assert runs_from(Step.EVALUATE, day) == day
