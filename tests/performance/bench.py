"""Evaluation at any size, measured: ``make bench BENCH_ARGS="--employees 100000 --items 10"``.

Runs on throw-away servers of its own (durable settings), prints each step as it ends and, last, tables in Markdown for
docs/performance.md. Nothing here is asserted: how fast a machine is, is no test. Several sizes (``--employees
10000,30000,100000``) run one after another, each in a process and on servers of its own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.performance.measuring import Cost
from tests.performance.servers import servers_of_its_own
from tests.performance.tables import Measurement, report

if TYPE_CHECKING:
    from tests.performance.steps import Bench

STEPS = ("ways", "naive", "changes", "verify", "import", "workers")


def main() -> None:
    """Measure each size in a process of its own, and print the tables; with ``--json`` be that process."""
    options = _options()
    if options.json:
        options.json.write_text(json.dumps(asdict(_measure(options))))
        return
    measurements = [_measured_elsewhere(size) for size in options.employees]
    _tell(f"\n{report(measurements)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--employees", type=_sizes, default=[100_000], help="one size, or several with commas")
    parser.add_argument("--items", type=int, default=10, help="items a person; must divide 100")
    parser.add_argument("--regions", type=int, default=1, help="regions that share the employees among them")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds; the tables have the medians")
    parser.add_argument("--steps", type=_steps, default=STEPS, help=f"some of {','.join(STEPS)}; ways always runs")
    parser.add_argument("--data", type=Path, help="folder for the servers' files, where there is room for them")
    parser.add_argument("--json", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(size.replace("_", "")) for size in text.split(",")]


def _steps(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    if unknown := set(chosen) - set(STEPS):
        raise argparse.ArgumentTypeError(f"no such step: {', '.join(sorted(unknown))}")
    return chosen


def _measured_elsewhere(size: int) -> Measurement:
    """A size with this process's own options; each starts from nothing: servers, caches, peaks."""
    with tempfile.TemporaryDirectory(prefix="timbang-bench-") as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "tests.performance.bench", *sys.argv[1:], "--employees", str(size)]
        subprocess.run([*command, "--json", str(answer)], check=True)
        said = json.loads(answer.read_text())
    costs = {name: Cost(**cost) for name, cost in said.pop("costs").items()}
    return Measurement(**said, costs=costs)


def _measure(options: argparse.Namespace) -> Measurement:
    (employees,) = options.employees
    with servers_of_its_own(options.data) as folder:
        import django
        from django.conf import settings

        settings.DATABASES["owner"] = {**settings.DATABASES["default"], "USER": "timbang_owner"}
        django.setup()
        from django.core.management import call_command

        from tests.performance.steps import Bench

        call_command("migrate", database="owner", verbosity=0)
        with _superuser() as superuser:
            bench = Bench(employees, options.items, options.regions, folder, superuser, _tell)
            _run(bench, options)
        notes = [*bench.notes, _disk(folder)]
    return Measurement(employees, options.items, options.regions, options.rounds, bench.middle(), notes)


def _run(bench: "Bench", options: argparse.Namespace) -> None:
    """A step that fails is noted, and the others go on: a long run is not lost for one of them."""
    bench.generate()
    bench.compare_ways(options.rounds)
    steps: dict[str, Callable[[], None]] = {
        "naive": bench.loop_naively,
        "changes": bench.change,
        "verify": bench.verify,
        "import": bench.load_file,
        "workers": partial(bench.compare_workers, options.rounds),
    }
    for name, step in steps.items():
        if name in options.steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 - whatever it was, the reader of the table must know
                traceback.print_exc()
                bench.notes.append(f"STEP FAILED: {name}: {error!r}")


@contextmanager
def _superuser() -> Iterator[Any]:
    """For checkpoints; and autovacuum stands still: it would work now in one step, now in another."""
    import psycopg2
    from django.db import connections

    from config.local.postgres import SUPERUSER

    address = {**connections["default"].get_connection_params(), "user": SUPERUSER}
    with closing(psycopg2.connect(**address)) as link, link.cursor() as cursor:
        link.autocommit = True
        cursor.execute("ALTER SYSTEM SET autovacuum = off")
        cursor.execute("SELECT pg_reload_conf()")
        yield cursor


def _tell(line: str) -> None:
    print(line, flush=True)


def _disk(folder: Path) -> str:
    size = sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())
    return f"everything on disk at the end, logs included: {size / 2**20:,.0f} MiB"


if __name__ == "__main__":
    main()
