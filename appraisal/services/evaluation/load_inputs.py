"""What was planned, reported, rated and counted for some hundred people, in a fixed number of queries.

Plain statements instead of querysets: of all that an evaluation does, reading these rows through the ORM cost most.
Amounts come as snapshots write them (``trim_scale`` is ``plain``): nothing has to become a Decimal and a text again
where it only goes into a snapshot.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from agencies.tenancy.bulk import read_rows
from appraisal.models import PeriodKind
from appraisal.scoring.types import AttendanceMonth, Override
from appraisal.services.evaluation.load_overrides import load_overrides
from appraisal.services.evaluation.period_facts import PeriodFacts

ItemRow = tuple[Any, ...]
"""A stored plan item: plan, item, indicator, kind, weight in the period's last month, then a lower and after them an
upper target for each month of the period. Amounts are texts or ``None``."""

ITEM_COLUMNS = 5
"""How many columns of it stand before the targets."""

Report = tuple[str | None, bool, bool]
"""A reported month of an indicator: its value, whether it was declared not applicable, whether it is verified."""

NOT_REPORTED: Report = (None, False, False)

Given = tuple[int | None, str, str, int, int]
"""A rating: who gave it (an employee, or an account by its key), as which rater group, the dimension and the level."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was planned, reported, rated and counted, by plan or by person, in no order.

    ``reports`` are by employee, indicator and month, ``ratings`` by employee and month; under ``None`` stand those
    given for the period itself. ``dimensions`` says of which rubric each dimension is, and its code.
    """

    items: Mapping[int, list[ItemRow]]
    reports: Mapping[tuple[int, int, int], Report]
    ratings: Mapping[int, Mapping[int | None, list[Given]]]
    dimensions: Mapping[int, tuple[str, str]]
    attendance: Mapping[int, list[AttendanceMonth]]
    overrides: Mapping[int, list[Override]]

    @classmethod
    def load(cls, facts: PeriodFacts, plan_ids: Sequence[int], employee_ids: Collection[int]) -> Self:
        """Load them all: six queries, seven for a period longer than a month."""
        period = facts.period
        of_these: dict[str, object] = {
            "plans": list(plan_ids),
            "people": list(employee_ids),
            "period": period.pk,
            "first_day": period.first_day,
            "last_day": period.last_day,
        }
        return cls(
            items=_items(facts, of_these),
            reports=_reports(of_these),
            ratings=_ratings(facts, of_these),
            dimensions=_dimensions(),
            attendance=_attendance(of_these),
            overrides=load_overrides(of_these),
        )

    @property
    def raters(self) -> set[int]:
        """Every employee who gave one of the ratings."""
        return {
            rater_id
            for by_month in self.ratings.values()
            for given in by_month.values()
            for rater_id, *_rating in given
            if rater_id is not None
        }


_ITEMS = """
    SELECT plan_id, id, indicator_id, kind,
           trim_scale(coalesce(month_weights[%(last)s], weight))::text, {amounts}
      FROM indicators_planitem
     WHERE plan_id = ANY(%(plans)s) AND (last_month IS NULL OR last_month >= %(first)s)
"""
_AMOUNT = "trim_scale({column}[{month}])::text"


def _items(facts: PeriodFacts, of_these: Mapping[str, object]) -> dict[int, list[ItemRow]]:
    """What an addendum took out before the period is left out; a weight that it changed counts from its month on."""
    months = facts.months
    amounts = [_AMOUNT.format(column=name, month=month) for name in ("targets", "upper_targets") for month in months]
    statement = _ITEMS.format(amounts=", ".join(amounts))
    items: dict[int, list[ItemRow]] = defaultdict(list)
    for row in read_rows(statement, {**of_these, "first": months[0], "last": months[-1]}):
        items[row[0]].append(row)
    return items


_REPORTS = """
    SELECT employee_id, indicator_id, extract(month FROM month)::int, trim_scale(value)::text,
           state = 'not_applicable', state = 'verified'
      FROM appraisal_actual
     WHERE employee_id = ANY(%(people)s) AND month BETWEEN %(first_day)s AND %(last_day)s AND state <> 'returned'
"""


def _reports(of_these: Mapping[str, object]) -> dict[tuple[int, int, int], Report]:
    """Reported months by person; what the supervisor returned counts as not reported (contract 2.1)."""
    return {row[:3]: row[3:] for row in read_rows(_REPORTS, of_these)}


_RATINGS = """
    SELECT employee_id, period_id, rater_id, coalesce(account.key::text, ''), role, dimension_id, level
      FROM appraisal_rating
      LEFT JOIN agencies_user account ON account.id = rater_account_id
     WHERE employee_id = ANY(%(people)s) AND period_id = ANY(%(periods)s)
"""
_MONTHS_INSIDE = """
    SELECT id, extract(month FROM first_day)::int FROM appraisal_period
     WHERE kind = %(kind)s AND first_day >= %(first_day)s AND last_day <= %(last_day)s
"""


def _ratings(facts: PeriodFacts, of_these: Mapping[str, object]) -> dict[int, dict[int | None, list[Given]]]:
    """Ratings by person and month; under ``None`` those given for the period itself."""
    inside = [] if facts.is_month else read_rows(_MONTHS_INSIDE, {**of_these, "kind": PeriodKind.MONTH.value})
    months: dict[int, int] = dict(inside)
    ratings: dict[int, dict[int | None, list[Given]]] = defaultdict(lambda: defaultdict(list))
    rows = read_rows(_RATINGS, {**of_these, "periods": [facts.period.pk, *months]})
    for row in rows:
        ratings[row[0]][months.get(row[1])].append(row[2:])
    return ratings


_DIMENSIONS = """
    SELECT dimension.id, rubric.name, dimension.code
      FROM appraisal_rubricdimension dimension
      JOIN appraisal_rubric rubric ON rubric.id = dimension.rubric_id
"""


def _dimensions() -> dict[int, tuple[str, str]]:
    """All of the region, also those that no version of their rubric asks any more."""
    return {pk: (rubric, code) for pk, rubric, code in read_rows(_DIMENSIONS, {})}


_ATTENDANCE = """
    SELECT employee_id, extract(month FROM month)::int, absent, tl1, tl2, tl3, tl4, psw1, psw2, psw3, psw4
      FROM appraisal_attendancerecap
     WHERE employee_id = ANY(%(people)s) AND month BETWEEN %(first_day)s AND %(last_day)s
"""


def _attendance(of_these: Mapping[str, object]) -> dict[int, list[AttendanceMonth]]:
    recaps: dict[int, list[AttendanceMonth]] = defaultdict(list)
    for employee_id, month, absent, *events in read_rows(_ATTENDANCE, of_these):
        tl1, tl2, tl3, tl4, psw1, psw2, psw3, psw4 = events
        recaps[employee_id].append(AttendanceMonth(month, absent, (tl1, tl2, tl3, tl4), (psw1, psw2, psw3, psw4)))
    return recaps
