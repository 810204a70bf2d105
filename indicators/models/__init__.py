"""Measured by what: indicators with their versions, and the plans (SKP) that people agreed."""

from indicators.models.indicator import Aspect, Direction, Indicator, IndicatorVersion, Pattern, qualified_code
from indicators.models.plan import ItemKind, Plan, PlanItem, PlanState

__all__ = [
    "Aspect",
    "Direction",
    "Indicator",
    "IndicatorVersion",
    "ItemKind",
    "Pattern",
    "Plan",
    "PlanItem",
    "PlanState",
    "qualified_code",
]
