"""The final scores of the months of a year, up to the one in view: whether the work gets better."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from appraisal.scoring.language import say
from appraisal.scoring.wording import month_name, score_text

SHORTEST = 6
"""A line over fewer months would make much of little."""


@dataclass(frozen=True, slots=True)
class Trend:
    """``values`` go from ``months``' first to its last; ``None`` is a month without a complete evaluation."""

    months: tuple[int, ...]
    values: tuple[Decimal | None, ...]

    @classmethod
    def of(cls, finals: Mapping[int, Decimal | None]) -> "Trend | None":
        """From the months that were evaluated, complete (with a figure) or not; nothing for fewer than two figures."""
        if sum(value is not None for value in finals.values()) < 2:
            return None
        last = max(finals)
        first = max(1, min(*finals, last - SHORTEST + 1))
        months = tuple(range(first, last + 1))
        return cls(months, tuple(finals.get(month) for month in months))

    @property
    def title(self) -> str:
        """``Nilai akhir tiap bulan, Juli s.d. September``."""
        first, last = month_name(min(self._known)), month_name(self.months[-1])
        return say("Nilai akhir tiap bulan, {first} s.d. {last}", first=first, last=last)

    @property
    def label(self) -> str:
        """The title and every figure, for whoever cannot see the line."""
        figures = [
            say("{month} {figure}", month=month_name(month), figure=say("belum lengkap") if value is None else value)
            for month, value in self._shown
        ]
        return f"{self.title}: {', '.join(figures)}."

    @property
    def earlier_result(self) -> int | None:
        """The last month with a complete evaluation, where the month in view has none."""
        return None if self.values[-1] is not None else self._known[-1]

    @property
    def _known(self) -> tuple[int, ...]:
        return tuple(month for month, value in zip(self.months, self.values, strict=True) if value is not None)

    @property
    def _shown(self) -> tuple[tuple[int, str | None], ...]:
        """From the first month with a figure on."""
        first = self._known[0]
        pairs = zip(self.months, self.values, strict=True)
        return tuple((month, None if value is None else score_text(value)) for month, value in pairs if month >= first)
