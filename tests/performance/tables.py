"""The benchmark's figures as Markdown, ready for docs/performance.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.performance.measuring import MIB, Cost

STEPS = {
    "generate": "generate the regions, every constraint and trigger in force",
    "baseline": "`INSERT … SELECT` by hand: same tables, keys, policy, snapshot, fingerprint",
    "baseline, no proof": "the same without snapshot and fingerprint",
    "baseline, lock triggers": "the same with the triggers of locked periods",
    "first": "**engine, first run**",
    "unchanged": "engine again, nothing changed",
    "percent": "engine again, one employee in a hundred changed",
    "percent, noted": "the changed alone, as their inputs' triggers noted them",
    "one": "one actual changed, **one person** evaluated",
    "verify": "verify all from their snapshots",
    "import": "import a CSV of 60,000 actuals (or all there are)",
    "one worker": "engine, first run through one worker process",
    "two workers": "engine, first run through two worker processes",
    "naive": "naive ORM loop, **one person** (a query a row, `update_or_create`)",
}

_HEAD = (
    "| step | CPU s | Python | PostgreSQL | of the baseline | of a first run | wall s | WAL MiB | statements "
    "| peak MiB, Python + backend |"
)
_LINE = "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured on so many employees."""

    employees: int
    items: int
    regions: int
    rounds: int
    costs: Mapping[str, Cost]
    notes: Sequence[str]

    @property
    def name(self) -> str:
        """``100,000 x 10 in 5 regions``."""
        regions = f" in {self.regions} regions" if self.regions > 1 else ""
        return f"{self.employees:,} employees x {self.items} items{regions}"


def report(measurements: Sequence[Measurement]) -> str:
    """A table for each size, what follows from it, and how the sizes compare."""
    parts = [_table(measurement) for measurement in measurements]
    if len(measurements) > 1:
        parts.append(_linearity(measurements))
    return "\n\n".join(parts)


def _table(measurement: Measurement) -> str:
    costs = measurement.costs
    rows = [_row(text, name, costs) for name, text in STEPS.items() if name in costs]
    title = f"### {measurement.name}, median of {measurement.rounds} interleaved rounds"
    said = [f"- {note}" for note in [*_findings(measurement), *measurement.notes]]
    return "\n".join([title, "", _HEAD, _LINE, *rows, "", *said])


def _row(text: str, name: str, costs: Mapping[str, Cost]) -> str:
    cost = costs[name]
    of_whole = name not in {"generate", "import", "one", "naive"}
    cells = [
        text,
        _seconds(cost.cpu),
        _seconds(cost.python),
        _seconds(cost.postgres),
        _ratio(cost, costs.get("baseline")) if of_whole else "",
        _ratio(cost, costs.get("first")) if of_whole else "",
        _seconds(cost.wall),
        f"{cost.wal / MIB:,.2f}" if cost.wal < MIB else f"{cost.wal / MIB:,.0f}",
        f"{cost.statements:,}",
        f"{cost.python_peak:,.0f} + {cost.backend_peak:,.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _findings(measurement: Measurement) -> list[str]:
    """The figures that the targets speak of."""
    costs = measurement.costs
    found = []
    if "baseline" in costs and "first" in costs:
        first, bar, bare = costs["first"], costs["baseline"], costs["baseline, no proof"]
        found.append(
            f"engine against the statement: **{first.cpu / bar.cpu:.2f}** of its CPU; against it without snapshot and "
            f"fingerprint {first.cpu / bare.cpu:.2f}; with the lock triggers, which the engine's tables have, "
            f"{first.cpu / costs['baseline, lock triggers'].cpu:.2f}"
        )
    if "first" in costs:
        rate = measurement.employees / costs["first"].cpu
        found.append(f"{rate:,.0f} employees or {rate * measurement.items:,.0f} items a CPU second")
    if "unchanged" in costs:
        again, first = costs["unchanged"], costs["first"]
        found.append(
            f"an unchanged run: {again.cpu / first.cpu:.2f} of the CPU, {again.wal / first.wal:.2%} of the WAL "
            f"({again.wal:,} of {first.wal:,} bytes)"
        )
    if "percent, noted" in costs and "first" in costs:
        whole, noted, first = costs["percent"], costs["percent, noted"], costs["first"]
        found.append(
            f"one employee in a hundred changed: {whole.cpu / first.cpu:.3f} of a first run where all are looked at, "
            f"{noted.cpu / first.cpu:.3f} where only those noted are"
        )
    if "one" in costs:
        found.append(
            f"one changed actual: {costs['one'].cpu * 1000:.0f} ms CPU, {costs['one'].wall * 1000:.0f} ms wall"
        )
    if "two workers" in costs:
        one, two = costs["one worker"], costs["two workers"]
        found.append(
            f"two worker processes against one: {one.wall / two.wall:.2f} times as fast by the clock "
            f"({two.wall / one.wall:.2f} of the time), {two.cpu / one.cpu:.2f} of the CPU"
        )
    if "naive" in costs and "first" in costs:
        naive = costs["naive"].cpu * measurement.employees
        found.append(
            f"the naive loop, person for person: {naive / costs['first'].cpu:,.0f} times the engine, "
            f"{naive / costs['baseline'].cpu:,.0f} times the statement"
        )
    return found


def _linearity(measurements: Sequence[Measurement]) -> str:
    """CPU a thousand employees for each size: equal figures are a straight line."""
    names = [name for name in STEPS if all(name in one.costs for one in measurements)]
    names = [name for name in names if name not in {"one", "naive", "import"}]
    head = f"| CPU seconds a thousand employees | {' | '.join(f'{one.employees:,}' for one in measurements)} |"
    rows = [
        f"| {STEPS[name]} | {' | '.join(f'{1000 * one.costs[name].cpu / one.employees:.3f}' for one in measurements)} |"
        for name in names
    ]
    return "\n".join(["### Linearity", "", head, f"|---|{'---:|' * len(measurements)}", *rows])


def _seconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:,.1f}"


def _ratio(cost: Cost, other: Cost | None) -> str:
    return "" if other is None or not other.cpu else f"{cost.cpu / other.cpu:.2f}"
