"""The benchmark's own arithmetic and its table; how fast anything is, is asserted nowhere."""

import os
from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.ensure_period import ensure_period
from indicators.models import Plan
from tests.performance.generator import generate_region
from tests.performance.measuring import Cost, mean, measured, middle
from tests.performance.naive import evaluate_naively
from tests.performance.tables import Measurement, report


def cost(cpu: float, *, wall: float = 1.0, wal: int = 1000) -> Cost:
    """Half of it Python's."""
    return Cost(wall, cpu / 2, cpu / 2, wal, 7, 100.0, 20.0)


def measurement(employees: int, **cpu: float) -> Measurement:
    """A measurement of these steps."""
    costs = {name.replace("_", " "): cost(seconds) for name, seconds in cpu.items()}
    costs["baseline, no proof"] = costs["baseline, lock triggers"] = cost(4.0)
    return Measurement(employees, 10, 1, 3, costs, ["rows that differ: 0"])


def most_of_the_machine(spent: Cost) -> float:
    """CPU seconds that all its cores can give in that time, and a few ticks.

    Other tests use the same server meanwhile, and the cost is that of the whole server.
    """
    return spent.wall * (os.cpu_count() or 1) + 0.05


def test_a_measured_step_counts_its_statements_and_its_log(db: None) -> None:
    def work() -> str:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE made AS SELECT generate_series(1, 500000) AS number")
            cursor.execute("SELECT sum(number) FROM made")
        return "done"

    outcome, spent = measured(work)
    assert (outcome, spent.statements) == ("done", 2)
    assert 0 < spent.postgres <= most_of_the_machine(spent)
    assert 10 < spent.python_peak < 2000
    assert spent.wal > 0


def test_a_backend_that_has_just_ended_is_no_cost_of_the_next_step(db: None) -> None:
    for _attempt in range(5):
        with (
            closing(psycopg2.connect(**connection.get_connection_params())) as other,
            other.cursor() as cursor,
        ):
            cursor.execute("SELECT count(*) FROM generate_series(1, 2000000)")
        nothing = measured(lambda: None)[1]
        assert nothing.postgres <= most_of_the_machine(nothing)


def test_rounds_are_told_by_their_median_and_pieces_by_their_mean() -> None:
    costs = [cost(1.0), cost(2.0), cost(9.0)]
    assert middle(costs).cpu == 2.0
    assert mean(costs).cpu == 4.0
    assert cost(9.0).divided_by(3).cpu == pytest.approx(3.0)


def test_the_table_compares_with_the_statement_and_with_the_first_run() -> None:
    text = report([measurement(1000, baseline=5.0, first=9.0, unchanged=3.0)])
    assert "| **engine, first run** | 9.0 | 4.5 | 4.5 | 1.80 | 1.00 |" in text
    assert "engine against the statement: **1.80** of its CPU" in text
    assert "an unchanged run: 0.33 of the CPU" in text
    assert "- rows that differ: 0" in text


def test_several_sizes_are_told_as_seconds_a_thousand_people() -> None:
    text = report([measurement(1000, baseline=5.0, first=9.0), measurement(3000, baseline=15.0, first=28.5)])
    assert "| CPU seconds a thousand employees | 1,000 | 3,000 |" in text
    assert "| **engine, first run** | 9.000 | 9.500 |" in text


def test_the_naive_loop_comes_to_the_engines_fingerprints(db: None) -> None:
    region = generate_region(employees=40, items=5, agencies=2)
    with region_scope(region.pk):
        period = ensure_period(code="2026-01")
        plan_ids = list(Plan.objects.order_by("id").values_list("id", flat=True)[8:12])
    proofs = evaluate_naively(region_id=region.pk, period_id=period.pk, plan_ids=plan_ids)
    evaluate_period(region_id=region.pk, period_id=period.pk)
    with region_scope(region.pk):
        rows = Evaluation.objects.filter(plan_id__in=plan_ids)
        assert dict(rows.values_list("plan_id", "fingerprint")) == proofs
        assert set(rows.values_list("revision", flat=True)) == {1}
