"""What is due of a person in a month: from the sheets that the engine itself scores, so that both always agree."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from agencies.models import Employee
from appraisal.models import Actual, ActualEvidence, Verification
from appraisal.scoring.types import Item, ItemKind, Target
from appraisal.services.evaluation.load_sheets import LoadedPlan, load_sheets
from appraisal.services.evaluation.period_facts import NoSchemeError, load_period_facts
from appraisal.services.exclusions.find_exclusions import find_exclusions
from appraisal.services.peers.hold_back_sheets import hold_back_sheets
from appraisal.services.reporting.due_items import Decided, DueItem, Earlier, Measured, MonthReport, ReportState, Stored
from appraisal.services.reporting.find_month import ReportMonth
from appraisal.services.scorecards.leave_out_drafts import drafts_of, with_unsent
from indicators.models import IndicatorVersion, Plan, PlanItem

COUNTS = frozenset({ReportState.REPORTED, ReportState.VERIFIED})
"""States whose value counts (contract 2.1)."""


def load_month(*, employee_id: int, month: ReportMonth) -> MonthReport:
    """What the agreed plans of a person measure in a month, main items first in the order of the plan.

    An indicator of two plans is named once: its actual serves both (contract 4). A fixed number of queries.
    """
    nip = Employee.objects.values_list("nip", flat=True).get(pk=employee_id)
    agreed = Plan.objects.all().agreed().of([employee_id], month.span.year)
    unsent = {plan_id: codes for plan_id, _agency, codes in with_unsent(agreed, month.period)}
    excluded = find_exclusions(employee_ids=[employee_id], last_day=month.span.last_day).get(employee_id)
    try:
        loaded = load_sheets(load_period_facts(month.period), list(unsent)) if unsent else []
    except NoSchemeError as error:
        return MonthReport(employee_id, nip, month, (), (), excluded, has_plan=True, problem=str(error))
    drafts = drafts_of({plan.plan_id: (plan.rater_id, unsent[plan.plan_id]) for plan in loaded}, month.period)
    told = [replace(plan, sheet=drafts[plan.plan_id].without(plan.sheet, None)) for plan in loaded]
    plans = hold_back_sheets(told, month.period).plans
    texts = _Texts.load(employee_id, month, plans)
    items = sorted(_items(month, plans, texts), key=lambda item: item.is_additional)
    return MonthReport(employee_id, nip, month, tuple(items), tuple(plans), excluded, has_plan=bool(unsent))


def _items(month: ReportMonth, plans: Sequence[LoadedPlan], texts: "_Texts") -> Iterator[DueItem]:
    seen: set[str] = set()
    for plan in plans:
        for item in plan.sheet.items:
            if item.key not in seen and _is_due(item):
                seen.add(item.key)
                yield texts.due_item(month, plan, item)


def _is_due(item: Item) -> bool:
    """A main item with a target in the month (contract 2.1); an additional task always."""
    return item.kind is ItemKind.ADDITIONAL or any(entry.target is not None for entry in item.months)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What people call the keys of the items, and what is stored beside the inputs."""

    measured: Mapping[int, Measured]
    targets: Mapping[int, Sequence[Target | None]]
    stored: Mapping[int, Mapping[int, Stored]]
    decided: Mapping[int, Decided]
    evidence: Mapping[int, frozenset[UUID]]
    raters: Mapping[int, str]

    @classmethod
    def load(cls, employee_id: int, month: ReportMonth, plans: Sequence[LoadedPlan]) -> Self:
        """Six queries."""
        named = [ids for plan in plans for ids in plan.item_ids.values()]
        stored = _stored(employee_id, month)
        here = {one.actual_id for months in stored.values() if (one := months.get(month.span.first_month))}
        raters = {plan.rater_id for plan in plans if plan.rater_id is not None}
        return cls(
            measured=measured_by({version_id for _item, version_id in named}),
            targets=targets_of({item_id for item_id, _version in named}),
            stored=stored,
            decided=last_decisions(here),
            evidence=_evidence(here),
            raters=dict(Employee.objects.filter(pk__in=raters).values_list("id", "name")),
        )

    def due_item(self, month: ReportMonth, plan: LoadedPlan, item: Item) -> DueItem:
        """One item with everything that is known of it."""
        item_id, version_id = plan.item_ids[item.key]
        measured = self.measured[version_id]
        reported = self.stored.get(measured.indicator_id, {})
        stored = reported.get(month.span.first_month)
        targets = self.targets[item_id]
        earlier = tuple(
            Earlier(number, targets[number - 1], one.value)
            for number, one in sorted(reported.items())
            if number < month.span.first_month and one.value is not None and one.state in COUNTS
        )
        return DueItem(
            key=item.key,
            measured=measured,
            kind=item.kind,
            pattern=item.pattern,
            weight=item.weight,
            target=item.months[0].target,
            stored=stored,
            decided=self.decided.get(stored.actual_id) if stored else None,
            earlier=earlier,
            rater="" if plan.rater_id is None else self.raters[plan.rater_id],
            evidence=self.evidence.get(stored.actual_id, frozenset()) if stored else frozenset(),
        )


def measured_by(version_ids: Collection[int]) -> dict[int, Measured]:
    """The words of some versions, by number. One query."""
    columns = ("indicator_id", "name", "unit", "definition", "formula", "source", "publisher")
    rows = IndicatorVersion.objects.filter(pk__in=version_ids).values_list("id", *columns)
    return {pk: Measured(*words) for pk, *words in rows}


def targets_of(item_ids: Collection[int]) -> dict[int, tuple[Target | None, ...]]:
    """The twelve targets of some plan items, by number. One query."""
    rows = PlanItem.objects.filter(pk__in=item_ids).values_list("id", "targets", "upper_targets")
    return {
        pk: tuple(
            None if low is None else Target(low, high) for low, high in zip(lows, highs or [None] * 12, strict=True)
        )
        for pk, lows, highs in rows
    }


def last_decisions(actual_ids: Collection[int]) -> dict[int, Decided]:
    """The last decision on each of some actuals. One query."""
    rows = Verification.objects.filter(actual_id__in=actual_ids).order_by("actual_id", "-decided_at", "-id")
    newest = rows.distinct("actual_id").values_list("actual_id", "decided_by_name", "decided_at", "reason")
    return {actual_id: Decided(name, at, reason) for actual_id, name, at, reason in newest}


def _stored(employee_id: int, month: ReportMonth) -> dict[int, dict[int, Stored]]:
    """The actuals of the year up to the month, by indicator and month. One query."""
    first = datetime.date(month.span.year, 1, 1)
    rows = Actual.objects.filter(employee_id=employee_id, month__range=(first, month.span.first_day))
    found: dict[int, dict[int, Stored]] = defaultdict(dict)
    for pk, indicator_id, day, value, state, note in rows.values_list(
        "id", "indicator_id", "month", "value", "state", "note"
    ):
        found[indicator_id][day.month] = Stored(pk, value, ReportState(state), note)
    return found


def _evidence(actual_ids: Collection[int]) -> dict[int, frozenset[UUID]]:
    found: dict[int, set[UUID]] = defaultdict(set)
    rows = ActualEvidence.objects.filter(actual_id__in=actual_ids).values_list("actual_id", "evidence__key")
    for actual_id, key in rows:
        found[actual_id].add(key)
    return {actual_id: frozenset(keys) for actual_id, keys in found.items()}
