"""From rows to sheets: everything a few hundred plans are evaluated from, in a fixed number of queries."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from agencies.tenancy.bulk import read_rows
from appraisal.scoring.engine import ENGINE
from appraisal.scoring.plan_months import DatedPlan, DaySpan, PlanShare, assign_months, share_alone
from appraisal.scoring.snapshot import MonthFacts, SnapshotContext, item_text, join_snapshot
from appraisal.scoring.types import (
    Item,
    ItemKind,
    MonthEntry,
    PlacementKind,
    RaterGroup,
    RatingEntry,
    RubricRatings,
    Sheet,
    Target,
)
from appraisal.services.evaluation.load_inputs import ITEM_COLUMNS, NOT_REPORTED, Given, Inputs, ItemRow
from appraisal.services.evaluation.load_placements import Placements, PlanKey, Span, opaque_keys, placement_on
from appraisal.services.evaluation.period_facts import Measure, PeriodFacts, ValidScheme


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan in a period with its sheet and all that the evaluation records beside it.

    ``context`` says the same of persons and agency as the ids do, by opaque keys and codes, for the snapshot.
    ``item_ids`` maps an item's key to the ids of plan item and indicator version.
    """

    plan_id: int
    employee_id: int
    agency_id: int
    kind: str
    position: str
    rater_id: int | None
    superior_id: int | None
    scheme: ValidScheme
    sheet: Sheet
    context: SnapshotContext
    item_ids: Mapping[str, tuple[int, int]]


def load_sheets(facts: PeriodFacts, plan_ids: Collection[int]) -> list[LoadedPlan]:
    """Those of the agreed plans that have a month in the period, in order of id.

    Ten queries for one plan as for a thousand. A plan without a month in the period is left out: a transfer in March
    leaves the old plan no evaluation for March (contract 2.9).
    """
    block = load_block(facts, plan_ids)
    return [with_items(plan, block.planned_in(plan)) for plan in block.plans]


def load_block(facts: PeriodFacts, plan_ids: Collection[int]) -> "LoadedBlock":
    """The same plans, each without its items: for who needs the items of some only."""
    wanted = set(plan_ids)
    competing = _plans(facts.year, wanted)
    employee_ids = {key.employee_id for key in competing.values()}
    placements = Placements.load(employee_ids, facts.period.first_day, facts.period.last_day)
    inputs = Inputs.load(facts, plan_ids=list(wanted), employee_ids=employee_ids)
    keys = opaque_keys(employee_ids | placements.supervisors | inputs.raters)
    builder = _Builder(facts, placements, inputs, keys)
    shares = _shares(facts, placements, competing)
    plans = [
        builder.build(plan_id, key, shares[plan_id])
        for plan_id, key in competing.items()
        if plan_id in wanted and shares[plan_id].months
    ]
    return LoadedBlock(facts, inputs, plans)


Planned = tuple[Measure, ItemRow, list[MonthFacts]]
"""A stored plan item with its indicator and its months."""


@dataclass(frozen=True, slots=True)
class LoadedBlock:
    """Some plans without their items, and what their items are made of.

    An unchanged plan is known by its snapshot alone. Written from the stored rows that costs half of making its items
    first (measured), so that a run which finds nothing changed makes none.
    """

    facts: PeriodFacts
    inputs: Inputs
    plans: Sequence[LoadedPlan]

    def planned_in(self, plan: LoadedPlan) -> list[Planned]:
        """What was planned in a plan, and what was planned and reported for it in the months that are the plan's."""
        employee_id, months = plan.employee_id, plan.sheet.months
        measures, reports = self.facts.measures, self.inputs.reports
        low = ITEM_COLUMNS - self.facts.months[0]
        high = low + len(self.facts.months)
        return [
            (
                measures[row[2]],
                row,
                [
                    (
                        month,
                        row[low + month],
                        row[high + month],
                        *reports.get((employee_id, row[2], month), NOT_REPORTED),
                    )
                    for month in months
                ],
            )
            for row in self.inputs.items.get(plan.plan_id, ())
        ]


