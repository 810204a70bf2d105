"""Between the cells of a worked table and the engine's values."""

from collections.abc import Iterable
from decimal import Decimal

from appraisal.scoring import Target
from appraisal.scoring.rounding import plain
from tests.scoring.sheets import NOTHING


def listed(cell: str, separator: str = " ") -> list[str]:
    """The parts of a cell; none for ``–``."""
    return [] if cell == NOTHING else cell.split(separator)


def numbers(cell: str) -> list[Decimal]:
    """The numbers of a cell."""
    return [Decimal(part) for part in listed(cell)]


def number_or_none(cell: str) -> Decimal | None:
    """One number, or nothing."""
    return None if cell == NOTHING else Decimal(cell)


def shown(value: object) -> str:
    """A value as a cell shows it; a published figure keeps its two decimals."""
    if value is None or value == ():
        return NOTHING
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def joined(values: Iterable[object], separator: str = " ") -> str:
    """Several values in one cell."""
    return separator.join(str(value) for value in values) or NOTHING


def amount(value: Decimal | None) -> str:
    """An input figure in its plain spelling."""
    return NOTHING if value is None else plain(value)


def target_cell(value: Target | None) -> str:
    """``20`` or ``7..8``."""
    if value is None:
        return NOTHING
    return plain(value.low) if value.high is None else f"{plain(value.low)}..{plain(value.high)}"
