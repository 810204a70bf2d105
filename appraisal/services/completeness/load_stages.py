"""How far the people of some units are in a period: counted by unit, or one by one."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self

from django.db import connection

from agencies.name_order import sort_key_sql
from agencies.tenancy.scope import current_region_id
from appraisal.models import Period, PeriodKind
from appraisal.period_codes import month_code, parse_period_code
from appraisal.services.completeness.asked_dimensions import load_asked_dimensions
from appraisal.services.completeness.stage_query import WITH_STAGES


class Absence(StrEnum):
    """Why somebody of a unit is waited for by nobody in a period."""

    LEFT = "left"
    ELSEWHERE = "elsewhere"
    ACTING = "acting"
    EXCLUDED = "excluded"


class Wait(StrEnum):
    """What somebody's result waits for next. Several can hold at once: who reports late can be rated meanwhile."""

    PLAN = "plan"
    PLAN_RATER = "plan_rater"
    REPORT = "report"
    VERIFY = "verify"
    RATE = "rate"
    SEND = "send"
    EVALUATION = "evaluation"
    DELIVER = "deliver"
    ACKNOWLEDGE = "acknowledge"


OF_THE_EMPLOYEE = (Wait.PLAN, Wait.REPORT, Wait.ACKNOWLEDGE)
OF_THE_RATER = (Wait.PLAN_RATER, Wait.VERIFY, Wait.RATE, Wait.SEND, Wait.DELIVER)


@dataclass(frozen=True, slots=True)
class StageCounts:
    """People of a unit: how many count, how many have reached each stage, who is waited for, who is left out and why.

    ``employee`` and ``rater`` count people whose result waits for themselves, or for their appraising supervisor;
    one can be in both.
    """

    people: int = 0
    agreed: int = 0
    reported: int = 0
    verified: int = 0
    rated: int = 0
    sent: int = 0
    complete: int = 0
    delivered: int = 0
    acknowledged: int = 0
    employee: int = 0
    rater: int = 0
    unreported: int = 0
    left: int = 0
    elsewhere: int = 0
    acting: int = 0
    excluded: int = 0

    def plus(self, other: Self) -> "StageCounts":
        """Both together."""
        return StageCounts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def absent(self) -> int:
        """Everybody who is left out."""
        return self.left + self.elsewhere + self.acting + self.excluded


@dataclass(frozen=True, slots=True)
class PersonStage:
    """One person of a unit in a period. ``waits`` is empty for who is left out and for who is done."""

    employee_id: int
    name: str
    nip: str
    agency_id: int
    position: str
    kind: str
    rater_id: int | None
    rater: str
    plan_id: int | None
    absence: Absence | None
    until: datetime.date | None
    exclusion_id: int | None
    reached: tuple[bool, ...]
    waits: tuple[Wait, ...]
    pending_since: datetime.datetime | None
    rated_at: datetime.datetime | None
    evaluated_at: datetime.datetime | None
    delivered_at: datetime.datetime | None
    plan_since: datetime.datetime | None

    @property
    def steps(self) -> int:
        """How many stages were reached."""
        return sum(self.reached)


_COUNTS = """
SELECT agency_id, count(*) FILTER (WHERE absence = ''),
       count(*) FILTER (WHERE agreed), count(*) FILTER (WHERE reported), count(*) FILTER (WHERE verified),
       count(*) FILTER (WHERE rated), count(*) FILTER (WHERE sent), count(*) FILTER (WHERE complete),
       count(*) FILTER (WHERE delivered), count(*) FILTER (WHERE acknowledged),
       count(*) FILTER (WHERE waits_plan OR waits_report OR waits_acknowledge),
       count(*) FILTER (WHERE waits_plan_rater OR waits_verify OR waits_rate OR waits_send OR waits_deliver),
       count(*) FILTER (WHERE waits_report),
       count(*) FILTER (WHERE absence = 'left'), count(*) FILTER (WHERE absence = 'elsewhere'),
       count(*) FILTER (WHERE absence = 'acting'), count(*) FILTER (WHERE absence = 'excluded')
  FROM waits WHERE agency_id = ANY(%(agencies)s) GROUP BY agency_id
"""

