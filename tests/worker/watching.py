"""What the tests of runs watch and hold: results, progress, and chunks stopped in the middle of their writes."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import connections

from agencies.models import AuditEvent, Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, EvaluationItem, EvaluationRun, Period, RunState
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from indicators.models import Plan

SECONDS = 90


def wait_until(happened: Callable[[], bool], what: str, *, seconds: float = SECONDS) -> None:
    """Look again and again; fail with what did not happen."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: tidak terjadi dalam {seconds} detik")
        time.sleep(0.02)


def state_of(region: Region) -> RunState:
    """Of the newest run."""
    with region_scope(region.pk):
        return RunState(EvaluationRun.objects.order_by("-pk").values_list("state", flat=True)[0])


def chunks_done(region: Region) -> int:
    """Of the newest run."""
    with region_scope(region.pk):
        return EvaluationRun.objects.latest("pk").chunks.exclude(state="waiting").count()


def wait_until_done(region: Region) -> None:
    """Until the newest run is."""
    wait_until(lambda: state_of(region) == RunState.DONE, "proses selesai")


def wait_until_still(region: Region, *, seconds: float = 2) -> None:
    """Until no chunk has ended for so long: the one under way is finished."""
    done = -1
    while done != chunks_done(region):
        done = chunks_done(region)
        time.sleep(seconds)


@contextmanager
def held_writes() -> Iterator[None]:
    """Whoever writes a result inside is stopped between its evaluations and their items."""
    with _link("owner") as cursor:
        cursor.execute("LOCK TABLE appraisal_evaluationitem IN EXCLUSIVE MODE")
        yield


def stopped_writers(role: str = "worker") -> list[int]:
    """The database processes of workers (or of the web, ``default``) that wait for a lock of another one."""
    with _link(role) as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return [pid for (pid,) in cursor.fetchall()]


def wait_for_stopped_writers(number: int = 1) -> None:
    """Until so many chunks are stopped in the middle."""
    wait_until(lambda: len(stopped_writers()) >= number, f"{number} bagian tertahan")


def cut_connections(pids: list[int]) -> None:
    """As an administrator, or a failover, does it."""
    with _link("worker") as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) pid", [pids])


def assert_exactly_once(region: Region) -> None:
    """The newest run is done and recorded once; each plan has exactly revision 1, in force, proven, with its items."""
    with region_scope(region.pk):
        plans = sorted(Plan.objects.values_list("id", flat=True))
        rows = list(Evaluation.objects.order_by("plan_id").values_list("plan_id", "revision", "is_latest"))
        outcome = verify_evaluations(period=Period.objects.get(code="2026-01"))
        recorded = AuditEvent.objects.filter(action=AuditEvent.Action.PERIOD_EVALUATED).count()
        items = EvaluationItem.objects.values("plan_id").distinct().count()
    assert rows == [(plan, 1, True) for plan in plans]
    assert (outcome.checked, outcome.differences) == (len(plans), [])
    assert state_of(region) == RunState.DONE
    assert (recorded, items) == (1, len(plans))


@contextmanager
def _link(alias: str) -> Iterator[Any]:
    """A connection of its own, in one transaction."""
    with closing(psycopg2.connect(**connections[alias].get_connection_params())) as link, link.cursor() as cursor:
        yield cursor
        link.rollback()
