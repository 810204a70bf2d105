"""The rows of a recap: what each person's line says, in a few queries for some hundred people."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agencies.models import Employee, Placement
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Evaluation, Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind, Predicate
from appraisal.scoring.types import Rating as Level
from appraisal.scoring.wording import month_name
from appraisal.services.peers.sealed import HELD_BACK, with_held_back
from appraisal.services.scorecards.load_scorecard import load_scorecards
from indicators.models import PlanVersion
from reports.documents.awaited import REGIONAL_HEAD, Awaited, awaited_of
from reports.documents.recap import ABSENT_MARK, INCOMPLETE_MARK, PREDICATE_MARKS, Outcome, RecapRow, UnplannedRow
from reports.services.recap.load_recap_facts import (
    NO_PLAN,
    PlanDays,
    RaterPositions,
    load_month_predicates,
    load_plan_days,
    load_rated_at,
    load_rater_positions,
    places_in_year,
)

CARDS_AT_ONCE = 200
_SHORT = {PeriodKind.QUARTER: "TW", PeriodKind.SEMESTER: "Sem"}


@dataclass(frozen=True, slots=True)
class Listed:
    """Of what the rows are: a part of the people of an agency in a period; ``excluded`` are the ids of employees."""

    period: Period
    agency_id: int
    first_number: int
    excluded: Collection[int] = field(default_factory=frozenset)


def columns_of(period: Period) -> tuple[str, ...]:
    """The heads of the predicate columns: each month of the period, and the period itself where it is longer."""
    span = parse_period_code(period.code)
    months = tuple(month_name(month)[:3] for month in span.months)
    return months if span.kind == "month" else (*months, _SHORT.get(PeriodKind(period.kind), str(span.year)))


def load_rows(listed: Listed, complete: Sequence[int], incomplete: Sequence[int]) -> tuple[RecapRow, ...]:
    """The rows of some plans in that order, numbered on. Ten queries, and those of the cards for incomplete ones."""
    plan_ids = [*complete, *incomplete]
    rows = Evaluation.objects.filter(period=listed.period, plan_id__in=plan_ids).latest()
    evaluations = {row.plan_id: row for row in rows.select_related("employee", "rater", "plan").defer("snapshot")}
    facts = _Facts.load(listed, list(evaluations.values()))
    awaited = dict(_awaited(listed.period, incomplete))
    return tuple(
        _row(number, evaluations[plan_id], facts, awaited.get(plan_id))
        for number, plan_id in enumerate(plan_ids, start=listed.first_number)
    )


def load_unplanned(listed: Listed, nips: Sequence[str], first_number: int) -> tuple[UnplannedRow, ...]:
    """Those without an agreed plan, by NIP in that order. Three queries, none without anybody."""
    if not nips:
        return ()
    people = {person.nip: person for person in Employee.objects.with_nip(nips)}
    ids = [person.pk for person in people.values()]
    places = Placement.objects.during(listed.period.first_day, listed.period.last_day)
    mine = places.filter(agency_id=listed.agency_id, kind="definitive", employee_id__in=ids).order_by("first_day")
    positions = dict(mine.values_list("employee_id", "position"))
    year = listed.period.first_day.year
    open_plans = PlanVersion.objects.open().filter(employee_id__in=ids, agency_id=listed.agency_id, year=year)
    states = {one.employee_id: one.get_state_display() for one in open_plans}
    return tuple(
        UnplannedRow(
            number=number,
            name=people[nip].name,
            nip=nip,
            grade=people[nip].grade,
            position=positions.get(people[nip].pk, ""),
            plan_state=states.get(people[nip].pk, NO_PLAN),
        )
        for number, nip in enumerate(nips, start=first_number)
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What stands beside the evaluations, by what each row knows of itself."""

    listed: Listed
    places: Mapping[tuple[int, int, str], PlanDays]
    rater_positions: RaterPositions
    rated_at: Mapping[tuple[int, int | None], datetime.datetime]
    marks: Mapping[int, Mapping[str, str]]
    ranks: Mapping[int, int | None]

    @classmethod
    def load(cls, listed: Listed, evaluations: Sequence[Evaluation]) -> "_Facts":
        people = {row.employee_id for row in evaluations}
        raters = {row.rater_id for row in evaluations if row.rater_id is not None}
        return cls(
            listed=listed,
            places=load_plan_days(
                listed.period,
                places_in_year(listed.period).filter(agency_id=listed.agency_id, employee_id__in=people),
            ),
            rater_positions=load_rater_positions(listed.period, raters),
            rated_at=load_rated_at(listed.period, people),
            marks=_marks(listed.period, [row.plan_id for row in evaluations]),
            ranks=_ranks(listed),
        )