_PERSONS = f"""
SELECT waits.employee_id, employee.name, employee.nip, waits.agency_id, waits.position, waits.kind,
       waits.rater_id, coalesce(rater.name, ''), waits.plan_id, waits.absence,
       CASE WHEN isfinite(waits.until) THEN waits.until END, waits.exclusion_id,
       ARRAY[agreed, reported, verified, rated, sent, complete, delivered, acknowledged],
       ARRAY[waits_plan, waits_plan_rater, waits_report, waits_verify, waits_rate, waits_send, waits_evaluation,
             waits_deliver, waits_acknowledge],
       pending_since, rated_at, evaluated_at, delivered_at, plan_since
  FROM waits
  JOIN agencies_employee employee ON employee.region_id = %(region)s AND employee.id = waits.employee_id
  LEFT JOIN agencies_employee rater ON rater.region_id = %(region)s AND rater.id = waits.rater_id
 ORDER BY {sort_key_sql("employee.name")}, employee.nip, waits.kind, waits.agency_id
"""  # noqa: S608 - an expression of ours


def count_stages(*, period: Period, agency_ids: Collection[int]) -> Mapping[int, StageCounts]:
    """By unit, those with anybody in the period. Six queries, whatever the number of people."""
    rows = _run(_COUNTS, period, agency_ids=agency_ids)
    return {agency_id: StageCounts(*figures) for agency_id, *figures in rows}


A_FEW = 30
"""People who are found one by one; beyond it, and for units, everything is read once and joined."""


def load_people(*, period: Period, agency_ids: Collection[int] = (), people: Collection[int] = ()) -> list[PersonStage]:
    """By name, everybody of some units in a period; of some people their own stages and those of their staff.

    Six queries, whatever the number of people.
    """
    return [_person(*row) for row in _run(_PERSONS, period, agency_ids=agency_ids, people=people)]


def _run(
    select: str, period: Period, *, agency_ids: Collection[int] = (), people: Collection[int] = ()
) -> list[tuple[Any, ...]]:
    months = [parse_period_code(month_code(day)) for day in _first_days(period)]
    inside = Period.objects.filter(
        kind=PeriodKind.MONTH, first_day__gte=period.first_day, last_day__lte=period.last_day
    )
    parameters: dict[str, Any] = {
        "region": current_region_id(),
        "period": period.pk,
        "first_day": period.first_day,
        "last_day": period.last_day,
        "year": period.first_day.year,
        "first_month": period.first_day.month,
        "months": [month.first_day.month for month in months],
        "month_begins": [month.first_day for month in months],
        "month_ends": [month.last_day for month in months],
        "sources": [*{period.pk, *inside.values_list("pk", flat=True)}],
        "agencies": list(agency_ids),
        "people": list(people),
        **load_asked_dimensions(period),
    }
    with connection.cursor() as cursor:
        if not agency_ids and len(people) <= A_FEW:
            cursor.execute(WITH_STAGES + select, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows
        # What a subquery yields has no statistics: the planner takes a unit of a thousand for a handful and compares
        # each with each. A few people are found best by that, units are not.
        cursor.execute("SET LOCAL enable_nestloop = off;" + WITH_STAGES + select, parameters)
        rows = cursor.fetchall()
        cursor.execute("SET LOCAL enable_nestloop = on")
        return rows


def _first_days(period: Period) -> list[datetime.date]:
    months = range(period.first_day.month, period.last_day.month + 1)
    return [datetime.date(period.first_day.year, month, 1) for month in months]


_COLUMNS = tuple(one.name for one in fields(PersonStage))


def _person(*row: Any) -> PersonStage:
    values = dict(zip(_COLUMNS, row, strict=True))
    holds = zip(Wait, values["waits"], strict=True)
    return PersonStage(
        **{
            **values,
            "absence": Absence(values["absence"]) if values["absence"] else None,
            "reached": tuple(values["reached"]),
            "waits": tuple(wait for wait, is_waited in holds if is_waited),
        }
    )
