"""Rules and steps of a schedule for tests, in the region that is in scope."""

import datetime
import re

from appraisal.models import PeriodRule, ScheduledStep

NUMBERS = (
    "open_before",
    "remind_before",
    "report_after",
    "rate_after",
    "evaluate_after",
    "deliver_after",
    "lock_after",
)
MONTHLY = dict(zip(NUMBERS, (0, 2, 3, 7, 8, 10, 20), strict=True))


def a_rule(kind: str = "month", begins_on: str = "2026-01-01", **numbers: int | None) -> PeriodRule:
    """A rule that is on; without numbers it is the suggested one of a month."""
    values = {**MONTHLY, **numbers}
    return PeriodRule.objects.create(kind=kind, is_on=True, begins_on=datetime.date.fromisoformat(begins_on), **values)


def day_of(code: str, step: str) -> datetime.date:
    """When a step is due."""
    return ScheduledStep.objects.get(period_code=code, step=step).due_on


def row_of(text: str, code: str) -> str:
    """A period's row of the schedule with its remarks, as words."""
    row = text.split(f'id="{code}"', 1)[1].split('class="schedule-row', 1)[0]
    return _words(row)


def cell_of(text: str, code: str, name: str) -> str:
    """A cell of a period's row by the name of its column, as words."""
    row = text.split(f'id="{code}"', 1)[1].split("</tr>", 1)[0]
    cell = row.split(f'data-l="{name}"', 1)[1].split("</td>", 1)[0].split(">", 1)[1]
    return re.sub(rf"^{name} [^:]*: ", "", _words(cell))


def _words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())
