"""The rules of a run: joined, finished once, steered, revived."""

import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation, EvaluationRun, Period, Rating, RunState
from appraisal.services.evaluation import evaluate_period as evaluation
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError, lock_period, unlock_period
from appraisal.services.runs.revive_runs import SILENCE, revive_runs
from appraisal.services.runs.send_lanes import lanes_for
from appraisal.services.runs.start_run import start_run
from appraisal.services.runs.steer_run import RunStateError, Steering
from appraisal.services.runs.take_chunk import take_chunk
from tests.appraisal.factories import a_period, a_scheme
from tests.appraisal.month import Month
from tests.appraisal.runs.situations import a_started_run, drive, neighbours, steered
from tests.appraisal.sheets import save
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

STEERED = AuditEvent.Action.EVALUATION_STEERED
EVALUATED = AuditEvent.Action.PERIOD_EVALUATED


@pytest.fixture
def three(month: Month, monkeypatch: pytest.MonkeyPatch) -> Month:
    """Budi and two colleagues, one plan a chunk, not evaluated yet."""
    neighbours(month.cast, month.patients, 2)
    monkeypatch.setattr(evaluation, "BLOCK", 1)
    return month


def acts_of(action: AuditEvent.Action) -> list[str]:
    """What was recorded, the oldest first."""
    return [event.details.get("act", "") for event in AuditEvent.objects.filter(action=action).order_by("at")]


