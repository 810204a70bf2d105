"""What was said about one indicator, for its page."""

import datetime
from dataclasses import dataclass

from agencies.permissions import Actor
from indicators.models import Contribution, Indicator
from indicators.permissions import may_take_part
from indicators.services.participation.find_open_drafts import OpenDraft, find_open_drafts
from indicators.services.participation.load_circle import load_circle
from indicators.services.participation.load_threads import Thread, load_threads

SHOWN = 20
"""So many threads stand on the page of the indicator, the newest ones, unless all are asked for."""
MOST = 500


@dataclass(frozen=True, slots=True)
class IndicatorThreads:
    """The newest threads, the latest first, out of ``total``; and whether the reader may begin another one.

    ``draft`` is another text of the indicator, while it is open for comments to the reader.
    """

    threads: tuple[Thread, ...]
    total: int
    draft: OpenDraft | None
    may_comment: bool


def load_indicator_threads(
    *, indicator: Indicator, actor: Actor, day: datetime.date, everything: bool = False
) -> IndicatorThreads:
    """The threads of an indicator for somebody. At most nine queries."""
    limit = MOST if everything else SHOWN
    circle = load_circle(actor=actor, day=day)
    about = Contribution.objects.filter(indicator=indicator).select_related("agency", "indicator", "draft")
    newest = list(about.order_by("-at", "-id")[:limit])
    is_retired = indicator.retired_from is not None and indicator.retired_from <= day
    drafts = find_open_drafts(actor=actor, circle=circle, day=day, indicator_id=indicator.pk)
    return IndicatorThreads(
        threads=load_threads(newest, actor=actor, circle=circle, day=day),
        total=len(newest) if len(newest) < limit else about.count(),
        draft=next(iter(drafts), None),
        may_comment=not is_retired and may_take_part(actor, circle, indicator.agency_id, indicator.pk),
    )
