"""What a run says, as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ALL = "Aggregated"


@dataclass(frozen=True, slots=True)
class Step:
    """A run with so many sessions: locust's rows, CPU seconds by process, tasks that still waited at its end."""

    sessions: int
    seconds: float
    acts: Sequence[Mapping[str, str]]
    cpu: Mapping[str, float]
    waiting: int

    @property
    def whole(self) -> Mapping[str, str]:
        """The row of everything."""
        return next(row for row in self.acts if row["Name"] == ALL)

    @property
    def median(self) -> float:
        """Of all answers, in milliseconds."""
        return float(self.whole["50%"])

    @property
    def failed(self) -> int:
        """Answers other than expected."""
        return int(self.whole["Failure Count"])

    @property
    def used(self) -> str:
        """Cores by process."""
        shares = sorted(self.cpu.items(), key=lambda one: -one[1])
        return ", ".join(f"{name} {seconds / self.seconds:.2f}" for name, seconds in shares)

    @property
    def line(self) -> str:
        """A row of the table of steps."""
        row = self.whole
        figures = [row["50%"], row["95%"], row["99%"], str(self.failed)]
        rate = f"{float(row['Requests/s']):.1f}"
        return f"| {self.sessions:,} | {rate} | {' | '.join(figures)} | {self.waiting} | {self.used} |"


def acts_table(step: Step) -> str:
    """Percentiles by act, then what it took."""
    head = "| act | requests | p50 ms | p95 ms | p99 ms | longest ms | errors |\n|---|---:|---:|---:|---:|---:|---:|"
    rows = [_row(row) for row in step.acts if row["Name"] != ALL] + [_row(step.whole, name="**all**")]
    told = f"{step.sessions:,} sessions, {step.seconds / 60:.0f} min; {step.waiting} tasks waiting; cores: {step.used}."
    return "\n".join([told, "", head, *rows])


def saturation_table(steps: Sequence[Step]) -> str:
    """A line for each number of sessions."""
    head = "| sessions | requests/s | p50 ms | p95 ms | p99 ms | errors | tasks waiting | cores |"
    return "\n".join([head, "|---:|---:|---:|---:|---:|---:|---:|---|", *(step.line for step in steps)])


def _row(row: Mapping[str, str], name: str = "") -> str:
    longest = f"{float(row['Max Response Time']):.0f}"
    said = [
        name or row["Name"],
        row["Request Count"],
        row["50%"],
        row["95%"],
        row["99%"],
        longest,
        row["Failure Count"],
    ]
    return f"| {' | '.join(said)} |"
