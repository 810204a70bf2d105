"""A pocket calculator for the formulas of a scorecard: Indonesian numbers, four operations, exact."""

import re
from decimal import Decimal
from fractions import Fraction

from tests.scoring.recomputation import half_up

_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-"})


def typed_in(formula: str) -> tuple[Decimal, Decimal]:
    """What the calculator shows for the left side, in two decimals, and the figure that the formula claims."""
    expression, _, claimed = formula.rpartition(": ")[2].partition(" = ")
    outcome = claimed.split(", ")[0]
    value = eval(_python(expression), {"Fraction": Fraction})  # noqa: S307 - our own formulas
    return _signed(value), _signed(eval(_python(outcome), {"Fraction": Fraction}))  # noqa: S307


def _python(text: str) -> str:
    def as_fraction(found: re.Match[str]) -> str:
        plain = found.group().replace(".", "").replace(",", ".")
        return f'Fraction("{plain}")'

    return _NUMBER.sub(as_fraction, text.translate(_SIGNS))


def _signed(value: Fraction) -> Decimal:
    return -half_up(-value) if value < 0 else half_up(value)
