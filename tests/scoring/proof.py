"""Compare engine and second opinion on as many random cases as wanted, on all cores.

``python -m tests.scoring.proof --cases 1000000``: progress goes to standard error; the closing line has cases,
differences and seconds; the exit code is 1 when there was a difference. Case number N is the same in every run.
"""

import argparse
import os
import sys
import time
from multiprocessing import Pool

from tests.scoring.agreement import differences, explain
from tests.scoring.random_cases import random_case

BATCH = 1000
SHOWN = 5


def differing(seeds: range) -> list[int]:
    """The seeds of a batch about which the two differ; a case that either of them fails on is one of them."""
    return [seed for seed in seeds if differs(seed)]


def differs(seed: int) -> bool:
    """Whether a case shows a difference or stops either implementation."""
    try:
        return bool(differences(random_case(seed)))
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError):
        return True


def report(seed: int) -> str:
    """What to show of a differing case."""
    try:
        return explain(random_case(seed))
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
        return f"seed {seed}\n{error!r}"


def main() -> int:
    """Run the comparison and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    end = options.first + options.cases
    batches = [range(first, min(first + BATCH, end)) for first in range(options.first, end, BATCH)]
    started, done = time.monotonic(), 0
    found: list[int] = []
    with Pool(options.processes) as pool:
        for number, seeds in enumerate(pool.imap(differing, batches)):
            found += seeds
            done += len(batches[number])
            if done % (20 * BATCH) == 0:
                sys.stderr.write(f"{done} cases, {len(found)} differences, {time.monotonic() - started:.0f} s\n")
    for seed in found[:SHOWN]:
        sys.stdout.write(f"{report(seed)}\n\n")
    sys.stdout.write(f"{done} cases, {len(found)} differences, {time.monotonic() - started:.1f} seconds\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
