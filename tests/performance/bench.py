"""How fast a region is evaluated and imported, on generated data: ``python -m tests.performance.bench``.

Runs on throw-away servers of its own (durable settings) and prints CPU seconds of this process and of its database
connection, wall seconds, peak memory and statements. Reported in docs/performance.md; never asserted in the suite.
"""

import argparse
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

Outcome = TypeVar("Outcome")

PERIOD = "2026-01"
IMPORTED_ROWS = 60_000


def main() -> None:
    """Measure and print one line a step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--employees", type=int, default=100_000)
    parser.add_argument("--items", type=int, default=10)
    options = parser.parse_args()
    with _servers():
        _measure(options.employees, options.items)


@contextmanager
def _servers() -> Iterator[None]:
    from config.local.commands import export_addresses
    from config.local.servers import stop_servers

    data = Path(tempfile.mkdtemp(prefix="timbang-bench-"))
    os.environ["TIMBANG_DATA"] = str(data)
    try:
        export_addresses(durable=True, tied_to_me=True)
        yield
    finally:
        stop_servers(data)
        shutil.rmtree(data, ignore_errors=True)


def _measure(employees: int, items: int) -> None:
    import django
    from django.conf import settings

    settings.DATABASES["owner"] = {**settings.DATABASES["default"], "USER": "timbang_owner"}
    django.setup()
    from django.core.management import call_command

    from appraisal.models import Actual
    from tests.performance.generator import generate_region

    call_command("migrate", database="owner", verbosity=0)
    region = _step(f"generate {employees:,} x {items}", lambda: generate_region(employees=employees, items=items))
    _analyze()
    evaluate = _evaluation_of(region.pk)
    _step("evaluate, first run", evaluate)
    _step("evaluate again, nothing changed", evaluate)
    with _scope(region.pk):
        one_in_a_hundred = Actual.objects.filter(employee_id__in=_every_hundredth())
        print(f"{one_in_a_hundred.update(value=1):,} actuals of one employee in a hundred changed")
    _step("evaluate after that", evaluate)
    _step("verify", lambda: _verify(region.pk))
    _step(f"import {IMPORTED_ROWS:,} actuals from CSV", lambda: _import(region.pk))


def _step(name: str, work: Callable[[], Outcome]) -> Outcome:
    """Run one step and print what it cost. Backend CPU is that of this connection's server process."""
    from django.db import connection

    connection.ensure_connection()
    backend = connection.connection.get_backend_pid()
    before = (time.perf_counter(), time.process_time(), _cpu_of(backend))
    with _counted_statements() as statements:
        outcome = work()
    after = (time.perf_counter(), time.process_time(), _cpu_of(backend))
    wall, own, served = (now - then for now, then in zip(after, before, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cost = f"{wall:8.2f} s wall {own:8.2f} s Python {served:8.2f} s PostgreSQL"
    print(f"{name:<36} {cost} {peak:6.0f} MiB {statements[0]:6} statements", flush=True)
    return outcome


@contextmanager
def _counted_statements() -> Iterator[list[int]]:
    from django.db import connection

    count = [0]

    def counting(execute: Callable[..., object], *arguments: object) -> object:
        count[0] += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        yield count


def _cpu_of(pid: int) -> float:
    """User and system seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _evaluation_of(region_id: int) -> Callable[[], object]:
    from appraisal.services.evaluation.evaluate_period import evaluate_period
    from appraisal.services.periods.ensure_period import ensure_period

    with _scope(region_id):
        period = ensure_period(code=PERIOD)

    def evaluate() -> None:
        report = evaluate_period(region_id=region_id, period_id=period.pk)
        print(report.tally)

    return evaluate


def _verify(region_id: int) -> None:
    from appraisal.services.evaluation.verify_evaluations import verify_evaluations
    from appraisal.services.periods.ensure_period import ensure_period

    with _scope(region_id):
        outcome = verify_evaluations(period=ensure_period(code=PERIOD))
    print(f"{outcome.checked:,} checked, {len(outcome.differences)} differences")


def _import(region_id: int) -> None:
    """A file of the next month's actuals."""
    from appraisal.resources import ActualResource
    from indicators.models import PlanItem

    columns = ("plan__employee__nip", "indicator__agency__code", "indicator__code")
    with _scope(region_id):
        keys = PlanItem.objects.order_by("id").values_list(*columns)[:IMPORTED_ROWS]
        lines = [f"{nip};2026-02;{agency};{code};{number % 90},5;;" for number, (nip, agency, code) in enumerate(keys)]
        content = "\n".join(["nip;periode;kode_opd;kode_indikator;nilai;status;catatan", *lines]).encode()
        result = ActualResource().import_file(content, name="actuals.csv")
    print(f"{result.saved.new:,} new")


def _every_hundredth() -> list[int]:
    from agencies.models import Employee

    return list(Employee.objects.order_by("id").values_list("id", flat=True)[::100])


def _analyze() -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _scope(region_id: int) -> AbstractContextManager[None]:
    from agencies.tenancy.scope import region_scope

    return region_scope(region_id)


if __name__ == "__main__":
    main()
