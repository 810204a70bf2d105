"""The stored steps of a schedule follow its rules, except what was done, moved, skipped or is owed."""

from datetime import date

from django.utils import timezone

from agencies.tenancy.scope import region_scope
from appraisal.models import Period, PeriodRule, ScheduledStep
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.schedule.load_schedule import Drawn, owed_at_once
from appraisal.services.schedule.plan_steps import follow_deadlines, plan_steps
from tests.appraisal.factories import a_period
from tests.appraisal.schedule.rules import a_rule, day_of
from tests.cast import Cast, cast_of_kupang

TODAY = date(2026, 1, 20)


def change(code: str, step: str, **values: object) -> None:
    """Say something else of a step."""
    assert ScheduledStep.objects.filter(period_code=code, step=step).update(**values) == 1


def codes() -> list[str]:
    """The periods that have steps."""
    return list(ScheduledStep.objects.order_by("period_code").values_list("period_code", flat=True).distinct())


def test_a_region_without_rules_plans_nothing(kupang: Cast) -> None:
    assert plan_steps(today=TODAY) == 0
    assert not ScheduledStep.objects.exists()


def test_a_rule_that_is_off_plans_nothing(kupang: Cast) -> None:
    a_rule()
    PeriodRule.objects.update(is_on=False)
    assert plan_steps(today=TODAY) == 0


def test_the_year_is_planned_from_where_the_rule_begins(kupang: Cast) -> None:
    a_rule(begins_on="2026-02-01")
    assert plan_steps(today=TODAY) == 11 * 8
    assert codes()[0] == "2026-02"
    assert codes()[-1] == "2026-12"


def test_at_the_end_of_a_year_the_next_one_is_planned(kupang: Cast) -> None:
    a_rule(begins_on="2026-12-01")
    a_rule("year", begins_on="2026-12-01")
    plan_steps(today=date(2026, 12, 20))
    assert codes() == ["2026", "2026-12", "2027", "2027-01", "2027-02"]


def test_planning_again_changes_nothing(kupang: Cast) -> None:
    a_rule()
    plan_steps(today=TODAY)
    assert plan_steps(today=TODAY) == 0


def test_a_changed_number_moves_what_waits(kupang: Cast) -> None:
    a_rule()
    plan_steps(today=TODAY)
    PeriodRule.objects.update(lock_after=21)
    assert plan_steps(today=TODAY) == 12
    assert day_of("2026-01", "lock") == date(2026, 3, 4)


def test_what_was_moved_skipped_or_done_stays(kupang: Cast) -> None:
    a_rule()
    plan_steps(today=TODAY)
    change("2026-01", "lock", is_moved=True, due_on=date(2026, 3, 9))
    change("2026-02", "lock", state="skipped", reason="Menunggu putusan keberatan.")
    change("2026-03", "lock", state="done", done_at=timezone.now())
    PeriodRule.objects.update(lock_after=21)
    assert plan_steps(today=TODAY) == 9
    assert day_of("2026-01", "lock") == date(2026, 3, 9)


def test_what_is_owed_stays_owed(kupang: Cast) -> None:
    a_rule()
    plan_steps(today=TODAY)
    PeriodRule.objects.update(open_before=5, report_after=5)
    plan_steps(today=date(2026, 2, 5))
    assert day_of("2026-01", "open") == date(2025, 12, 31)
    assert day_of("2026-01", "close_entry") == date(2026, 2, 4)


def test_a_number_that_was_emptied_takes_the_step_away(kupang: Cast) -> None:
    a_rule()
    plan_steps(today=TODAY)
    PeriodRule.objects.update(lock_after=None)
    assert plan_steps(today=TODAY) == 12
    assert not ScheduledStep.objects.filter(step="lock").exists()


def test_switching_off_takes_away_what_waits_and_keeps_what_was_done(kupang: Cast) -> None:
    a_rule()
    plan_steps(today=TODAY)
    change("2026-01", "open", state="done", done_at=timezone.now())
    change("2026-01", "lock", is_moved=True)
    PeriodRule.objects.update(is_on=False)
    plan_steps(today=TODAY)
    assert list(ScheduledStep.objects.values_list("period_code", "step")) == [("2026-01", "open")]


def test_deadlines_of_an_open_period_follow(kupang: Cast) -> None:
    a_period()
    a_rule()
    plan_steps(today=TODAY)
    assert (a_period().report_until, a_period().rate_until) == (date(2026, 2, 4), date(2026, 2, 10))
    change("2026-01", "close_entry", due_on=date(2026, 2, 6), is_moved=True)
    plan_steps(today=TODAY)
    assert a_period().report_until == date(2026, 2, 6)


def test_deadlines_of_a_locked_period_stay(kupang: Cast) -> None:
    lock_period(period=a_period())
    a_rule()
    plan_steps(today=TODAY)
    assert a_period().report_until is None


def test_a_deadline_of_ratings_that_is_over_stays(kupang: Cast) -> None:
    a_period()
    Period.objects.update(rate_until=date(2026, 1, 19))
    a_rule()
    plan_steps(today=TODAY)
    assert a_period().rate_until == date(2026, 1, 19)
    assert a_period().report_until == date(2026, 2, 4)


def test_deadlines_of_what_is_closed_stay(kupang: Cast) -> None:
    a_rule()
    plan_steps(today=TODAY)
    a_period()
    Period.objects.update(entry_closed_at=timezone.now(), scoring_closed_at=timezone.now())
    assert follow_deadlines(today=TODAY) == 0


def test_rules_of_another_region_plan_nothing_here(bandung: Cast) -> None:
    kupang = cast_of_kupang()
    with region_scope(bandung.region.pk):
        a_rule()
        assert plan_steps(today=TODAY) > 0
    with region_scope(kupang.region.pk):
        assert plan_steps(today=TODAY) == 0
        assert not ScheduledStep.objects.exists()


def test_statements_do_not_grow_with_the_kinds(kupang: Cast, django_assert_max_num_queries: object) -> None:
    for kind in ("month", "quarter", "semester", "year"):
        a_rule(kind)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        plan_steps(today=TODAY)


def test_what_the_last_year_owes_is_said_before_a_rule_is_saved(kupang: Cast) -> None:
    this_january = date(2027, 1, 15)
    rule = a_rule(begins_on="2026-11-01")
    drawn = Drawn.load(year=2027, today=this_january, kinds=["month"])
    owed = owed_at_once("month", rule, rule.begins_on, drawn)
    assert "Batas lapor November 2026" in owed
    assert not any("Oktober 2026" in one for one in owed)
