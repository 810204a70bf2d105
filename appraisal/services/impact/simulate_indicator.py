"""Evaluations scored again as if an indicator had another direction or pattern. The engine scores; nothing is written.

What was evaluated is read from the snapshots, so that nothing but the change itself makes a difference.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from appraisal.models import Evaluation, EvaluationItem, Period, PeriodKind, SchemeVersion
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.engine import score
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.snapshot import read_snapshot
from appraisal.scoring.types import Direction, Item, Pattern, Sheet
from appraisal.services.peers.sealed import without_open_peers
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from indicators.models import Indicator, PlanItem, qualified_code
from indicators.services.catalogue.impact import FigureChange

LISTED_MOST = 10_000
"""So many changed evaluations are kept with their names to be, those with another predicate first."""

READ_AT_ONCE = 500

Document = Mapping[str, object]


class Result(NamedTuple):
    """What an evaluation says, as far as an indicator can change it."""

    attainment: Decimal | None
    final: Decimal | None
    predicate: str


@dataclass(slots=True)
class _Comparison:
    """Counts over all that was compared, in all and by unit; ``changed`` are plan, unit, before and after."""

    counts: Counter[str] = field(default_factory=Counter)
    units: Counter[tuple[int, str]] = field(default_factory=Counter)
    changed: list[tuple[int, int, Result, Result]] = field(default_factory=list)

    def add(self, plan_id: int, agency_id: int, before: Result, after: Result) -> None:
        """One evaluation."""
        found = {
            "compared": True,
            "scores": before.attainment != after.attainment,
            "predicates": before.predicate != after.predicate,
            "incomplete": bool(before.predicate) and not after.predicate,
        }
        for what in (name for name, is_so in found.items() if is_so):
            self.counts[what] += 1
            self.units[agency_id, what] += 1
        if before != after:
            self.changed.append((plan_id, agency_id, before, after))


def period_of(change: FigureChange) -> Period | None:
    """The last period in which something was evaluated by the indicator.

    A pattern says how months become a longer period: where one was evaluated, the change shows there, in no month.
    """
    periods = list(evaluated_periods(Evaluation.objects.latest().filter(plan_id__in=_plans(change))))
    longer = [period for period in periods if period.kind != PeriodKind.MONTH]
    return next(iter(longer if change.is_pattern_new and longer else periods), None)


def proof_of(change: FigureChange, period: Period) -> str:
    """Names a simulation: what would be scored otherwise, and on which period."""
    said = (change.draft_id, change.indicator_id, change.direction, change.pattern, period.code)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def evaluations_of(change: FigureChange, period: Period) -> EvaluationQuerySet:
    """The evaluations in force of plans that measure by the indicator."""
    return Evaluation.objects.filter(period=period, plan_id__in=_plans(change)).latest()


def simulate_indicator(change: FigureChange, period: Period) -> Document:
    """Score them again, but for those that peers and subordinates can still change (docs/adr/0008)."""
    measured = evaluations_of(change, period)
    told = without_open_peers(measured, period.pk)
    comparison = _Comparison()
    for plan_id, agency_id, before, after in _results(change, told):
        comparison.add(plan_id, agency_id, before, after)
    left_out = measured.count() - told.count()
    return _as_document(comparison, left_out)


def _plans(change: FigureChange) -> QuerySet[PlanItem, int]:
    return PlanItem.objects.filter(indicator_id=change.indicator_id).order_by().values_list("plan_id", flat=True)


def _results(change: FigureChange, told: EvaluationQuerySet) -> Iterator[tuple[int, int, Result, Result]]:
    key = _key_of(change.indicator_id)
    schemes = {row.pk: parse_scheme(row.document) for row in SchemeVersion.objects.all()}
    same = {name: OuterRef(name) for name in ("region_id", "period_id", "plan_id", "revision")}
    item = EvaluationItem.objects.filter(**same, indicator_version__indicator_id=change.indicator_id)
    columns = ("plan_id", "agency_id", "scheme_id", "snapshot", "item", "final_score", "predicate")
    rows = told.annotate(item=Subquery(item.values("attainment")[:1])).order_by("plan_id").values_list(*columns)
    for plan_id, agency_id, scheme_id, snapshot, *before in rows.iterator(chunk_size=READ_AT_ONCE):
        sheet, _context = read_snapshot(snapshot)
        if any(one.key == key for one in sheet.items):
            yield plan_id, agency_id, Result(*before), _scored(_changed(sheet, key, change), key, schemes[scheme_id])


def _key_of(indicator_id: int) -> str:
    indicator = Indicator.objects.select_related("agency").get(pk=indicator_id)
    return qualified_code(indicator.agency.code, indicator.code)


def _changed(sheet: Sheet, key: str, change: FigureChange) -> Sheet:
    direction, pattern = Direction(change.direction), Pattern(change.pattern)
    items = tuple(
        Item(key, one.kind, direction, pattern, one.weight, one.months) if one.key == key else one
        for one in sheet.items
    )
    return sheet.having(items=items)


def _scored(sheet: Sheet, key: str, rules: Scheme) -> Result:
    card = score(sheet, rules)
    attainment = next((item.attainment for item in card.indicators.items if item.key == key), None)
    return Result(attainment, card.final, str(card.predicate or ""))


def _as_document(comparison: _Comparison, left_out: int) -> Document:
    agencies = sorted({agency_id for agency_id, _what in comparison.units})
    counted = ("compared", "scores", "predicates")
    return {
        **{name: comparison.counts[name] for name in (*counted, "incomplete")},
        "left_out": left_out,
        "units": [[pk, *(comparison.units[pk, name] for name in counted)] for pk in agencies],
        "changed": [
            [plan_id, agency_id, *_shown(before), *_shown(after)]
            for plan_id, agency_id, before, after in sorted(comparison.changed, key=_size)[:LISTED_MOST]
        ],
        "all_changed": len(comparison.changed),
    }


def _size(change: tuple[int, int, Result, Result]) -> tuple[bool, Decimal, int]:
    """Another predicate first, then the largest difference of the final score."""
    plan_id, _agency_id, before, after = change
    difference = abs((after.final or Decimal(0)) - (before.final or Decimal(0)))
    return before.predicate == after.predicate, -difference, plan_id


def _shown(result: Result) -> Iterator[str | None]:
    for figure in (result.attainment, result.final):
        yield None if figure is None else str(figure)
    yield result.predicate
