"""Provisional figures that may be seen at any moment say nothing that a rater saved and has not sent yet."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from appraisal.models import Evaluation, Period
from appraisal.services.evaluation.load_sheets import LoadedPlan
from appraisal.services.scorecards.leave_out_drafts import Drafts, drafts_of, with_unsent
from indicators.models import Plan


def leave_unsent(period: Period, loaded: Sequence[LoadedPlan]) -> list[LoadedPlan]:
    """The plans as their own pages show them: what is not sent stands as the evaluation in force says it.

    One query; two where a rater is at work.
    """
    drafts = {plan_id: found for plan_id, found in _drafts(period, loaded).items() if found.are_there}
    if not drafts:
        return list(loaded)
    stored = Evaluation.objects.filter(period=period, plan_id__in=list(drafts)).latest()
    told = {row.plan_id: row for row in stored.only("region_id", "period_id", "plan_id", "revision", "snapshot")}
    return [
        dataclasses.replace(plan, sheet=drafts[plan.plan_id].without(plan.sheet, told.get(plan.plan_id)))
        if plan.plan_id in drafts
        else plan
        for plan in loaded
    ]


def _drafts(period: Period, loaded: Sequence[LoadedPlan]) -> dict[int, Drafts]:
    """By plan; a rater's levels reach all plans of one person, and nobody else's."""
    plans = Plan.objects.filter(pk__in=[plan.plan_id for plan in loaded])
    unsent = {plan_id: codes for plan_id, _agency, codes in with_unsent(plans, period)}
    of_person: Mapping[int, dict[int, tuple[int | None, Collection[str]]]] = defaultdict(dict)
    for plan in loaded:
        of_person[plan.employee_id][plan.plan_id] = (plan.rater_id, unsent.get(plan.plan_id, ()))
    return {plan_id: found for plans_of in of_person.values() for plan_id, found in drafts_of(plans_of, period).items()}
