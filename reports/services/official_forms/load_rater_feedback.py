"""What the rater said of a person in the months of a period: the column of the evaluation form.

The form is the rater's, so it carries the rater's own words alone. What colleagues said was said to the person, and
levels of peers and subordinates are no feedback: nothing of them comes here (docs/adr/0008).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from appraisal.models import Evaluation, Feedback, PeriodKind
from appraisal.scoring.wording import month_name


@dataclass(frozen=True, slots=True)
class RaterFeedback:
    """Sentences by indicator and by core value, the oldest first. What is tied to neither has no cell on the form."""

    indicators: Mapping[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    values: Mapping[str, list[str]] = field(default_factory=lambda: defaultdict(list))


NO_FEEDBACK = RaterFeedback({}, {})


def load_rater_feedback(evaluations: Sequence[Evaluation]) -> Mapping[tuple[int, int], RaterFeedback]:
    """By period and plan; the revisions come with their period. One query."""
    if not evaluations:
        return {}
    first, last = _span(evaluations)
    rows = Feedback.objects.filter(
        employee_id__in={row.employee_id for row in evaluations}, month__gte=first, month__lte=last
    )
    by_person: dict[int, list[Feedback]] = defaultdict(list)
    for one in rows.order_by("month", "given_at", "id"):
        by_person[one.employee_id].append(one)
    return {(row.period_id, row.plan_id): _said(row, by_person[row.employee_id]) for row in evaluations}


def _span(evaluations: Sequence[Evaluation]) -> tuple[datetime.date, datetime.date]:
    periods = [row.period for row in evaluations]
    return min(one.first_day for one in periods), max(one.last_day for one in periods)


def _said(row: Evaluation, feedback: Iterable[Feedback]) -> RaterFeedback:
    """Of a head whom the regional head rates: what came from the account that is no employee's."""
    said = RaterFeedback()
    for one in feedback:
        if one.author_employee_id != row.rater_id or not row.period.first_day <= one.month <= row.period.last_day:
            continue
        sentence = _sentence(one, names_month=row.period.kind != PeriodKind.MONTH)
        if one.indicator_id is not None:
            said.indicators[one.indicator_id].append(sentence)
        elif one.value:
            said.values[one.value].append(sentence)
    return said


def _sentence(one: Feedback, *, names_month: bool) -> str:
    parts = [f"{month_name(one.month.month)}:"] if names_month else []
    parts += [one.strength] if one.strength else []
    parts += [f"Saran: {one.suggestion}"] if one.suggestion else []
    return " ".join(parts)
