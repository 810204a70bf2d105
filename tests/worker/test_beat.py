"""The clock as it runs in an installation: beat and a worker, each a process of its own."""

import datetime
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from agencies.models import AuditEvent, Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Period, ScheduledStep
from tests.appraisal.schedule.clock import owed
from tests.factories import a_region
from tests.worker.conftest import Worker

pytestmark = pytest.mark.worker

SECONDS = 30
"""So long at most, on a busy machine."""


@pytest.fixture
def beat(worker: Worker, tmp_path: Path) -> Iterator[None]:
    """Beat beside the worker, with a tick each second."""
    command = ["celery", "-A", "config", "beat", "--schedule", str(tmp_path / "beat"), "--pidfile", ""]
    with (tmp_path / "beat.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.worker.beat_settings"},
            cwd=settings.BASE_DIR,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        yield
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def a_region_that_owes(code: str, zone: str) -> Region:
    """A region in which January was to be opened yesterday."""
    region = a_region(code, code, zone)
    with region_scope(region.pk), timezone.override(region.zone):
        owed("2026-01", "open", str(timezone.localdate() - datetime.timedelta(days=1)))
    return region


def test_a_step_that_is_due_runs_within_seconds_and_once(worker: Worker, beat: None) -> None:
    regions = [a_region_that_owes("32.73", "Asia/Jakarta"), a_region_that_owes("91.71", "Asia/Jayapura")]
    for region in regions:
        _await_done(region)
    time.sleep(2)  # two more ticks, which find nothing left
    for region in regions:
        with region_scope(region.pk):
            assert Period.objects.get().code == "2026-01"
            assert AuditEvent.objects.filter(action="schedule_step_done").count() == 1


def _await_done(region: Region) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with region_scope(region.pk):
            if ScheduledStep.objects.filter(state="done").exists():
                return
        time.sleep(0.2)
    with region_scope(region.pk):
        pytest.fail(f"Not done: {list(ScheduledStep.objects.values_list('state', 'outcome'))}")
