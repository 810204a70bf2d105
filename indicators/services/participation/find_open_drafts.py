"""The drafts that are open for comments and concern somebody."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from agencies.models import Role
from agencies.permissions import Actor
from indicators.models import IndicatorDraft
from indicators.permissions import Circle


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft on which people may comment up to and including a day; ``is_new``: of an indicator not there yet."""

    id: int
    indicator_id: int | None
    name: str
    unit: str
    until: datetime.date

    @property
    def is_new(self) -> bool:
        """Whether the indicator is not there yet."""
        return self.indicator_id is None


def find_open_drafts(
    *, actor: Actor, circle: Circle, day: datetime.date, indicator_id: int | None = None
) -> tuple[OpenDraft, ...]:
    """Those that a person may read on a day, or the one of an indicator; what ends first comes first. One query."""
    found = IndicatorDraft.objects.filter(comments_until__gte=day).select_related("agency")
    if not (actor.reads_region or Role.REGION_ADMIN in actor.roles):
        found = found.filter(Q(agency_id__in=circle.unit_ids) | Q(indicator_id__in=circle.indicator_ids))
    if indicator_id is not None:
        found = found.filter(indicator_id=indicator_id)
    return tuple(
        OpenDraft(draft.pk, draft.indicator_id, str(draft.document.get("name") or draft.code), draft.agency.name, until)
        for draft in found.order_by("comments_until", "id")
        if (until := draft.comments_until) is not None
    )
