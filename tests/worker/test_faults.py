"""Evaluation runs under real faults: nothing is doubled, nothing is lost, whatever goes away in the middle."""

import datetime
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, EvaluationRun, Period, RunState
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.runs.revive_runs import SILENCE, revive_runs
from appraisal.services.runs.start_run import start_run
from appraisal.services.runs.steer_run import Steering, steer_run
from tests.performance.generator import generate_region
from tests.worker.broker import Broker
from tests.worker.conftest import Worker, environment_of_the_worker
from tests.worker.watching import (
    assert_exactly_once,
    chunks_done,
    cut_connections,
    held_writes,
    state_of,
    stopped_writers,
    wait_for_stopped_writers,
    wait_until,
    wait_until_done,
    wait_until_still,
)

pytestmark = pytest.mark.worker

PEOPLE = 3000


@pytest.fixture
def region(transactional_db: None) -> Region:
    """Some chunks of people in January 2026."""
    return generate_region(employees=PEOPLE, items=4, agencies=5)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of the test's own."""
    running = Broker(tmp_path)
    yield running
    running.kill()


def start(region: Region) -> int:
    """Start or join a run; its number."""
    with region_scope(region.pk):
        period = Period.objects.get(code="2026-01")
        return start_run(region_id=region.pk, period_id=period.pk).run.pk


def revive(region: Region) -> None:
    """What the clock does every minute, once the run has been silent for long enough.

    Nothing where the broker has already handed the message of the dead to somebody else.
    """
    later = timezone.now() + SILENCE + datetime.timedelta(seconds=1)
    revive_runs(region_id=region.pk, now=later)


def steer(region: Region, act: Steering) -> None:
    """What the region admin does on the page."""
    with region_scope(region.pk):
        steer_run(run=EvaluationRun.objects.latest("pk"), act=act, actor=None)


def lock_january(region: Region) -> None:
    """What the region admin does on the page of the period."""
    with region_scope(region.pk):
        lock_period(period=Period.objects.get(code="2026-01"))
    connection.close()


def evaluate_elsewhere(region: Region, **more: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = ["manage.py", "evaluate", "--region", region.code, "--period", "2026-01", "--queue"]
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment_of_the_worker(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_starts_at_the_same_moment_are_one_run(region: Region, worker: Worker) -> None:
    together, started = threading.Barrier(2), []

    def start_together() -> None:
        together.wait()
        started.append(start(region))
        connection.close()

    threads = [threading.Thread(target=start_together) for _start in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(started) == 2
    assert len(set(started)) == 1
    wait_until_done(region)
    assert_exactly_once(region)


def test_two_commands_at_once_wait_for_one_run_and_say_the_same(region: Region, worker: Worker) -> None:
    commands = [evaluate_elsewhere(region) for _command in range(2)]
    said = [command.communicate()[0] for command in commands]
    assert [command.returncode for command in commands] == [0, 0], said
    assert any(f"{PEOPLE} ditulis" in text for text in said)
    assert_exactly_once(region)


def test_a_worker_killed_in_the_middle_of_its_writes(region: Region, worker: Worker, tmp_path: Path) -> None:
    start(region)
    wait_until(lambda: chunks_done(region) > 0, "satu bagian selesai")
    with held_writes():
        wait_for_stopped_writers()
        worker.kill()
    wait_until(lambda: not stopped_writers(), "sambungan pekerja lama ditutup")
    second = Worker(tmp_path / "second.log")
    revive(region)
    wait_until_done(region)
    second.kill()
    assert_exactly_once(region)


def test_a_database_connection_cut_in_the_middle_of_its_writes(region: Region, worker: Worker) -> None:
    with held_writes():
        start(region)
        wait_for_stopped_writers()
        cut_connections(stopped_writers())
        wait_until(lambda: not stopped_writers(), "sambungan terputus")
    if state_of(region) != RunState.DONE:  # Another lane of the same worker may have done all of it by now.
        revive(region)
    wait_until_done(region)
    assert_exactly_once(region)


def test_a_broker_that_comes_back_empty(region: Region, broker: Broker, tmp_path: Path) -> None:
    worker = Worker(tmp_path / "worker.log", broker=broker.address)
    with held_writes():
        command = evaluate_elsewhere(region, REDIS_URL=broker.address)
        wait_for_stopped_writers()
        broker.kill()
    wait_until(lambda: chunks_done(region) > 0, "bagian yang tertahan selesai tanpa antrean")
    broker.start()
    said = command.communicate()[0]
    worker.kill()
    assert command.returncode == 0, said
    assert_exactly_once(region)


def test_lost_messages_are_sent_again(region: Region, empty_queue: None, tmp_path: Path) -> None:
    start(region)
    current_app.control.purge()
    worker = Worker(tmp_path / "worker.log")
    time.sleep(1)
    assert chunks_done(region) == 0
    revive(region)
    wait_until_done(region)
    worker.kill()
    assert_exactly_once(region)


def test_a_deploy_in_mid_run_needs_no_revival(region: Region, worker: Worker, tmp_path: Path) -> None:
    start(region)
    with held_writes():
        wait_for_stopped_writers()
        worker.deploy_away()
        second = Worker(tmp_path / "second.log")
    assert worker.exit_code() == 0
    wait_until_done(region)
    second.kill()
    assert_exactly_once(region)


def test_a_paused_run_stands_still_and_goes_on_when_resumed(region: Region, worker: Worker) -> None:
    start(region)
    wait_until(lambda: chunks_done(region) > 0, "satu bagian selesai")
    steer(region, Steering.PAUSE)
    wait_until_still(region)
    assert state_of(region) == RunState.PAUSED
    steer(region, Steering.RESUME)
    wait_until_done(region)
    assert_exactly_once(region)


def test_a_cancelled_run_keeps_what_is_written_and_another_one_does_the_rest(region: Region, worker: Worker) -> None:
    first = start(region)
    wait_until(lambda: chunks_done(region) > 0, "satu bagian selesai")
    steer(region, Steering.CANCEL)
    wait_until_still(region)
    assert state_of(region) == RunState.CANCELLED
    assert start(region) != first
    wait_until_done(region)
    assert_exactly_once(region)


def test_a_period_locked_in_mid_run_cancels_it_and_keeps_what_is_written(region: Region, worker: Worker) -> None:
    start(region)
    locking = threading.Thread(target=lock_january, args=(region,))
    with held_writes():
        wait_for_stopped_writers()
        locking.start()
        wait_until(lambda: bool(stopped_writers("default")), "penguncian menunggu bagian yang sedang ditulis")
    locking.join()
    wait_until(lambda: state_of(region) == RunState.CANCELLED, "proses dibatalkan")
    with region_scope(region.pk):
        assert 0 < Evaluation.objects.count() < PEOPLE
        assert verify_evaluations(period=Period.objects.get(code="2026-01")).differences == []
