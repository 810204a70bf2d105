"""Provisional figures that may be seen at any moment say nothing that a rater saved and has not sent yet.

Nor do they say, by a revision more, that a peer or a subordinate has sent: nobody sees who has (docs/adr/0008).
"""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from appraisal.models import Evaluation, Period
from appraisal.scoring.anonymity import ANONYMOUS, holds_anonymous
from appraisal.scoring.snapshot import read_snapshot
from appraisal.scoring.types import RatingEntry, RubricRatings, Sheet
from appraisal.services.evaluation.load_sheets import LoadedPlan
from appraisal.services.peers.sealed import UnsealedParts
from appraisal.services.scorecards.leave_out_drafts import Drafts, drafts_of, with_unsent
from indicators.models import Plan


def leave_unsent(period: Period, loaded: Sequence[LoadedPlan]) -> list[LoadedPlan]:
    """The plans as their own pages show them: what is not sent stands as the evaluation in force says it.

    Levels of peers and subordinates who can still rate are left out, unless the evaluation in force holds exactly
    these: what a command took too early must not be seen after sealing beside the levels that came later.

    One query; two where a rater is at work or peers have rated, three where they can still rate.
    """
    unsealed = _Unsealed.of(period, loaded)
    drafts = {plan_id: found for plan_id, found in _drafts(period, loaded).items() if found.are_there}
    touched = {*drafts, *unsealed.plan_ids}
    if not touched:
        return list(loaded)
    stored = Evaluation.objects.filter(period=period, plan_id__in=touched).latest()
    told = {row.plan_id: row for row in stored.only("region_id", "period_id", "plan_id", "revision", "snapshot")}
    plans = []
    for plan in loaded:
        sheet, before = plan.sheet, told.get(plan.plan_id)
        if plan.plan_id in drafts:
            sheet = drafts[plan.plan_id].without(sheet, before)
        if plan.plan_id in unsealed.plan_ids:
            sheet = unsealed.without(sheet, before)
        plans.append(plan if sheet is plan.sheet else dataclasses.replace(plan, sheet=sheet))
    return plans


@dataclass(frozen=True, slots=True)
class _Unsealed:
    """The plans that hold levels of peers or subordinates where such can still come, and where that is."""

    parts: UnsealedParts
    plan_ids: frozenset[int]

    @classmethod
    def of(cls, period: Period, loaded: Sequence[LoadedPlan]) -> Self:
        """No query where no peer has rated, else one."""
        rated = frozenset(
            plan.plan_id for plan in loaded if plan.scheme.groups & ANONYMOUS and holds_anonymous(plan.sheet)
        )
        if not rated:
            return cls(UnsealedParts(own=False, months=frozenset()), rated)
        parts = UnsealedParts.load(period)
        return cls(parts, rated if parts.own or parts.months else frozenset())

    def without(self, sheet: Sheet, stored: Evaluation | None) -> Sheet:
        """The sheet as if none of them had rated there, or as it is where the evaluation in force says the same."""
        known = read_snapshot(stored.snapshot)[0].rubrics if stored is not None else ()
        before = {rubric.name: rubric for rubric in known}
        if all(self._given(rubric) == self._given(before.get(rubric.name)) for rubric in sheet.rubrics):
            return sheet
        return sheet.having(rubrics=tuple(self._left(one, before.get(one.name)) for one in sheet.rubrics))

    def _given(self, rubric: RubricRatings | None) -> set[tuple[int | None, RatingEntry]]:
        """Month (none for the very period) and level."""
        if rubric is None:
            return set()
        own = [(None, rubric.own)] if self.parts.own else []
        months = [(month, entries) for month, entries in rubric.months if month in self.parts.months]
        return {(month, one) for month, entries in (*own, *months) for one in entries if one.group in ANONYMOUS}

    def _left(self, rubric: RubricRatings, before: RubricRatings | None) -> RubricRatings:
        own = _known(rubric.own) if self.parts.own else rubric.own
        months = {month: _known(given) if month in self.parts.months else given for month, given in rubric.months}
        told = dict(before.months) if before else {}
        # A month without any level is none, unless it was there before a peer sent one.
        kept = tuple((month, given) for month, given in months.items() if given or month in told)
        return RubricRatings(rubric.name, rubric.dimensions, own, kept)


def _known(entries: Collection[RatingEntry]) -> tuple[RatingEntry, ...]:
    return tuple(entry for entry in entries if entry.group not in ANONYMOUS)


def _drafts(period: Period, loaded: Sequence[LoadedPlan]) -> dict[int, Drafts]:
    """By plan; a rater's levels reach all plans of one person, and nobody else's."""
    plans = Plan.objects.filter(pk__in=[plan.plan_id for plan in loaded])
    unsent = {plan_id: codes for plan_id, _agency, codes in with_unsent(plans, period)}
    of_person: Mapping[int, dict[int, tuple[int | None, Collection[str]]]] = defaultdict(dict)
    for plan in loaded:
        of_person[plan.employee_id][plan.plan_id] = (plan.rater_id, unsent.get(plan.plan_id, ()))
    return {plan_id: found for plans_of in of_person.values() for plan_id, found in drafts_of(plans_of, period).items()}
