"""What stands beside an evaluation in a recap, on paper and as a file: days of the plan, the rater's post and when."""

import datetime
from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Max

from agencies.models import Placement
from agencies.querysets import PlacementQuerySet
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Period, PeriodKind, RaterRole, Rating
from appraisal.period_codes import month_code, parse_period_code
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.types import PlacementKind, Predicate
from appraisal.services.peers.sealed import with_held_back

NO_PLAN = "belum disusun"
"""What is said of the SKP of somebody who has none of a year."""


CHUNK = 5_000
"""Rows that one step of a cursor brings."""


class PlanDays(NamedTuple):
    """What the placements of a plan say: its days in the year, and the kind of position in the period."""

    first_day: datetime.date
    last_day: datetime.date
    position_kind: str


def places_in_year(period: Period) -> PlacementQuerySet:
    """The placements of the year of a period, to be narrowed to whom it is about."""
    year = period.first_day.year
    return Placement.objects.during(datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def load_plan_days(period: Period, places: PlacementQuerySet) -> dict[tuple[int, int, str], PlanDays]:
    """By unit, employee and kind: successive places in a unit share one plan, whose days are theirs. One query."""
    year = period.first_day.year
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    found: dict[tuple[int, int, str], PlanDays] = {}
    columns = ("agency_id", "employee_id", "kind", "first_day", "last_day", "position_kind")
    rows = places.order_by("first_day", "pk").values_list(*columns)
    for agency_id, employee_id, kind, begins, ends, position_kind in rows:
        known = found.get((agency_id, employee_id, kind))
        is_later = begins > period.last_day
        found[agency_id, employee_id, kind] = PlanDays(
            known.first_day if known else max(begins, first),
            min(ends or last, last),
            known.position_kind if known and is_later else position_kind,
        )
    return found


class RaterPositions(dict[tuple[int, int | None], str]):
    """By rater and unit in which that one has a place; without a unit the first place of all."""

    def of(self, rater_id: int | None, agency_id: int) -> str:
        """In which post somebody rates people of a unit: who acts as its head (Plt.) is named as that one."""
        return self.get((rater_id or 0, agency_id)) or self.get((rater_id or 0, None), "")


def load_rater_positions(period: Period, raters: Any) -> RaterPositions:
    """The positions of each rater at the end of the period; a definitive one before an acting one. ``raters`` are ids,
    or the query that finds them. One query.
    """
    rows = Placement.objects.during(period.first_day, period.last_day).filter(employee_id__in=raters)
    found = RaterPositions()
    for person, agency_id, kind, position in sorted(
        rows.order_by("first_day", "pk").values_list("employee_id", "agency_id", "kind", "position"),
        key=lambda one: one[2] == PlacementKind.DEFINITIVE,
    ):
        found[person, agency_id] = found[person, None] = position_with_kind(position, PlacementKind(kind))
    return found


def load_rated_at(period: Period, people: Any) -> dict[tuple[int, int | None], datetime.datetime]:
    """When each rater last gave somebody a level within the period, by employee and rater; the regional head's account
    has no employee. ``people`` are ids, or the query that finds them. One query.
    """
    within = {"period__first_day__gte": period.first_day, "period__last_day__lte": period.last_day}
    given = Rating.objects.filter(role=RaterRole.SUPERVISOR, employee_id__in=people, **within).order_by()
    rows = given.values_list("employee_id", "rater_id").annotate(Max("updated_at"))
    return {(employee_id, rater_id): last for employee_id, rater_id, last in rows}


def load_month_predicates(period: Period, latest: EvaluationQuerySet) -> dict[int, dict[str, Predicate | None]]:
    """The predicate of each month within a longer period, by plan and code of the month; None where the month lacks
    something or is held back. A month has none within. ``latest`` are the evaluations in force that are asked for, of
    any period. Two queries; three where peers count.
    """
    found: dict[int, dict[str, Predicate | None]] = defaultdict(dict)
    if period.kind == PeriodKind.MONTH:
        return found
    codes = parse_period_code(period.code).month_codes
    months = dict(Period.objects.filter(code__in=codes).values_list("pk", "first_day"))
    rows = with_held_back(latest.filter(period_id__in=list(months)), list(months)).order_by()
    columns = ("plan_id", "period_id", "predicate", "is_held_back")
    for plan_id, period_id, predicate, waits in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        said = Predicate(predicate) if predicate and not waits else None
        found[plan_id][month_code(months[period_id])] = said
    return found
