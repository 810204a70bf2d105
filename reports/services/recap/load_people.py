"""Everybody of a region, or of some units, in a period: the rows of the recap as a file. Eleven queries at most.

What stands beside an evaluation is that of the recap on paper (`load_recap_facts`), for any number of people at once.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Collate
from django.utils import timezone

from agencies.models import PlacementKind
from agencies.name_order import sort_key
from agencies.querysets import PlacementQuerySet
from agencies.services.load_agency_tree import AgencyTree
from appraisal.documents.scorecard import Status
from appraisal.models import Evaluation, Period
from appraisal.querysets import EvaluationQuerySet
from appraisal.services.evaluation.find_unplanned import last_places_without_evaluation
from appraisal.services.peers.sealed import HELD_BACK, with_held_back
from appraisal.services.scorecards.export_evaluations import PREDICATES, RATINGS
from indicators.models import PlanState, PlanVersion
from indicators.models.plan_version import VersionState
from reports.documents.awaited import REGIONAL_HEAD
from reports.documents.people import ListedUnit, PersonFigures, PersonRow, RowStatus
from reports.services.recap.load_recap_facts import (
    CHUNK,
    NO_PLAN,
    PlanDays,
    RaterPositions,
    load_month_predicates,
    load_plan_days,
    load_rated_at,
    load_rater_positions,
    places_in_year,
)

_COLUMNS = (
    "plan_id",
    "employee_id",
    "employee__nip",
    "employee__name",
    "employee__grade",
    "agency_id",
    "placement_kind",
    "position",
    "plan__state",
    "rater_id",
    "rater__name",
    "complete",
    "is_held_back",
    "result_score",
    "behaviour_score",
    "final_score",
    "result_rating",
    "behaviour_rating",
    "predicate",
    "rank",
)


def load_people(*, period: Period, tree: AgencyTree, agency_ids: Collection[int] | None = None) -> Iterator[PersonRow]:
    """Evaluations in force by unit and name, then those without one by unit and name.

    What is held back is incomplete here, and where one waits, nobody of the unit has a rank.
    """
    in_force = _of(Evaluation.objects.filter(period=period).latest(), agency_ids)
    facts = _Facts.load(period, tree, in_force, agency_ids)
    ranked = with_held_back(in_force, [period.pk]).with_rank()
    rows = ranked.order_by(Collate("agency__code", "C"), "employee__name__sort_key", "employee__nip", "plan_id")
    for row in rows.values_list(*_COLUMNS, named=True).iterator(chunk_size=CHUNK):
        yield _evaluated(row, facts)
    yield from unplanned_rows(period, facts.units, agency_ids)


def listed_units(tree: AgencyTree) -> dict[int, ListedUnit]:
    """Every unit of the region as rows name it, by its id."""
    names = {node.id: node.name for node in tree.nodes}
    return {node.id: ListedUnit(node.code, node.name, names.get(node.parent_id or 0, "")) for node in tree.nodes}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What stands beside the evaluations, by what each row knows of itself."""

    period: Period
    units: Mapping[int, ListedUnit]
    places: Mapping[tuple[int, int, str], PlanDays]
    rater_positions: RaterPositions
    rated_at: Mapping[tuple[int, int | None], datetime.datetime]
    months: Mapping[int, Mapping[str, str]]
    unranked: frozenset[int]

    @classmethod
    def load(
        cls, period: Period, tree: AgencyTree, in_force: EvaluationQuerySet, agency_ids: Collection[int] | None
    ) -> "_Facts":
        waiting = with_held_back(in_force, [period.pk]).filter(HELD_BACK).order_by()
        return cls(
            period=period,
            units=listed_units(tree),
            places=load_plan_days(period, _within(places_in_year(period), agency_ids)),
            rater_positions=load_rater_positions(period, in_force.order_by().exclude(rater_id=None).values("rater_id")),
            rated_at=load_rated_at(period, in_force.order_by().values("employee_id")),
            months=_months(period, agency_ids),
            unranked=frozenset(waiting.values_list("agency_id", flat=True).distinct()),
        )


