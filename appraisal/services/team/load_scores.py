"""The final scores of some people over the months, as far as the reader may see them."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.models import Evaluation, Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import score_text
from appraisal.services.peers.sealed import with_held_back

MONTHS = 12


class MonthScore(NamedTuple):
    """An evaluation of a month, complete or not; figures that are provisional are left out."""

    code: str
    plan_id: int
    final: Decimal | None
    predicate: Predicate | None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Final scores month by month, the oldest first; None is a month without a complete evaluation."""

    values: tuple[Decimal | None, ...]
    label: str

    @property
    def is_line(self) -> bool:
        """Whether there are enough figures to draw: one is a number and no line."""
        return sum(value is not None for value in self.values) > 1

    @property
    def last(self) -> Decimal | None:
        """The newest figure."""
        return next((value for value in reversed(self.values) if value is not None), None)


def load_scores(
    *, actor: Actor, employee_ids: Collection[int], today: datetime.date
) -> Mapping[int, tuple[MonthScore, ...]]:
    """By person, the evaluated months of the last twelve, the oldest first; definitive posts before acting ones.

    Three queries, five where peers count.
    """
    since = datetime.date(today.year - 1, today.month, 1)
    months = Period.objects.filter(kind=PeriodKind.MONTH, first_day__gt=since, first_day__lte=today)
    codes = dict(months.values_list("pk", "code"))
    readable = Evaluation.objects.latest().visible_to(actor)
    mine = readable.filter(employee_id__in=employee_ids, period_id__in=codes.keys())
    rows = with_held_back(mine, codes.keys()).order_by("period__first_day", "placement_kind", "plan_id")
    columns = ("employee_id", "period_id", "plan_id", "complete", "final_score", "predicate", "is_held_back")
    found: dict[int, list[MonthScore]] = defaultdict(list)
    for employee_id, period_id, plan_id, complete, final, predicate, waits in rows.values_list(*columns):
        is_known = complete and not waits
        said = Predicate(predicate) if is_known and predicate else None
        found[employee_id].append(MonthScore(codes[period_id], plan_id, final if is_known else None, said))
    return {employee_id: tuple(scores) for employee_id, scores in found.items()}


def score_line(scores: Collection[MonthScore], plan_ids: Collection[int]) -> ScoreLine:
    """The line of some plans of a person, from the first evaluated month to the last."""
    by_code = {one.code: one.final for one in scores if one.plan_id in plan_ids}
    codes = sorted(by_code)
    every = _codes_between(codes[0], codes[-1]) if codes else []
    values = tuple(by_code.get(code) for code in every)
    told = [
        f"{parse_period_code(code).label} {_('belum lengkap') if value is None else score_text(value)}"
        for code, value in zip(every, values, strict=True)
    ]
    return ScoreLine(values, _("Nilai akhir: %(figures)s.") % {"figures": ", ".join(told)})


def _codes_between(first: str, last: str) -> list[str]:
    begin, end = (int(code[:4]) * 12 + int(code[5:]) - 1 for code in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