def snapshot_of(plan: LoadedPlan, items: Iterable[Planned]) -> str:
    """The snapshot of a plan with these items: what ``snapshot_text`` says of :func:`with_items`."""
    texts = []
    for measure, row, months in items:
        kind, weight = row[3:ITEM_COLUMNS]
        texts.append((measure.key, item_text(measure.openings[kind], kind, weight, months)))
    texts.sort()
    return join_snapshot(plan.sheet, plan.context, [text for _key, text in texts])


def with_items(plan: LoadedPlan, items: Iterable[Planned]) -> LoadedPlan:
    """The plan with these items, in the order in which they were planned."""
    made = []
    item_ids = {}
    for measure, row, months in sorted(items, key=itemgetter(1)):
        _plan_id, item_id, _indicator_id, kind, weight = row[:ITEM_COLUMNS]
        key, version_id, direction, pattern, _openings = measure
        entries = tuple(map(_month_entry, months))
        made.append(Item(key, _ITEM_KINDS[kind], direction, pattern, _amount(weight), entries))
        item_ids[key] = (item_id, version_id)
    return replace(plan, sheet=plan.sheet.having(items=tuple(made)), item_ids=item_ids)


def _month_entry(facts: MonthFacts) -> MonthEntry:
    month, low, high, actual, not_applicable, verified = facts
    target = None if low is None else Target(_exact(low), _amount(high))
    return MonthEntry(month, target, _amount(actual), not_applicable, verified)


#: Weights, targets and most actuals come again and again: to remember them is a third of reading them.
_exact = lru_cache(maxsize=10_000)(Decimal)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else _exact(text)


_PLANS = """
    SELECT id, employee_id, agency_id, placement_kind FROM indicators_plan
     WHERE employee_id = ANY(ARRAY(SELECT employee_id FROM indicators_plan WHERE id = ANY(%(plans)s)))
       AND year = %(year)s AND state = 'agreed'
     ORDER BY id
"""


def _plans(year: int, plan_ids: Collection[int]) -> dict[int, PlanKey]:
    """All plans of the year of those whose plans these are: they compete for a month, also those not evaluated now."""
    rows = read_rows(_PLANS, {"year": year, "plans": list(plan_ids)})
    return {plan_id: PlanKey(*key) for plan_id, *key in rows}


def _shares(facts: PeriodFacts, placements: Placements, competing: Mapping[int, PlanKey]) -> dict[int, PlanShare]:
    """Each plan's months and days."""
    of_person: dict[int, list[int]] = defaultdict(list)
    for plan_id, key in competing.items():
        of_person[key.employee_id].append(plan_id)
    shares: dict[int, PlanShare] = {}
    for plan_ids in of_person.values():
        dated = [_dated(plan_id, competing[plan_id], placements) for plan_id in plan_ids]
        if len(dated) == 1:
            shares[plan_ids[0]] = share_alone(dated[0].kind, dated[0].spans, facts.year, facts.months)
        else:
            assigned = assign_months(dated, facts.year, facts.months)
            shares |= {int(plan_key): share for plan_key, share in assigned.items()}
    return shares


def _dated(plan_id: int, key: PlanKey, placements: Placements) -> DatedPlan:
    days = tuple([DaySpan(span.first_day, span.last_day) for span in placements.of(key)])
    return DatedPlan(str(plan_id), _PLACEMENT_KINDS[key.kind], days)


#: Looked up and not called: an enumeration's constructor costs ten times a dictionary.
_PLACEMENT_KINDS = {kind.value: kind for kind in PlacementKind}
_GROUPS = {group.value: group for group in RaterGroup}
_ITEM_KINDS = {kind.value: kind for kind in ItemKind}


