"""The steps of the periods at hand, written from the rules of the region; the deadlines of its periods follow.

What is done or skipped stays, and so does what was moved by hand or is owed because its day is over. What a rule no
longer names goes, and everything that waits when a rule is off: a row that waits is one that will run.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connection

from agencies.tenancy.scope import current_region_id
from agencies.working_days import WorkingDays
from appraisal.models import PeriodRule
from appraisal.period_codes import PeriodSpan
from appraisal.services.schedule.spans import spans_at_hand, spans_of_kind
from appraisal.services.schedule.step_dates import step_dates

StepRow = tuple[str, str, str, datetime.date]
"""Code of the period, its kind, the step, its day."""


def plan_steps(*, today: datetime.date, year: int | None = None) -> int:
    """Write the steps of the region in scope that wait, of periods that end on or after the day their rule begins on.

    Of the periods of a year, else of those at hand: this year's, those before and after in reach. Safe to run at any
    time, and twice. At most five statements. Returns how many rows were added, moved or taken away.
    """
    rules = {rule.kind: rule for rule in PeriodRule.objects.filter(is_on=True)}
    reach = [
        span for kind in rules for span in (spans_at_hand(kind, today) if year is None else spans_of_kind(kind, year))
    ]
    rows = _rows(reach, rules)
    written = _write(rows, today) if rows else 0
    written += _take_away([*rules], [span.code for span in reach], rows)
    follow_deadlines(today=today)
    return written


def follow_deadlines(*, today: datetime.date) -> int:
    """Give the open periods of the region in scope the deadlines that their waiting steps say. One statement.

    A deadline of a closed period stays, and a deadline for ratings that is over: what peers gave is shown from then on,
    and nobody may give more (docs/adr/0008). Returns how many periods changed.
    """
    return _changed(_DEADLINES, today=today)


def _rows(reach: Sequence[PeriodSpan], rules: dict[str, PeriodRule]) -> list[StepRow]:
    spans = [span for span in reach if span.last_day >= rules[span.kind].begins_on]
    if not spans:
        return []
    calendar = WorkingDays.load(min(one.first_day for one in spans), max(one.last_day for one in spans))
    return [
        (span.code, span.kind, step.value, day)
        for span in spans
        for step, day in step_dates(span, rules[span.kind], calendar).items()
    ]


def _write(rows: Sequence[StepRow], today: datetime.date) -> int:
    codes, kinds, steps, days = (list(column) for column in zip(*rows, strict=True))
    return _changed(_WRITE, today=today, codes=codes, kinds=kinds, steps=steps, days=days)


def _take_away(kinds: list[str], codes: list[str], rows: Sequence[StepRow]) -> int:
    wanted = [f"{code} {step}" for code, _kind, step, _day in rows]
    return _changed(_TAKE_AWAY, kinds=kinds, codes=codes, wanted=wanted)


def _changed(statement: str, **values: Any) -> int:
    """How many rows of the region a statement changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"region": current_region_id(), **values})
        return int(cursor.rowcount)


# Only rows that differ are proposed: a conflict holds the stored row, also where it then stays as it is, and that row
# may be a step that another transaction has been running for minutes.
_WRITE = """
INSERT INTO appraisal_scheduledstep AS stored
    (region_id, period_code, kind, step, due_on, is_moved, state, outcome, reason)
SELECT %(region)s, wanted.code, wanted.kind, wanted.step, wanted.due_on, false, 'waiting', '', ''
FROM unnest(%(codes)s::text[], %(kinds)s::text[], %(steps)s::text[], %(days)s::date[])
    AS wanted (code, kind, step, due_on)
LEFT JOIN appraisal_scheduledstep known
    ON known.region_id = %(region)s AND known.period_code = wanted.code AND known.step = wanted.step
WHERE known.id IS NULL OR known.state IN ('waiting', 'failed') AND NOT known.is_moved
    AND known.due_on >= %(today)s AND known.due_on <> wanted.due_on
ORDER BY wanted.code, wanted.step
ON CONFLICT (region_id, period_code, step) DO UPDATE SET due_on = excluded.due_on
WHERE stored.state IN ('waiting', 'failed') AND NOT stored.is_moved
    AND stored.due_on >= %(today)s AND stored.due_on <> excluded.due_on
"""

_TAKE_AWAY = """
DELETE FROM appraisal_scheduledstep
WHERE region_id = %(region)s AND state IN ('waiting', 'failed') AND (
    kind <> ALL (%(kinds)s::text[])
    OR NOT is_moved AND period_code = ANY (%(codes)s::text[])
        AND period_code || ' ' || step <> ALL (%(wanted)s::text[])
)
"""

_DEADLINES = """
WITH planned AS (
    SELECT period_code,
        max(due_on) FILTER (WHERE step = 'close_entry') AS report_until,
        max(due_on) FILTER (WHERE step = 'close_scoring') AS rate_until
    FROM appraisal_scheduledstep
    WHERE region_id = %(region)s AND step IN ('close_entry', 'close_scoring') AND state IN ('waiting', 'failed')
    GROUP BY period_code
), wanted AS (
    SELECT period.id,
        CASE WHEN period.entry_closed_at IS NULL THEN coalesce(planned.report_until, period.report_until)
            ELSE period.report_until END AS report_until,
        CASE WHEN period.scoring_closed_at IS NULL AND (period.rate_until IS NULL OR period.rate_until >= %(today)s)
            THEN coalesce(planned.rate_until, period.rate_until) ELSE period.rate_until END AS rate_until
    FROM appraisal_period period JOIN planned ON planned.period_code = period.code
    WHERE period.region_id = %(region)s AND period.state = 'open'
), held AS MATERIALIZED (
    SELECT period.id FROM appraisal_period period JOIN wanted ON wanted.id = period.id
    WHERE period.region_id = %(region)s
        AND (period.report_until, period.rate_until) IS DISTINCT FROM (wanted.report_until, wanted.rate_until)
    ORDER BY period.id FOR NO KEY UPDATE OF period
)
UPDATE appraisal_period period SET report_until = wanted.report_until, rate_until = wanted.rate_until
FROM wanted JOIN held ON held.id = wanted.id
WHERE period.region_id = %(region)s AND period.id = wanted.id
"""