def _of(rows: EvaluationQuerySet, agency_ids: Collection[int] | None) -> EvaluationQuerySet:
    return rows if agency_ids is None else rows.filter(agency_id__in=agency_ids)


def _evaluated(row: Any, facts: _Facts) -> PersonRow:
    shown = row.complete and not row.is_held_back
    place = facts.places.get((row.agency_id, row.employee_id, row.placement_kind))
    rated_at = facts.rated_at.get((row.employee_id, row.rater_id))
    return PersonRow(
        unit=facts.units[row.agency_id],
        nip=row.employee__nip,
        name=row.employee__name,
        grade=row.employee__grade,
        position=row.position,
        position_kind=place.position_kind if place else "",
        placement_kind=PlacementKind(row.placement_kind).label,
        plan_from=place.first_day if place else None,
        plan_until=place.last_day if place else None,
        plan_state=PlanState(row.plan__state).label,
        status=RowStatus(Status.of(complete=shown, locked=facts.period.is_locked).value),
        figures=_figures(row, facts) if shown else None,
        rater=row.rater__name or REGIONAL_HEAD,
        rater_position=facts.rater_positions.of(row.rater_id, row.agency_id),
        rated_at=timezone.localtime(rated_at).strftime("%Y-%m-%d %H:%M") if rated_at else "",
        months=facts.months.get(row.plan_id, {}),
    )


def _figures(row: Any, facts: _Facts) -> PersonFigures:
    return PersonFigures(
        result=row.result_score,
        behaviour=row.behaviour_score,
        final=row.final_score,
        result_rating=RATINGS[row.result_rating],
        behaviour_rating=RATINGS[row.behaviour_rating],
        predicate=PREDICATES[row.predicate],
        rank=None if row.agency_id in facts.unranked else row.rank,
    )


def _within(rows: PlacementQuerySet, agency_ids: Collection[int] | None) -> PlacementQuerySet:
    return rows if agency_ids is None else rows.filter(agency_id__in=agency_ids)


def _months(period: Period, agency_ids: Collection[int] | None) -> dict[int, dict[str, str]]:
    """What each month within a longer period is called, by plan and code; a month that lacks something says so."""
    months = load_month_predicates(period, _of(Evaluation.objects.latest(), agency_ids))
    return {
        plan_id: {code: PREDICATES[said] if said else Status.INCOMPLETE.value for code, said in by_code.items()}
        for plan_id, by_code in months.items()
    }


def unplanned_rows(
    period: Period, units: Mapping[int, ListedUnit], agency_ids: Collection[int] | None
) -> Iterator[PersonRow]:
    """Once a person and unit, with the position held last in the period. Two queries."""
    last = last_places_without_evaluation(period=period, agency_ids=agency_ids)
    states = _open_plans(period)
    columns = ("agency_id", "employee_id", "employee__nip", "employee__name", "employee__grade")
    rows = list(last.values_list(*columns, "position", "position_kind"))
    rows.sort(key=lambda row: (units[row[0]].code, sort_key(row[3]), row[2]))
    for agency_id, employee_id, nip, name, grade, position, position_kind in rows:
        yield PersonRow(
            unit=units[agency_id],
            nip=nip,
            name=name,
            grade=grade,
            position=position,
            position_kind=position_kind,
            placement_kind=PlacementKind.DEFINITIVE.label,
            plan_from=None,
            plan_until=None,
            plan_state=states.get((employee_id, agency_id), NO_PLAN),
            status=RowStatus.UNPLANNED,
        )


def _open_plans(period: Period) -> dict[tuple[int, int], str]:
    """What is said of plans of the year that are not agreed yet, by employee and unit."""
    rows = PlanVersion.objects.open().filter(year=period.first_day.year).order_by()
    states = rows.values_list("employee_id", "agency_id", "state")
    return {(employee_id, agency_id): VersionState(state).label for employee_id, agency_id, state in states}
