"""What the catalogue asks before an indicator's draft is published: whose results it would have changed."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from agencies.models import Agency
from agencies.permissions import Actor
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import Predicate
from appraisal.services.impact.ask_simulation import Stored, kept
from appraisal.services.impact.simulate_indicator import evaluations_of, period_of, proof_of, simulate_indicator
from indicators.models import Plan
from indicators.services.catalogue.impact import FigureChange, Foresight, Impact, ImpactState

MOST_AT_ONCE = 2_000
"""Evaluations that are scored while the visitor waits; more of them are the worker's."""

SILENT_AFTER = datetime.timedelta(seconds=60)
"""A worker that has not answered for so long may not be there."""


@dataclass(frozen=True, slots=True)
class ChangedResult:
    """An evaluation that would say something else; attainment is that of the indicator."""

    plan_id: int
    name: str
    nip: str
    unit: str
    attainment_before: Decimal | None
    attainment_after: Decimal | None
    final_before: Decimal | None
    final_after: Decimal | None
    predicate_before: Predicate | None
    predicate_after: Predicate | None

    @property
    def has_other_predicate(self) -> bool:
        """Whether the predicate differs, also where there is one only before or after."""
        return self.predicate_before != self.predicate_after


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """A unit: how many of its evaluations were compared, and how many would have another score or predicate."""

    code: str
    name: str
    compared: int
    scores: int
    predicates: int


@dataclass(frozen=True, slots=True)
class ImpactRows:
    """The whole of a simulation, before it is named: stored rows of the changed, for :func:`name_rows`.

    Units and rows are those whose results the reader sees; ``others`` counts the changed in the remaining ones.
    """

    impact: Impact
    units: tuple[UnitImpact, ...] = ()
    rows: Sequence[Sequence[Any]] = ()
    others: int = 0


def foresee_indicator(change: FigureChange) -> Impact:
    """The counts. About ten queries, whatever the number of people."""
    return _foreseen(change)[0]


def needed_proof(change: FigureChange) -> str:
    """Names the simulation that must have been seen; empty where nothing was evaluated by the indicator."""
    period = period_of(change)
    return proof_of(change, period) if period else ""


FORESIGHT = Foresight(foresee_indicator, needed_proof)


def load_impact_rows(change: FigureChange, *, actor: Actor, unit: str = "") -> ImpactRows:
    """Everything the reader may see of the simulation; of one unit if it is named."""
    impact, document = _foreseen(change)
    if impact.state is not ImpactState.DONE:
        return ImpactRows(impact)
    agencies = Agency.objects.in_bulk([row[0] for row in document["units"]])
    seen = {pk for pk in agencies if actor.reads_region or pk in actor.admin_agency_ids}
    units = [
        UnitImpact(agencies[pk].code, agencies[pk].name, *counts) for pk, *counts in document["units"] if pk in seen
    ]
    chosen = {pk for pk in seen if not unit or agencies[pk].code == unit}
    changed = document["changed"]
    return ImpactRows(
        impact=impact,
        units=tuple(sorted(units, key=lambda one: (-one.predicates, -one.scores, one.code))),
        rows=[row for row in changed if row[1] in chosen],
        others=sum(row[1] not in seen for row in changed),
    )


def name_rows(rows: Sequence[Sequence[Any]]) -> tuple[ChangedResult, ...]:
    """Stored rows with the names that they do not store. One query."""
    plans = Plan.objects.filter(pk__in=[row[0] for row in rows])
    names = {pk: said for pk, *said in plans.values_list("id", "employee__name", "employee__nip", "agency__name")}
    return tuple(_named(row, names[row[0]]) for row in rows if row[0] in names)


def _foreseen(change: FigureChange) -> tuple[Impact, Stored]:
    period = period_of(change)
    if period is None:
        return Impact(ImpactState.NOBODY), {}
    found = kept(change, period)
    if found is None:
        if evaluations_of(change, period).count() > MOST_AT_ONCE:
            return _unfinished(period, ImpactState.UNASKED, {}), {}
        found = {"state": ImpactState.DONE, **simulate_indicator(change, period)}
    if found["state"] != ImpactState.DONE:
        return _unfinished(period, ImpactState(found["state"]), found), {}
    return _finished(change, period, found), found


def _unfinished(period: Period, state: ImpactState, found: Mapping[str, Any]) -> Impact:
    is_silent = state is ImpactState.WAITING and timezone.now() - found["at"] > SILENT_AFTER
    return Impact(
        state=state,
        period=parse_period_code(period.code).label,
        error=found.get("error", ""),
        is_silent=is_silent,
    )


def _finished(change: FigureChange, period: Period, found: Stored) -> Impact:
    return Impact(
        state=ImpactState.DONE,
        proof=proof_of(change, period),
        period=parse_period_code(period.code).label,
        **{name: found[name] for name in ("compared", "left_out", "scores", "predicates", "incomplete")},
    )


def _named(row: Sequence[Any], names: Sequence[str]) -> ChangedResult:
    plan_id, _agency_id, attainment, final, predicate, attainment_after, final_after, predicate_after = row
    name, nip, unit = names
    return ChangedResult(
        plan_id=plan_id,
        name=name,
        nip=nip,
        unit=unit,
        attainment_before=_decimal(attainment),
        attainment_after=_decimal(attainment_after),
        final_before=_decimal(final),
        final_after=_decimal(final_after),
        predicate_before=Predicate(predicate) if predicate else None,
        predicate_after=Predicate(predicate_after) if predicate_after else None,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