def test_a_run_evaluates_chunk_by_chunk_and_finishes_once(three: Month) -> None:
    run = a_started_run(three.cast)
    assert (run.people, run.chunks.count()) == (3, 3)
    assert [take_chunk(region_id=current_region_id(), run_id=run.pk) for _chunk in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    run.refresh_from_db()
    assert (run.state, acts_of(EVALUATED)) == (RunState.DONE, [""])
    assert run.finished_at is not None


def test_a_second_start_joins_the_first(three: Month) -> None:
    first = a_started_run(three.cast, who=three.cast.region_admin)
    second = start_run(region_id=three.cast.region.pk, period_id=a_period().pk)
    assert (second.run, second.is_new) == (first, False)
    assert first.asked_by == three.cast.region_admin


def test_a_unit_and_the_region_run_side_by_side(three: Month) -> None:
    assert a_started_run(three.cast) != a_started_run(three.cast, agency=three.cast.puskesmas)


def test_a_night_checks_a_period_once(three: Month) -> None:
    night = datetime.date(2026, 2, 1)
    ask = partial(start_run, region_id=three.cast.region.pk, period_id=a_period().pk, night=night)
    run = drive(ask(cause=EvaluationRun.Cause.NIGHT).run)
    assert ask(cause=EvaluationRun.Cause.NIGHT).run == run


def night_run(month: Month) -> EvaluationRun:
    """The check of a night, with one of its chunks done."""
    ask = partial(start_run, cause=EvaluationRun.Cause.NIGHT, night=datetime.date(2026, 2, 5))
    run = ask(region_id=month.cast.region.pk, period_id=a_period().pk).run
    take_chunk(region_id=current_region_id(), run_id=run.pk)
    return run


def test_the_schedules_run_takes_the_place_of_a_nightly_check(three: Month) -> None:
    night = night_run(three)
    run = start_run(region_id=three.cast.region.pk, period_id=a_period().pk, cause=EvaluationRun.Cause.SCHEDULE).run
    night.refresh_from_db()
    assert (night.state, run.cause, run.chunks.filter(state="waiting").count()) == ("cancelled", "schedule", 3)
    assert "Digantikan" in AuditEvent.objects.get(action=STEERED).reason
    assert drive(run).state == RunState.DONE


def test_a_nightly_check_joins_what_runs(three: Month) -> None:
    run = a_started_run(three.cast)
    assert night_run(three) == run


@pytest.mark.parametrize(("closed", "told"), [(False, None), (True, Decimal("120.00"))])
def test_what_somebody_starts_while_rating_is_open_tells_nothing_unsent(
    month: Month, closed: bool, told: Decimal | None
) -> None:
    Rating.objects.all().delete()
    save(month, 5)
    Period.objects.update(scoring_closed_at=timezone.now() if closed else None)
    ask = partial(start_run, cause=EvaluationRun.Cause.HAND)
    drive(ask(region_id=month.cast.region.pk, period_id=a_period().pk).run)
    assert month.evaluation().behaviour_score == told


def test_a_finished_run_is_followed_by_a_new_one_that_writes_nothing(three: Month) -> None:
    drive(a_started_run(three.cast))
    again = drive(a_started_run(three.cast))
    assert list(again.chunks.values_list("written", "unchanged")) == [(0, 1)] * 3
    assert acts_of(EVALUATED) == [""]


def test_a_run_without_plans_is_done_at_once(kupang: Cast) -> None:
    a_scheme()
    assert a_started_run(kupang).state == RunState.DONE


def test_without_any_scheme_nothing_starts(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")})
    with pytest.raises(NoSchemeError, match=r"1\.02\.01"):
        a_started_run(kupang)


def test_a_locked_period_starts_nothing(three: Month) -> None:
    lock_period(period=a_period())
    with pytest.raises(PeriodStateError, match="sudah dikunci"):
        a_started_run(three.cast)


def test_a_period_locked_in_mid_run_cancels_it_with_a_sentence(three: Month) -> None:
    run = a_started_run(three.cast)
    take_chunk(region_id=current_region_id(), run_id=run.pk)
    lock_period(period=a_period())
    drive(run)
    assert run.state == RunState.CANCELLED
    assert "sudah dikunci" in AuditEvent.objects.get(action=STEERED).reason
    assert list(run.chunks.values_list("written", flat=True)) == [1, 0, 0]


def test_a_paused_run_gives_out_no_chunk_until_it_is_resumed(three: Month) -> None:
    run = steered(a_started_run(three.cast), three.cast.region_admin, Steering.PAUSE)
    assert drive(run).chunks.filter(state="waiting").count() == 3
    steered(run, three.cast.region_admin, Steering.RESUME)
    assert drive(run).state == RunState.DONE
    assert acts_of(STEERED) == ["pause", "resume"]


def test_a_cancelled_run_keeps_what_is_written(three: Month) -> None:
    run = a_started_run(three.cast)
    take_chunk(region_id=current_region_id(), run_id=run.pk)
    steered(run, three.cast.region_admin, Steering.CANCEL)
    assert drive(run).state == RunState.CANCELLED
    assert Evaluation.objects.count() == 1
    assert AuditEvent.objects.get(action=STEERED).details["chunks_done"] == 1


@pytest.mark.parametrize(
    ("before", "act", "sentence"),
    [
        ([], Steering.RESUME, "sedang berjalan"),
        ([Steering.PAUSE], Steering.PAUSE, "sudah dijeda"),
        ([Steering.CANCEL], Steering.RESUME, "sudah dibatalkan"),
    ],
)
def test_an_act_that_does_not_fit_is_refused(
    three: Month, before: list[Steering], act: Steering, sentence: str
) -> None:
    run = steered(a_started_run(three.cast), three.cast.region_admin, *before)
    with pytest.raises(RunStateError, match=sentence):
        steered(run, three.cast.region_admin, act)


def test_a_run_of_a_locked_period_is_not_resumed(three: Month) -> None:
    run = steered(a_started_run(three.cast), three.cast.region_admin, Steering.PAUSE)
    lock_period(period=a_period())
    with pytest.raises(PeriodStateError):
        steered(run, three.cast.region_admin, Steering.RESUME)
    unlock_period(period=a_period(), reason="keberatan")
    assert drive(steered(run, three.cast.region_admin, Steering.RESUME)).state == RunState.DONE


def test_a_silent_run_is_revived_and_a_busy_one_is_not(three: Month) -> None:
    run = a_started_run(three.cast)
    silent = timezone.now() + SILENCE
    assert list(revive_runs(region_id=three.cast.region.pk, now=timezone.now())) == []
    assert list(revive_runs(region_id=three.cast.region.pk, now=silent)) == [run]
    EvaluationRun.objects.update(progressed_at=silent)
    assert list(revive_runs(region_id=three.cast.region.pk, now=silent)) == []


def test_neither_a_paused_nor_a_finished_run_is_revived(three: Month) -> None:
    late = timezone.now() + datetime.timedelta(days=1)
    steered(a_started_run(three.cast), three.cast.region_admin, Steering.PAUSE)
    drive(a_started_run(three.cast, agency=three.cast.puskesmas))
    assert list(revive_runs(region_id=three.cast.region.pk, now=late)) == []


def test_lanes_are_two_at_least_and_never_more_than_chunks() -> None:
    assert [lanes_for(chunks) for chunks in (0, 1, 2, 50)] == [1, 1, 2, 2]
