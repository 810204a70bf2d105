"""Everybody whom a rater judges in a quarter, semester or year, with the months before the decision."""

import datetime
from collections.abc import Collection, Sequence

from django.utils import timezone

from agencies.permissions import Actor
from appraisal.documents.judgement import JudgedRow, JudgementList
from appraisal.documents.rating_sheet import RatingRow
from appraisal.models import Evaluation, Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.services.judgement.find_judgements import find_judgements, not_yet, state_of
from appraisal.services.judgement.find_unit_predicates import find_unit_predicates
from appraisal.services.judgement.load_earlier import EarlierResults
from appraisal.services.peers.sealed import AskedPeers
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.services.rating.load_rating_sheet import load_rating_sheet


def load_judgements(*, rated: RatedPeriod, actor: Actor, today: datetime.date) -> JudgementList:
    """The own staff of a longer period as its sheet has them, by name.

    A fixed number of queries, whatever the number of people: the sheet's and six more; three where peers count.
    """
    sheet = load_rating_sheet(rated=rated, actor=actor, today=today)
    period, is_year = rated.period, rated.period.kind == PeriodKind.YEAR
    span = parse_period_code(period.code)
    earlier = EarlierResults.load(span=span, employee_ids={row.employee_id for row in sheet.rows}, actor=actor)
    judgements = find_judgements(period=period, plan_ids=[row.plan_id for row in sheet.rows])
    units, organisation = find_unit_predicates(period=period, agency_ids={row.agency_id for row in sheet.rows})
    waiting = people_who_wait([row for row in sheet.rows if row.is_held_back], period)
    rows = tuple(
        JudgedRow(
            row=row,
            earlier=earlier.months_of(span, row.plan_id),
            state=state_of(judgements.get(row.plan_id), earlier.fingerprint_of(period.code, row.plan_id)),
            judgement=judgements.get(row.plan_id),
            waits=row.employee_id in waiting,
        )
        for row in sheet.rows
    )
    return JudgementList(
        period=sheet.period,
        is_year=is_year,
        rows=rows,
        others=sheet.others,
        units=units,
        organisation=organisation,
        not_yet=not_yet(period, today) if is_year else "",
        problem=sheet.problem,
    )


def people_who_wait(rows: Sequence[RatingRow], period: Period) -> Collection[int]:
    """Those of some people for whom peers or subordinates can still send (docs/adr/0008). Three queries, if any."""
    if not rows:
        return frozenset()
    imagined = {
        row.employee_id: Evaluation(period_id=period.pk, employee_id=row.employee_id, created_at=timezone.now())
        for row in rows
    }
    asked = AskedPeers.load(list(imagined.values()))
    return frozenset(pk for pk, evaluation in imagined.items() if asked.makes_wait(evaluation))
