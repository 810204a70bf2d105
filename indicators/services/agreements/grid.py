"""A grid of weights and monthly targets, of whatever has them: a unit's agreement, a person's plan."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from agencies.files.values import NumberRange
from indicators.models import Direction, IndicatorVersion, Pattern
from indicators.plan_weights import FULL_WEIGHT
from indicators.target_patterns import MONTHS

Target = Decimal | NumberRange
Targets = tuple[Target | None, ...]
"""January to December in the indicator's unit; None is not measured."""

NO_TARGETS: Targets = (None,) * 12


@dataclass(frozen=True, slots=True)
class GridRow:
    """An indicator as a row of a grid, and what is stored of it.

    ``key`` names the row within its form; ``months`` are those in which it is measured (1 to 12), none meaning all.
    ``takes_weight`` is False for what carries none, as additional tasks do. Months before ``first_month`` stay as they
    are stored.
    """

    key: str
    indicator_id: int
    code: str
    name: str
    unit: str
    direction: Direction
    pattern: Pattern
    months: tuple[int, ...] = ()
    weight: Decimal | None = None
    targets: Targets = NO_TARGETS
    takes_weight: bool = True
    first_month: int = 1

    @property
    def measured(self) -> tuple[int, ...]:
        """The months in which it is measured, all told."""
        return self.months or MONTHS

    @property
    def is_counted(self) -> bool:
        """Whether its months add up to the year."""
        return self.pattern is Pattern.COUNT

    @property
    def year_total(self) -> Target | None:
        """What the months add up to; None where they do not, or are all empty."""
        return total_of(self.targets) if self.is_counted else None

    def with_figures(self, weight: Decimal | None, targets: Sequence[Target | None]) -> "GridRow":
        """The same row with other figures."""
        return replace(self, weight=weight, targets=tuple(targets))


def grid_row(key: str, code: str, version: IndicatorVersion, *, takes_weight: bool = True) -> GridRow:
    """An indicator as a row without figures. ``code`` as people know it."""
    return GridRow(
        key=key,
        indicator_id=version.indicator_id,
        code=code,
        name=version.name,
        unit=version.unit,
        direction=Direction(version.direction),
        pattern=Pattern(version.pattern),
        months=tuple(sorted(version.months)),
        takes_weight=takes_weight,
    )


def targets_of(lows: Sequence[Decimal | None], highs: Sequence[Decimal | None] | None) -> Targets:
    """Targets as a row stores them, with ranges where it has upper bounds."""
    return tuple(
        low if low is None or high is None else NumberRange(low, high)
        for low, high in zip(lows, highs or [None] * 12, strict=True)
    )


def bounds_of_targets(targets: Targets) -> tuple[list[Decimal | None], list[Decimal | None] | None]:
    """Targets as a row stores them: the numbers or lower bounds, and upper bounds only where there is a range."""
    lows = [target.low if isinstance(target, NumberRange) else target for target in targets]
    highs = [target.high if isinstance(target, NumberRange) else None for target in targets]
    return lows, highs if any(high is not None for high in highs) else None


def total_of(targets: Iterable[Target | None]) -> Target | None:
    """What months add up to, ranges by both bounds; None without any."""
    given = [target for target in targets if target is not None]
    if not given:
        return None
    bounds = [target if isinstance(target, NumberRange) else NumberRange(target, target) for target in given]
    low, high = sum((one.low for one in bounds), Decimal(0)), sum((one.high for one in bounds), Decimal(0))
    return NumberRange(low, high) if any(isinstance(target, NumberRange) for target in given) else low


def day_of_year(year: int, today: datetime.date) -> datetime.date:
    """The day whose versions a year is planned with: today, or the nearest day of that year."""
    return min(max(today, datetime.date(year, 1, 1)), datetime.date(year, 12, 31))


def weight_words(total: Decimal) -> str:
    """What weights sum to, and by how much that is not 100: `95,00, kurang 5,00`."""
    gap = FULL_WEIGHT - total
    if gap == 0:
        return _("%(total)s, lengkap") % {"total": shown_percent(total)}
    said = _("%(total)s, kurang %(gap)s") if gap > 0 else _("%(total)s, lebih %(gap)s")
    return said % {"total": shown_percent(total), "gap": shown_percent(abs(gap))}


def shown_percent(number: Decimal) -> str:
    """A weight as it is written: `33,34`."""
    return f"{number:.2f}".replace(".", ",")
