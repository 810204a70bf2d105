"""Measured by what: indicators with their versions, and the plans (SKP) that people agreed."""

from indicators.models.agreement import UnitAgreement, UnitAgreementItem
from indicators.models.catalogue import CataloguePublication, IndicatorDraft
from indicators.models.contribution import Contribution, ContributionKind, ContributionReply, Outcome
from indicators.models.indicator import (
    Aspect,
    Direction,
    Indicator,
    IndicatorKind,
    IndicatorVersion,
    Pattern,
    qualified_code,
)
from indicators.models.plan import ItemKind, Plan, PlanItem, PlanState
from indicators.models.plan_version import (
    AnnexKind,
    AnnexLine,
    Approach,
    BehaviourExpectation,
    DialogueEntry,
    EntryKind,
    PlanResult,
    PlanVersion,
    PlanVersionItem,
    Side,
    VersionState,
)

__all__ = [
    "AnnexKind",
    "AnnexLine",
    "Approach",
    "Aspect",
    "BehaviourExpectation",
    "CataloguePublication",
    "Contribution",
    "ContributionKind",
    "ContributionReply",
    "DialogueEntry",
    "Direction",
    "EntryKind",
    "Indicator",
    "IndicatorDraft",
    "IndicatorKind",
    "IndicatorVersion",
    "ItemKind",
    "Outcome",
    "Pattern",
    "Plan",
    "PlanItem",
    "PlanResult",
    "PlanState",
    "PlanVersion",
    "PlanVersionItem",
    "Side",
    "UnitAgreement",
    "UnitAgreementItem",
    "VersionState",
    "qualified_code",
]
