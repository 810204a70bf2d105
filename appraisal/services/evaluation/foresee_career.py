"""Which evaluations a changed career brings about, by rule 9 (contract 2.9): told before the change is saved."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from agencies.services.organisation.careers import ForeseenEvaluation, Stay
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.scoring.plan_months import DatedPlan, DaySpan, PlanShare, assign_months
from appraisal.scoring.types import PlacementKind
from appraisal.scoring.wording import month_name

FOR_GOOD = datetime.date(9999, 1, 1)
"""The last day of a place without one: days are still counted after it."""


def foresee_career(career: Sequence[Stay], day: datetime.date) -> tuple[ForeseenEvaluation, ...]:
    """The evaluations of the month, quarter, semester and year of a day, if each unit's plan is agreed.

    Registered with :mod:`agencies.services.organisation.careers`. No query.
    """
    stays: dict[int, list[Stay]] = defaultdict(list)
    for stay in sorted(career, key=lambda one: one.first_day):
        stays[stay.agency_id].append(stay)
    return tuple(one for span in periods_around(day) for one in _of_period(stays, span))


def periods_around(day: datetime.date) -> tuple[PeriodSpan, ...]:
    """The four periods that a day belongs to, the shortest first."""
    year, month = f"{day.year:04}", day.month
    codes = (f"{year}-{month:02}", f"{year}-Q{(month + 2) // 3}", f"{year}-S{(month + 5) // 6}", year)
    return tuple(parse_period_code(code) for code in codes)


def _of_period(stays: Mapping[int, Sequence[Stay]], span: PeriodSpan) -> list[ForeseenEvaluation]:
    plans = [
        DatedPlan(str(agency_id), PlacementKind.DEFINITIVE, tuple(_days(stay) for stay in of_agency))
        for agency_id, of_agency in stays.items()
    ]
    shares = assign_months(plans, span.year, span.months)
    told = [_evaluation(stays[int(key)], share, span) for key, share in shares.items() if share.months]
    return [one for one in told if one is not None]


def _evaluation(of_agency: Sequence[Stay], share: PlanShare, span: PeriodSpan) -> ForeseenEvaluation | None:
    """The place of the plan's last day in the period says by whom it is rated."""
    held = [stay for stay in of_agency if _days(stay).last >= span.first_day and stay.first_day <= span.last_day]
    if not held:
        return None
    months = [month_name(month) for month in share.months]
    named = months[0] if len(months) == 1 else f"{months[0]} s.d. {months[-1]}"
    return ForeseenEvaluation(span.label, held[-1].agency, named, held[-1].supervisor)


def _days(stay: Stay) -> DaySpan:
    return DaySpan(stay.first_day, stay.last_day or FOR_GOOD)
