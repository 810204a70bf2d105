"""What feedback on somebody may be tied to: an indicator of the person's plan, a core value, or neither."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from appraisal.services.feedback.feedback_errors import FeedbackRefusedError
from indicators.core_values import CORE_VALUES, NAMES
from indicators.models import PlanItem, PlanState
from indicators.services.participation.load_threads import indicator_names

MONTHS_BACK = 6
"""How many months feedback may speak of: the current one and those before it."""


class About(NamedTuple):
    """An indicator by its id, or a core value by its code, or neither."""

    indicator_id: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What can be chosen: indicators as (id, name), values as (code, name)."""

    indicators: Sequence[tuple[int, str]]
    values: Sequence[tuple[str, str]]

    def require(self, about: About) -> About:
        """The same, once it is among them.

        Raises:
            FeedbackRefusedError: it is none of them, or two at once.
        """
        known = about.indicator_id is None or any(about.indicator_id == one for one, _name in self.indicators)
        named = not about.value or about.value in NAMES
        if not (known and named) or (about.indicator_id is not None and about.value):
            raise FeedbackRefusedError(_("Pilih indikator dari SKP pegawai ini, salah satu nilai dasar, atau umum."))
        return about


def load_subjects(*, employee_id: int, day: datetime.date) -> Subjects:
    """Those of a person on a day: the indicators of the agreed plans of the offered months. Two queries at most."""
    years = {month.year for month in offered_months(day)}
    items = PlanItem.objects.filter(
        plan__employee_id=employee_id, plan__year__in=years, plan__state=PlanState.AGREED
    ).order_by("kind", "id")
    ids = list(dict.fromkeys(items.values_list("indicator_id", flat=True)))
    names = indicator_names(ids, day)
    return Subjects(
        indicators=[(one, names[one]) for one in reversed(ids) if one in names],
        values=[(value.code, value.name) for value in CORE_VALUES],
    )


def offered_months(day: datetime.date) -> list[datetime.date]:
    """The first days of the months that feedback of a day may speak of, the newest first."""
    months = [day.replace(day=1)]
    while len(months) < MONTHS_BACK:
        months.append((months[-1] - datetime.timedelta(days=1)).replace(day=1))
    return months
