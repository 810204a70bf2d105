"""The events that a filter asks for, newest first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from agencies.services.audit.acts import acts_named
from agencies.services.audit.grouped_nips import with_grouped_nips
from agencies.services.audit.readable_events import readable_events

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from agencies.models import AuditEvent
    from agencies.permissions import Actor

COLUMNS = ("id", "action", "actor_name", "subject", "reason", "at")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is asked of the trail. Days count in the active time zone, the last one included; empty is everything.

    ``act`` is a group or one act (see :func:`acts_named`); ``person`` and ``words`` are parts of a name or subject.
    """

    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    act: str = ""
    person: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the trail as people read it. ``action`` is in words, NIPs are in groups."""

    id: int
    at: datetime.datetime
    action: str
    actor_name: str
    subject: str
    reason: str

    @classmethod
    def of(cls, event: AuditEvent) -> EventRow:
        """A stored event as a line."""
        who, what = with_grouped_nips(event.actor_name), with_grouped_nips(event.subject)
        return cls(event.pk, event.at, event.get_action_display(), who, what, event.reason)


def find_events(*, actor: Actor, asked: EventFilter) -> QuerySet[AuditEvent]:
    """What somebody may read of what is asked, newest first, always in the same order.

    Raises:
        PermissionDenied: it is neither the region admin nor the auditor.
    """
    events = readable_events(actor).order_by("-at", "-id")
    if asked.first_day:
        events = events.filter(at__gte=_midnight(asked.first_day))
    if asked.last_day:
        events = events.filter(at__lt=_midnight(asked.last_day + datetime.timedelta(days=1)))
    if acts := acts_named(asked.act):
        events = events.filter(action__in=acts)
    if asked.person:
        events = events.filter(actor_name__icontains=asked.person)
    if asked.words:
        events = events.filter(subject__icontains=asked.words)
    return events


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
