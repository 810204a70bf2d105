"""Figures computed from the inputs as they are now: without peers and subordinates while they can still rate."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from appraisal.models import Period
from appraisal.scoring.anonymity import weighs_anonymous, without_anonymous
from appraisal.services.evaluation.load_sheets import LoadedPlan
from appraisal.services.peers.sealed import PeerSeals


class HeldBack(NamedTuple):
    """The plans as people may see them; ``plan_ids`` are those whose sheet comes without peers and subordinates."""

    plans: list[LoadedPlan]
    plan_ids: frozenset[int]


def hold_back_sheets(plans: Sequence[LoadedPlan], period: Period) -> HeldBack:
    """Whoever shows a figure of a sheet to a person loads it through this (docs/adr/0008).

    It asks the state of the period and nothing of the ratings: what is shown cannot change when somebody sends one.
    One query where a scheme counts peers or subordinates, else none.
    """
    weighing = {plan.plan_id for plan in plans if weighs_anonymous(plan.scheme.rules)}
    if not weighing or not PeerSeals.load([period.pk]).open_of(period.pk):
        return HeldBack(list(plans), frozenset())
    shown = [replace(plan, sheet=without_anonymous(plan.sheet)) if plan.plan_id in weighing else plan for plan in plans]
    return HeldBack(shown, frozenset(weighing))
