"""An indicator as its author looks back on it: the months of a year, planned, reported, decided."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from appraisal.models import Actual, Period, PeriodKind, Verification
from appraisal.period_codes import parse_period_code
from appraisal.scoring.items import score_main_item
from appraisal.scoring.scheme import Bands
from appraisal.scoring.types import Direction, Item, ItemKind, Pattern, Target
from appraisal.scoring.wording import month_name, number
from appraisal.services.evaluation.load_sheets import LoadedPlan, load_sheets
from appraisal.services.evaluation.period_facts import NoSchemeError, load_period_facts
from appraisal.services.evidence.find_evidence import ShownEvidence, find_evidence
from appraisal.services.rating.find_rated_period import UNNAMED
from appraisal.services.reporting.due_items import Measured, ReportState, Stored
from appraisal.services.reporting.load_month import measured_by, targets_of
from indicators.models import Plan, PlanItem


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """A month of the year. ``is_due`` says that the plan measures it; ``attainment`` is the engine's, for it alone."""

    number: int
    code: str
    name: str
    is_due: bool
    target: Target | None
    value: Decimal | None
    state: ReportState
    note: str
    attainment: Decimal | None
    evidence: tuple[ShownEvidence, ...]


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """One decision on a month, as a timeline shows it."""

    title: str
    moment: datetime.datetime
    text: str
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """Everything of one indicator in one year of a person. ``target_changes`` name the months with another target."""

    indicator_id: int
    year: int
    measured: Measured
    direction: Direction
    pattern: Pattern
    kind: ItemKind
    weight: Decimal | None
    months: tuple[OwnMonth, ...]
    decisions: tuple[OwnDecision, ...]
    bands: Bands
    cap: Decimal

    @property
    def attainments(self) -> tuple[Decimal | None, ...]:
        """From the first month of the year to the last one with a figure: what a line is drawn from."""
        figures = [one.attainment for one in self.months]
        while figures and figures[-1] is None:
            figures.pop()
        return tuple(figures)

    @property
    def target_changes(self) -> tuple[OwnMonth, ...]:
        """The months from which on another target holds, the first one included; one or none where it never changed."""
        found: list[OwnMonth] = []
        for one in self.months:
            if one.target is not None and (not found or found[-1].target != one.target):
                found.append(one)
        return tuple(found)


def load_own_indicator(*, employee_id: int, indicator_id: int, year: int) -> OwnIndicator | None:
    """The year of an indicator; nothing where no agreed plan of that year measures it. A fixed number of queries."""
    own = Plan.objects.all().agreed().of([employee_id], year).filter(items__indicator_id=indicator_id)
    plan_ids = list(own.values_list("id", flat=True))
    if not plan_ids:
        return None
    span = parse_period_code(f"{year:04}")
    period = Period.objects.filter(code=span.code).first() or Period(
        id=UNNAMED, code=span.code, kind=PeriodKind.YEAR, first_day=span.first_day, last_day=span.last_day
    )
    try:
        plans = load_sheets(load_period_facts(period), plan_ids)
    except NoSchemeError:
        return None
    wanted = set(PlanItem.objects.filter(plan_id__in=plan_ids, indicator_id=indicator_id).values_list("id", flat=True))
    found = [
        _InPlan(plan, item, *plan.item_ids[item.key])
        for plan in plans
        for item in plan.sheet.items
        if plan.item_ids[item.key][0] in wanted
    ]
    return _described(employee_id, indicator_id, year, found) if found else None


class _InPlan(NamedTuple):
    """The item of a plan that measures by the indicator, with the numbers of item and version."""

    plan: LoadedPlan
    item: Item
    item_id: int
    version_id: int


def _described(employee_id: int, indicator_id: int, year: int, found: Sequence[_InPlan]) -> OwnIndicator:
    """Four queries. A month belongs to the plan that counts it; one that none counts is not due."""
    last = found[-1]
    targets = targets_of({one.item_id for one in found})
    stored = _stored(employee_id, indicator_id, year)
    evidence = find_evidence([one.actual_id for one in stored.values()])
    by_month = {month: one for one in found for month in one.plan.sheet.months}
    months = []
    for month in range(1, 13):
        one, actual = by_month.get(month), stored.get(month)
        target = targets[one.item_id][month - 1] if one else None
        months.append(
            OwnMonth(
                number=month,
                code=f"{year:04}-{month:02}",
                name=month_name(month),
                is_due=one is not None and (target is not None or one.item.kind is ItemKind.ADDITIONAL),
                target=target,
                value=actual.value if actual else None,
                state=actual.state if actual else ReportState.UNREPORTED,
                note=actual.note if actual else "",
                attainment=_attainment(one, month),
                evidence=evidence.get(actual.actual_id, ()) if actual else (),
            )
        )
    rules = last.plan.scheme.rules
    return OwnIndicator(
        indicator_id=indicator_id,
        year=year,
        measured=measured_by([last.version_id])[last.version_id],
        direction=last.item.direction,
        pattern=last.item.pattern,
        kind=last.item.kind,
        weight=last.item.weight,
        months=tuple(months),
        decisions=_decisions(stored),
        bands=rules.bands,
        cap=rules.cap,
    )


def _attainment(one: _InPlan | None, month: int) -> Decimal | None:
    """What the engine says of the month alone."""
    if one is None or one.item.kind is ItemKind.ADDITIONAL:
        return None
    return score_main_item(one.item, (month,), one.plan.scheme.rules).attainment


def _stored(employee_id: int, indicator_id: int, year: int) -> dict[int, Stored]:
    rows = Actual.objects.filter(employee_id=employee_id, indicator_id=indicator_id, month__year=year)
    columns = ("id", "month", "value", "state", "note")
    return {
        day.month: Stored(pk, value, ReportState(state), note)
        for pk, day, value, state, note in rows.values_list(*columns)
    }


def _decisions(stored: Mapping[int, Stored]) -> tuple[OwnDecision, ...]:
    """What was decided on each month, oldest first."""
    months = {one.actual_id: month for month, one in stored.items()}
    rows = Verification.objects.filter(actual_id__in=months).order_by("decided_at", "id")
    return tuple(
        OwnDecision(
            title=f"{month_name(months[row.actual_id])}: {_outcome_name(row)}",
            moment=row.decided_at,
            text=" ".join(part for part in (_by(row), row.reason) if part),
        )
        for row in rows
    )


def _outcome_name(row: Verification) -> str:
    names = {
        Verification.Outcome.ACCEPTED: _("diterima"),
        Verification.Outcome.RETURNED: _("dikembalikan"),
        Verification.Outcome.NOT_APPLICABLE: _("dinyatakan tidak berlaku"),
        Verification.Outcome.TAKEN_BACK: _("keputusan ditarik"),
    }
    return names[Verification.Outcome(row.outcome)]


def _by(row: Verification) -> str:
    name = row.decided_by_name.removesuffix(".")
    if row.value is None:
        return _("Oleh %(name)s.") % {"name": name}
    return _("Oleh %(name)s, atas nilai %(value)s.") % {"name": name, "value": number(row.value)}
