"""``make bench-load``: month end against the whole product, on throw-away servers.

Web, worker and scheduler run as shipped: production settings, gunicorn's own configuration, durable servers. The
sessions are signed in beforehand. Prints the percentiles of every act in Markdown for docs/performance.md, the cores
that each part used, and how many tasks still waited. ``--saturate`` raises the number of sessions step by step instead,
until half of the answers take a second.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.load.installation import Installation, an_installation
from tests.load.told import Step, acts_table, saturation_table
from tests.performance.servers import servers_of_its_own

SCRIPT = Path(__file__).with_name("month_end.py")
STEPS = (250, 500, 750, 1_000, 1_500, 2_000, 3_000)
TOO_SLOW = 1_000
"""Milliseconds that the slower half may take before a step counts as saturated."""


def main() -> None:
    """Prepare, run, and say what was measured."""
    options = _options()
    steps = options.steps if options.saturate else [options.sessions]
    with (
        servers_of_its_own(options.data) as folder,
        an_installation(folder, employees=options.employees, sessions=max(steps)) as installation,
    ):
        if not options.saturate:
            step = _run(installation, options.sessions, options.minutes * 60, options.think)
            print(acts_table(step), flush=True)
            return
        found: list[Step] = []
        for sessions in steps:
            found.append(_run(installation, sessions, options.minutes * 60, options.think))
            print(found[-1].line, flush=True)
            if found[-1].median > TOO_SLOW or found[-1].failed:
                break
        print(saturation_table(found), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=500, help="people at work at the same time")
    parser.add_argument("--minutes", type=float, default=15, help="how long; with --saturate: each step")
    parser.add_argument("--think", default="10-30", help="seconds between two acts of a person")
    parser.add_argument("--employees", type=int, default=5_000, help="people of the region")
    parser.add_argument("--saturate", action="store_true", help="more and more sessions until it becomes slow")
    parser.add_argument(
        "--steps", type=_numbers, default=STEPS, help="with --saturate: so many sessions one after another"
    )
    parser.add_argument("--data", type=Path, help="folder for the servers' files")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number.replace("_", "")) for number in text.split(",")]


def _run(installation: Installation, sessions: int, seconds: float, think: str) -> Step:
    """Locust in a process of its own; what it wrote, and what the product's processes used meanwhile."""
    with tempfile.TemporaryDirectory(prefix="timbang-load-") as folder:
        before, began = installation.cpu(), time.monotonic()
        prefix = Path(folder) / "said"
        command = [sys.executable, "-m", "locust", "--locustfile", str(SCRIPT), "--headless", "--only-summary"]
        command += ["--host", installation.address, "--csv", str(prefix), "--loglevel", "ERROR"]
        command += ["--users", str(sessions), "--spawn-rate", "50"]
        command += ["--run-time", f"{seconds:.0f}s", "--stop-timeout", "60"]
        environment = {**os.environ, "LOAD_VISITORS": str(installation.visitors), "LOAD_THINK": think}
        subprocess.run(command, env=environment, cwd=Path(__file__).parents[2], check=False, stdout=subprocess.DEVNULL)
        with Path(f"{prefix}_stats.csv").open(encoding="utf-8") as file:
            acts = list(csv.DictReader(file))
        after, lasted = installation.cpu(), time.monotonic() - began
    used = {name: after[name] - before[name] for name in after}
    return Step(sessions, lasted, acts, used, installation.waiting_tasks())


if __name__ == "__main__":
    main()
