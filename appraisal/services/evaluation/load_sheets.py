"""From rows to sheets: everything a few hundred plans are evaluated from, in a fixed number of queries."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from appraisal.scoring.engine import ENGINE
from appraisal.scoring.plan_months import DatedPlan, DaySpan, PlanShare, assign_months
from appraisal.scoring.snapshot import SnapshotContext
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
from appraisal.services.evaluation.load_inputs import Given, Inputs, PlannedItem, Report
from appraisal.services.evaluation.load_placements import Placements, PlanKey, Span, placement_on
from appraisal.services.evaluation.period_facts import PeriodFacts, ValidScheme
from indicators.models import Plan


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
    plans = list(Plan.objects.filter(pk__in=list(plan_ids)).agreed().order_by("id").values_list(*_PLAN_COLUMNS))
    employee_ids = {employee_id for _id, employee_id, *_rest in plans}
    placements = Placements.load(employee_ids, facts.period.first_day, facts.period.last_day)
    shares = _shares(facts, placements, employee_ids)
    inputs = Inputs.load(facts, [plan_id for plan_id, *_rest in plans], employee_ids)
    builder = _Builder(facts, placements, inputs)
    return [
        builder.build(plan_id, PlanKey(employee_id, agency_id, kind), shares[plan_id])
        for plan_id, employee_id, agency_id, kind in plans
        if shares[plan_id].months
    ]


_PLAN_COLUMNS = ("id", "employee_id", "agency_id", "placement_kind")


def _shares(facts: PeriodFacts, placements: Placements, employee_ids: Collection[int]) -> dict[int, PlanShare]:
    """Each plan's months and days; all plans of a person compete for a month, also those not evaluated now."""
    of_person: dict[int, list[DatedPlan]] = defaultdict(list)
    competing = Plan.objects.all().agreed().of(employee_ids, facts.year).values_list(*_PLAN_COLUMNS)
    for plan_id, employee_id, agency_id, kind in competing:
        spans = placements.of(PlanKey(employee_id, agency_id, kind))
        days = tuple(DaySpan(span.first_day, span.last_day) for span in spans)
        of_person[employee_id].append(DatedPlan(str(plan_id), PlacementKind(kind), days))
    shares: dict[int, PlanShare] = {}
    for dated in of_person.values():
        for key, share in assign_months(dated, facts.year, facts.months).items():
            shares[int(key)] = share
    return shares


_ITEM_KINDS = {kind.value: kind for kind in ItemKind}


@dataclass(frozen=True, slots=True)
class _Builder:
    """Puts one plan together after another from what was loaded for all."""

    facts: PeriodFacts
    placements: Placements
    inputs: Inputs

    def build(self, plan_id: int, key: PlanKey, share: PlanShare) -> LoadedPlan:
        """One plan, with the placement of its last day in the period (contract 2.9)."""
        spans = self.placements.of(key)
        last_day = max(span.last_day for span in spans)
        place = placement_on(spans, last_day)
        superior_id = self.placements.superior_of(place.supervisor_id, last_day)
        scheme = self.facts.scheme_of(key.agency_id)
        items, item_ids = self._items(plan_id, key.employee_id, share)
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
                items=items,
                rubrics=self._rubrics(scheme, key.employee_id, spans, place),
                attendance=tuple([recap for recap in recaps if recap.month in share.months]),
                overrides=tuple(self.inputs.overrides.get(plan_id, ())),
            ),
            context=self._context(key, share, scheme, place, superior_id),
            item_ids=item_ids,
        )

    def _context(
        self, key: PlanKey, share: PlanShare, scheme: ValidScheme, place: Span, superior_id: int | None
    ) -> SnapshotContext:
        agency_code = self.facts.agency_codes[key.agency_id]
        return SnapshotContext(
            plan=f"{self.facts.year}/{agency_code}/{key.kind}",
            employee=self.placements.opaque(key.employee_id),
            rater=None if place.supervisor_id is None else self.placements.opaque(place.supervisor_id),
            superior=None if superior_id is None else self.placements.opaque(superior_id),
            position=place.position,
            agency=agency_code,
            period=self.facts.period.code,
            placement_kind=PlacementKind(key.kind),
            plan_days=share.days,
            scheme_name=scheme.rules.name,
            scheme_number=scheme.number,
            scheme_fingerprint=scheme.fingerprint,
            engine=ENGINE,
        )

    def _items(
        self, plan_id: int, employee_id: int, share: PlanShare
    ) -> tuple[tuple[Item, ...], dict[str, tuple[int, int]]]:
        reports = self.inputs.reports.get(employee_id, {})
        items: list[Item] = []
        item_ids: dict[str, tuple[int, int]] = {}
        for planned in self.inputs.items.get(plan_id, ()):
            measure = self.facts.measures[planned.indicator_id]
            months = tuple([self._month(planned, month, reports) for month in share.months])
            kind = _ITEM_KINDS[planned.kind]
            items.append(Item(measure.key, kind, measure.direction, measure.pattern, planned.weight, months))
            item_ids[measure.key] = (planned.item_id, measure.version_id)
        return tuple(items), item_ids

    def _month(self, planned: PlannedItem, month: int, reports: Mapping[tuple[int, int], Report]) -> MonthEntry:
        place = month - self.facts.months[0]
        low = planned.lows[place]
        target = None if low is None else Target(low, planned.highs[place] if planned.highs else None)
        report = reports.get((planned.indicator_id, month))
        if report is None:
            return MonthEntry(month, target)
        return MonthEntry(month, target, report.value, report.not_applicable, report.verified)

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
                    own=_entries(scheme, rubric, place, given.get(None, ())),
                    months=tuple(
                        (month, _entries(scheme, rubric, at, given[month])) for month, at in places.items() if at
                    ),
                )
                for rubric in scheme.rubrics
            ]
        )


def _place_in(spans: Sequence[Span], year: int, month: int) -> Span | None:
    end = datetime.date(year, month, calendar.monthrange(year, month)[1])
    return placement_on(spans, end) if any(span.first_day <= end for span in spans) else None


def _entries(scheme: ValidScheme, rubric: str, place: Span, given: Iterable[Given]) -> tuple[RatingEntry, ...]:
    """What counts for a rubric: of supervisors only the rater by placement, or the head's account where none is."""
    return tuple(
        [
            rating.entry
            for rating in given
            if rating.rubric == rubric
            and scheme.counts(rating.entry.group, rating.entry.dimension)
            and (rating.entry.group is not RaterGroup.SUPERVISOR or rating.rater_id == place.supervisor_id)
        ]
    )
