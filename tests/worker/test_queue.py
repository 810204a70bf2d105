"""Evaluation through a real worker: the same rows, also when it is killed half-way."""

import datetime
import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from agencies.models import Agency, Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, EvaluationChunk, EvaluationItem
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.runs.start_run import start_run
from indicators.models import Indicator, IndicatorVersion
from tests.factories import a_placement, a_plan, an_employee
from tests.performance.generator import generate_region
from tests.worker.conftest import Worker

pytestmark = pytest.mark.worker

PEOPLE = 1500
CHUNK_SECONDS = 120


def results(region: Region) -> list[tuple[object, ...]]:
    """Every evaluation without what differs between two runs: when it was made."""
    with region_scope(region.pk):
        rows = Evaluation.objects.order_by("plan_id", "revision")
        return list(
            rows.values_list("plan_id", "revision", "is_latest", "complete", "final_score", "predicate", "fingerprint")
        )


def evaluate(region: Region, **options: object) -> None:
    """The command, as an operator types it."""
    call_command("evaluate", region=region.code, period="2026-01", **options)


def test_the_worker_gives_the_same_rows_as_this_process(worker: Worker) -> None:
    region = generate_region(employees=60, items=4, agencies=3)
    evaluate(region, queue=True)
    queued = results(region)
    with region_scope(region.pk):
        Evaluation.objects.all().delete()
        EvaluationItem.objects.all().delete()
    evaluate(region)
    assert len(queued) == 60
    assert queued == results(region)


def test_without_a_worker_the_command_says_so(transactional_db: None, empty_queue: None) -> None:
    region = generate_region(employees=20, items=4, agencies=1)
    with pytest.raises(CommandError, match="Tidak ada pekerja yang menjawab"):
        evaluate(region, queue=True)
    assert results(region) == []


def test_a_plan_that_cannot_be_evaluated_is_named_and_the_others_are(
    worker: Worker, capsys: pytest.CaptureFixture[str]
) -> None:
    region = generate_region(employees=60, items=4, agencies=3)
    with region_scope(region.pk):
        unit = Agency.objects.earliest("code")
        late = Indicator.objects.create(agency=unit, code="IKU-9")
        june = datetime.date(2026, 6, 1)
        IndicatorVersion.objects.create(indicator=late, name="Nanti", unit="orang", direction="higher", valid_from=june)
        person = an_employee("Yanti Bere")
        a_placement(person, unit)
        a_plan(person, unit, {late: ("100", "10")})
    with pytest.raises(CommandError, match=rf"1 SKP tidak dapat dievaluasi:\n  {person.nip} Yanti Bere: Data SKP ini"):
        evaluate(region, queue=True)
    assert "60 ditulis" in capsys.readouterr().out
    assert len(results(region)) == 60


def test_a_worker_killed_half_way_loses_nothing_and_doubles_nothing(worker: Worker, tmp_path: Path) -> None:
    region = generate_region(employees=PEOPLE, items=10, agencies=5)
    with region_scope(region.pk):
        start_run(region_id=region.pk, period_id=ensure_period(code="2026-01").pk)
    _wait_for_a_finished_chunk(region)
    worker.kill()
    half = len(results(region))
    second = Worker(tmp_path / "second.log")
    evaluate(region, queue=True)
    second.kill()
    assert 0 < half < PEOPLE
    assert [(plan, revision) for plan, revision, *_rest in results(region)] == [(plan, 1) for plan in _plans(region)]
    _assert_proven(region)


def test_two_runs_at_once_give_one_result(transactional_db: None) -> None:
    region = generate_region(employees=PEOPLE, items=4, agencies=5)
    runs = [threading.Thread(target=_evaluate_here, args=(region,)) for _run in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [(plan, revision) for plan, revision, *_rest in results(region)] == [(plan, 1) for plan in _plans(region)]
    _assert_proven(region)


def _evaluate_here(region: Region) -> None:
    with region_scope(region.pk):
        period = ensure_period(code="2026-01")
    evaluate_period(region_id=region.pk, period_id=period.pk)
    connection.close()


def _wait_for_a_finished_chunk(region: Region) -> None:
    deadline = time.monotonic() + CHUNK_SECONDS
    while time.monotonic() < deadline:
        with region_scope(region.pk):
            if EvaluationChunk.objects.filter(state="done").exists():
                return
        time.sleep(0.02)
    pytest.fail("Tidak ada bagian yang selesai.")


def _plans(region: Region) -> list[int]:
    with region_scope(region.pk):
        return sorted(Evaluation.objects.values_list("plan_id", flat=True).distinct())


def _assert_proven(region: Region) -> None:
    with region_scope(region.pk):
        outcome = verify_evaluations(period=ensure_period(code="2026-01"))
    assert (outcome.checked, outcome.differences) == (PEOPLE, [])
