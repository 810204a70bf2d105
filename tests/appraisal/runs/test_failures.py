"""Plans that cannot be evaluated: alone, with a reason for people, and without harm to their neighbours."""

import datetime

import pytest
from django.db import OperationalError, ProgrammingError

from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState, Evaluation, EvaluationFailure, EvaluationRun, RunState
from appraisal.services.evaluation.evaluate_period import Telling
from appraisal.services.evaluation.period_facts import PeriodFacts
from appraisal.services.runs import evaluate_plans as evaluating
from appraisal.services.runs.take_chunk import ATTEMPTS, take_chunk
from indicators.models import Indicator, IndicatorVersion, Plan
from tests.appraisal.factories import a_scheme
from tests.appraisal.runs.situations import a_started_run, drive, neighbours
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

NEIGHBOURS = 7


@pytest.fixture
def without_scheme(kupang: Cast) -> Plan:
    """Dewi's plan, whose unit has no scheme, in one chunk with seven others, whose unit has one."""
    a_scheme(kupang.dinas)
    patients = an_indicator(kupang.dinas, "IKU-1")
    plan = a_plan(kupang.dewi, kupang.kecamatan, {an_indicator(kupang.kecamatan): ("100", "10")})
    neighbours(kupang, patients, NEIGHBOURS)
    return plan


@pytest.fixture(autouse=True)
def one_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are cut by the number of a plan, and how far numbers have come depends on the tests before."""
    monkeypatch.setattr("appraisal.services.evaluation.evaluate_period.BLOCK", 10**9)


def run_of(cast: Cast) -> EvaluationRun:
    """A run of January, driven to its end."""
    return drive(a_started_run(cast))


def test_a_plan_without_scheme_fails_alone(kupang: Cast, without_scheme: Plan) -> None:
    run = run_of(kupang)
    failure = EvaluationFailure.objects.get()
    assert (failure.plan, run.state) == (without_scheme, RunState.DONE)
    assert "Tidak ada skema penilaian yang berlaku untuk 7.01" in failure.reason
    assert Evaluation.objects.count() == NEIGHBOURS
    assert list(run.chunks.values_list("state", "written", "failed")) == [(ChunkState.FAILED, NEIGHBOURS, 1)]


def test_data_that_cannot_be_computed_are_named_without_a_traceback(kupang: Cast, without_scheme: Plan) -> None:
    late = Indicator.objects.create(agency=kupang.dinas, code="IKU-9")
    june = datetime.date(2026, 6, 1)
    IndicatorVersion.objects.create(indicator=late, name="Kunjungan", unit="orang", direction="higher", valid_from=june)
    odd = a_plan(kupang.citra, kupang.puskesmas, {late: ("100", "10")})
    run_of(kupang)
    reason = EvaluationFailure.objects.get(plan=odd).reason
    assert reason.startswith("Data SKP ini tidak dapat dihitung (KeyError).")
    assert "Traceback" not in reason
    assert Evaluation.objects.count() == NEIGHBOURS


def test_a_mended_plan_is_evaluated_by_the_next_run(kupang: Cast, without_scheme: Plan) -> None:
    run_of(kupang)
    a_scheme(kupang.kecamatan)
    again = run_of(kupang)
    assert not again.failures.exists()
    assert Evaluation.objects.latest().filter(plan=without_scheme).exists()


def test_trouble_of_the_database_is_no_failure_of_a_plan(
    kupang: Cast, without_scheme: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*, facts: PeriodFacts, plan_ids: list[int], as_told: Telling | None) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    run = a_started_run(kupang)
    monkeypatch.setattr(evaluating, "evaluate_block", lost)
    with pytest.raises(OperationalError):
        take_chunk(region_id=current_region_id(), run_id=run.pk)
    assert list(run.chunks.values_list("state", flat=True)) == [ChunkState.WAITING]


def test_what_takes_its_worker_along_each_time_is_told_and_the_run_ends(
    kupang: Cast, without_scheme: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*, facts: PeriodFacts, plan_ids: list[int], as_told: Telling | None) -> None:
        raise OperationalError("canceling statement due to statement timeout")

    run = a_started_run(kupang)
    monkeypatch.setattr(evaluating, "evaluate_block", killed)
    for _attempt in range(ATTEMPTS):
        with pytest.raises(OperationalError):
            take_chunk(region_id=current_region_id(), run_id=run.pk)
    assert take_chunk(region_id=current_region_id(), run_id=run.pk) is False
    run.refresh_from_db()
    assert (run.state, run.failures.count()) == (RunState.DONE, run.people)
    assert all("setelah 3 kali dicoba" in failure.reason for failure in run.failures.all())


def test_a_chunk_begun_before_waits_until_the_others_are_done(
    kupang: Cast, without_scheme: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("appraisal.services.evaluation.evaluate_period.BLOCK", 1)
    run = a_started_run(kupang)
    first = run.chunks.order_by("number")[0]
    run.chunks.filter(pk=first.pk).update(attempts=1)
    take_chunk(region_id=current_region_id(), run_id=run.pk)
    assert run.chunks.get(pk=first.pk).state == ChunkState.WAITING
    assert run.chunks.exclude(state=ChunkState.WAITING).count() == 1


def test_a_schema_of_another_version_is_not_held_against_a_chunk(
    kupang: Cast, without_scheme: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*, facts: PeriodFacts, plan_ids: list[int], as_told: Telling | None) -> None:
        raise ProgrammingError("column does not exist")

    run = a_started_run(kupang)
    monkeypatch.setattr(evaluating, "evaluate_block", unknown)
    with pytest.raises(ProgrammingError):
        take_chunk(region_id=current_region_id(), run_id=run.pk)
    assert list(run.chunks.values_list("attempts", flat=True)) == [0]