def _row(number: int, row: Evaluation, facts: _Facts, awaited: tuple[Awaited, ...] | None) -> RecapRow:
    """``awaited`` is there for an incomplete evaluation alone."""
    outcome = _outcome(row, facts) if awaited is None else None
    place = facts.places.get((facts.listed.agency_id, row.employee_id, row.placement_kind))
    by_month = facts.marks.get(row.plan_id, {})
    months = parse_period_code(facts.listed.period.code).month_codes
    own = PREDICATE_MARKS[outcome.predicate] if outcome else INCOMPLETE_MARK
    marks = [by_month.get(month, ABSENT_MARK) for month in months]
    return RecapRow(
        number=number,
        name=row.employee.name,
        nip=row.employee.nip,
        grade=row.employee.grade,
        position=position_with_kind(row.position, PlacementKind(row.placement_kind)),
        position_kind=place.position_kind if place else "",
        plan_state=row.plan.get_state_display(),
        plan_from=place.first_day if place else None,
        plan_until=place.last_day if place else None,
        marks=(own,) if len(months) == 1 else (*marks, own),
        rater=row.rater.name if row.rater else REGIONAL_HEAD,
        rater_position=facts.rater_positions.of(row.rater_id, facts.listed.agency_id),
        rated_at=facts.rated_at.get((row.employee_id, row.rater_id)),
        outcome=outcome,
        awaited=awaited or (),
        is_excluded=row.employee_id in facts.listed.excluded,
    )


def _outcome(row: Evaluation, facts: _Facts) -> Outcome:
    return Outcome(
        result=row.result_score,
        behaviour=row.behaviour_score,
        final=row.final_score,
        result_rating=Level(row.result_rating),
        behaviour_rating=Level(row.behaviour_rating),
        predicate=Predicate(row.predicate),
        rank=facts.ranks.get(row.plan_id),
    )


def _marks(period: Period, plan_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The mark of each month within a longer period, by plan and code."""
    months = load_month_predicates(period, Evaluation.objects.filter(plan_id__in=plan_ids).latest())
    return {
        plan_id: {code: PREDICATE_MARKS[said] if said else INCOMPLETE_MARK for code, said in by_code.items()}
        for plan_id, by_code in months.items()
    }


def _ranks(listed: Listed) -> dict[int, int | None]:
    """Within the agency; none where somebody's figure waits for peers: a place among the others would tell of it."""
    in_force = Evaluation.objects.filter(period=listed.period, agency_id=listed.agency_id).latest()
    if with_held_back(in_force, [listed.period.pk]).filter(HELD_BACK).exists():
        return {}
    return dict(in_force.with_rank().values_list("plan_id", "rank"))


def _awaited(period: Period, plan_ids: Sequence[int]) -> Iterator[tuple[int, tuple[Awaited, ...]]]:
    """What each incomplete evaluation lacks, from its scorecard, a few hundred at a time."""
    for start in range(0, len(plan_ids), CARDS_AT_ONCE):
        some = Evaluation.objects.filter(period=period, plan_id__in=plan_ids[start : start + CARDS_AT_ONCE]).latest()
        for card in load_scorecards(some.order_by("plan_id")):
            yield card.identity.plan_id, awaited_of(card)
