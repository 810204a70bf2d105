"""The years that wait for a rater's final judgement, as lines of the list of tasks."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.dates import long_date
from appraisal.models import FinalJudgement, Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.services.delegation.find_silent_raters import rating_due
from appraisal.services.judgement.find_judgements import not_yet
from appraisal.services.rating.rating_progress import ProgressRow
from appraisal.services.rating.rating_task import RatingTask, how_many


def load_year_tasks(
    *, rated: Mapping[str, Collection[ProgressRow]], periods: Mapping[str, Period], today: datetime.date
) -> Iterator[RatingTask]:
    """A line for each open year that can be judged and is not, from its last month on. One query, if there is any.

    ``rated`` are the rows that the person rates, by the code of each open period. Who is excluded is not waited for.
    """
    years = [periods[code] for code in rated if code in periods and _is_open_year(periods[code], today)]
    if not years:
        return
    judged = _judged(years)
    for period in years:
        awaited = [row.plan_id for row in rated[period.code] if not row.is_excluded]
        done = sum((period.pk, plan_id) in judged for plan_id in awaited)
        if done < len(awaited):
            yield _task(period, done, len(awaited), today)


def _is_open_year(period: Period, today: datetime.date) -> bool:
    return period.kind == PeriodKind.YEAR and not period.is_locked and not not_yet(period, today)


def _judged(years: Collection[Period]) -> Counter[tuple[int, int]]:
    rows = FinalJudgement.objects.filter(period_id__in=[period.pk for period in years]).order_by()
    return Counter(rows.values_list("period_id", "plan_id"))


def _task(period: Period, done: int, total: int, today: datetime.date) -> RatingTask:
    span = parse_period_code(period.code)
    due = rating_due(span, period.rate_until)
    is_late = due < today
    said = _("Batas penilaian %(day)s sudah lewat.") if is_late else _("Batas penilaian %(day)s.")
    values = {"done": how_many(done), "total": how_many(total)}
    return RatingTask(
        text=_("Tetapkan penilaian akhir %(period)s") % {"period": span.label[:1].lower() + span.label[1:]},
        url=reverse("judgements", args=[period.code]),
        note=said % {"day": long_date(period.rate_until)} if period.rate_until else "",
        status=_("%(done)s dari %(total)s ditetapkan") % values,
        kind="warning" if is_late else "info" if done else "neutral",
        due=due,
    )