@dataclass(frozen=True, slots=True)
class _Builder:
    """Puts one plan together after another from what was loaded for all.

    ``keys`` name persons in snapshots; ``asked`` remembers what :meth:`_asked_by` found.
    """

    facts: PeriodFacts
    placements: Placements
    inputs: Inputs
    keys: Mapping[int, str]
    asked: dict[tuple[int, str], Mapping[int, str]] = field(default_factory=dict)

    def build(self, plan_id: int, key: PlanKey, share: PlanShare) -> LoadedPlan:
        """One plan, with the placement of its last day in the period (contract 2.9), without its items."""
        spans = self.placements.of(key)
        last_day = max([span.last_day for span in spans])
        place = placement_on(spans, last_day)
        superior_id = self.placements.superior_of(place.supervisor_id, last_day)
        scheme = self.facts.scheme_of(key.agency_id)
        recaps = self.inputs.attendance.get(key.employee_id, ()) if scheme.uses_attendance else ()
        return LoadedPlan(
            plan_id=plan_id,
            employee_id=key.employee_id,
            agency_id=key.agency_id,
            kind=key.kind,
            position=place.position,
            rater_id=place.supervisor_id,
            superior_id=superior_id,
            scheme=scheme,
            sheet=Sheet(
                year=self.facts.year,
                months=share.months,
                single_month=self.facts.is_month,
                items=(),
                rubrics=self._rubrics(scheme, key.employee_id, spans, place),
                attendance=tuple([recap for recap in recaps if recap.month in share.months]),
                overrides=tuple(self.inputs.overrides.get(plan_id, ())),
            ),
            context=self._context(key, share, scheme, place, superior_id),
            item_ids={},
        )

    def _context(
        self, key: PlanKey, share: PlanShare, scheme: ValidScheme, place: Span, superior_id: int | None
    ) -> SnapshotContext:
        agency_code = self.facts.agency_codes[key.agency_id]
        return SnapshotContext(
            plan=f"{self.facts.year}/{agency_code}/{key.kind}",
            employee=self.keys[key.employee_id],
            rater=None if place.supervisor_id is None else self.keys[place.supervisor_id],
            superior=None if superior_id is None else self.keys[superior_id],
            position=place.position,
            agency=agency_code,
            period=self.facts.period.code,
            placement_kind=_PLACEMENT_KINDS[key.kind],
            plan_days=share.days,
            scheme_name=scheme.rules.name,
            scheme_number=scheme.number,
            scheme_fingerprint=scheme.fingerprint,
            engine=ENGINE,
        )

    def _rubrics(
        self, scheme: ValidScheme, employee_id: int, spans: Sequence[Span], place: Span
    ) -> tuple[RubricRatings, ...]:
        """Each month's ratings by that month's rater: the placement on the plan's last day in the month."""
        given = self.inputs.ratings.get(employee_id, {})
        places = {month: _place_in(spans, self.facts.year, month) for month in given if month is not None}
        return tuple(
            [
                RubricRatings(
                    rubric,
                    self.facts.rubric_dimensions.get(rubric, ()),
                    own=self._entries(scheme, rubric, place, given.get(None, ())),
                    months=tuple(
                        [(month, self._entries(scheme, rubric, at, given[month])) for month, at in places.items() if at]
                    ),
                )
                for rubric in scheme.rubrics
            ]
        )

    def _entries(
        self, scheme: ValidScheme, rubric: str, place: Span, given: Iterable[Given]
    ) -> tuple[RatingEntry, ...]:
        """What counts for a rubric: of supervisors only the rater by placement, or the head's account where none is."""
        asked = self._asked_by(scheme, rubric)
        entries = []
        for rater_id, account_key, role, dimension_id, level in given:
            group, dimension = _GROUPS[role], asked.get(dimension_id)
            if dimension is None or group not in scheme.groups:
                continue
            if group is not RaterGroup.SUPERVISOR or rater_id == place.supervisor_id:
                rater = account_key if rater_id is None else self.keys[rater_id]
                entries.append(RatingEntry(rater, group, dimension, level))
        return tuple(entries)

    def _asked_by(self, scheme: ValidScheme, rubric: str) -> Mapping[int, str]:
        """The rubric's dimensions that raters are asked for: id and code. A level of another one is no input."""
        if (scheme.version_id, rubric) not in self.asked:
            dimensions = self.inputs.dimensions.items()
            asked = {pk: code for pk, (of_rubric, code) in dimensions if of_rubric == rubric and scheme.asks(code)}
            self.asked[scheme.version_id, rubric] = asked
        return self.asked[scheme.version_id, rubric]


def _place_in(spans: Sequence[Span], year: int, month: int) -> Span | None:
    end = datetime.date(year, month, calendar.monthrange(year, month)[1])
    return placement_on(spans, end) if any(span.first_day <= end for span in spans) else None
