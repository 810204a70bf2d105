"""Who verified what was reported, and with which evidence: for the items of some plans, in one query."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, ExtractMonth, JSONObject

from appraisal.documents.scorecard import Scorecard
from appraisal.documents.sources import AttachedFile, ItemSource, ReportedMonth, ReportState, Sources
from appraisal.models import Actual, ActualEvidence, ActualState, Period, Verification
from appraisal.scoring.types import MonthEntry
from indicators.models import PlanItem, qualified_code

_STATES: Mapping[str, ReportState] = {
    ActualState.REPORTED: ReportState.WAITING,
    ActualState.VERIFIED: ReportState.VERIFIED,
    ActualState.RETURNED: ReportState.RETURNED,
    ActualState.NOT_APPLICABLE: ReportState.NOT_APPLICABLE,
}
_OUTCOMES: Mapping[str, str] = {
    ActualState.VERIFIED: Verification.Outcome.ACCEPTED,
    ActualState.RETURNED: Verification.Outcome.RETURNED,
    ActualState.NOT_APPLICABLE: Verification.Outcome.NOT_APPLICABLE,
}


def load_sources(*, employee_id: int, period: Period, plan_ids: Collection[int]) -> dict[int, Sources]:
    """The sources of the items of some plans of one person, by plan and key. One query.

    Who may see them is for the caller to ask: hints on evidence used elsewhere are for verifiers and not among them.
    """
    months = (period.first_day, period.last_day)
    reported = Actual.objects.filter(
        employee_id=employee_id, month__range=months, indicator_id=OuterRef("indicator_id")
    ).order_by("month")
    items = PlanItem.objects.filter(plan_id__in=list(plan_ids)).annotate(reported=ArraySubquery(_as_values(reported)))
    columns = ("plan_id", "indicator_id", "indicator__agency__code", "indicator__code", "reported")
    found: dict[int, dict[str, ItemSource]] = defaultdict(dict)
    for plan_id, indicator_id, agency, code, rows in items.order_by("id").values_list(*columns):
        found[plan_id][qualified_code(agency, code)] = ItemSource(indicator_id, tuple(map(_month, rows)))
    return dict(found)


def outdated_items(card: Scorecard, sources: Sources) -> frozenset[str]:
    """The items whose reports are no longer those that a card was computed from: its sources would contradict it."""
    return frozenset(
        item.key
        for item in card.sheet.items
        if item.key in sources and any(_differs(entry, sources[item.key]) for entry in item.months)
    )


def _differs(entry: MonthEntry, source: ItemSource) -> bool:
    """Whether a due month says something else now; a returned report counts as none."""
    if entry.target is None:
        return False
    month = next((one for one in source.months if one.month == entry.month), None)
    if entry.not_applicable or (month and month.state is ReportState.NOT_APPLICABLE):
        return not (entry.not_applicable and month and month.state is ReportState.NOT_APPLICABLE)
    return entry.actual != (None if month is None or month.state is ReportState.RETURNED else month.value)


def _as_values(actuals: QuerySet[Actual]) -> QuerySet[Actual, Any]:
    """Each actual as one value, with the last decision on it and its files. Amounts are text: JSON has floats only."""
    decisions = Verification.objects.filter(actual_id=OuterRef("pk")).order_by("-decided_at", "-pk")
    last = JSONObject(outcome=F("outcome"), reason=F("reason"), by=F("decided_by_name"), at=F("decided_at"))
    files = ActualEvidence.objects.filter(actual_id=OuterRef("pk")).order_by("attached_at", "pk")
    one = JSONObject(key=F("evidence__key"), name=F("evidence__name"))
    return actuals.values_list(
        JSONObject(
            month=ExtractMonth("month"),
            value=Cast("value", TextField()),
            state=F("state"),
            note=F("note"),
            decision=Subquery(decisions.values_list(last)[:1]),
            files=ArraySubquery(files.values_list(one)),
        )
    )


def _month(row: Mapping[str, Any]) -> ReportedMonth:
    return ReportedMonth(
        month=row["month"],
        value=None if row["value"] is None else Decimal(row["value"]),
        files=tuple(AttachedFile(UUID(one["key"]), one["name"]) for one in row["files"]),
        **_decided(row["state"], row["note"], row["decision"]),
    )


def _decided(state: str, note: str, decision: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the last decision says of the state in force; one of another outcome speaks of an earlier report."""
    if decision is None or decision["outcome"] != _OUTCOMES.get(state):
        shown = ReportState.FROM_FILE if state == ActualState.VERIFIED else _STATES[state]
        reason = note if state == ActualState.NOT_APPLICABLE else ""
        return {"state": shown, "decided_by": "", "decided_at": None, "reason": reason}
    return {
        "state": _STATES[state],
        "decided_by": decision["by"],
        "decided_at": datetime.datetime.fromisoformat(decision["at"]),
        "reason": decision["reason"],
    }
