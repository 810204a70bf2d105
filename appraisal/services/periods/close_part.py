"""Reporting or rating of a period closes."""

import datetime

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Period
from appraisal.services.periods.closings import Part
from appraisal.services.periods.lock_period import PeriodStateError

_ACTIONS = {Part.ENTRY: AuditEvent.Action.ENTRY_CLOSED, Part.SCORING: AuditEvent.Action.SCORING_CLOSED}


def close_part(*, period: Period, part: Part, now: datetime.datetime, actor: Actor | None = None) -> Period:
    """From now on only units with an extension report (or rate) in the period. Who is just doing so finishes first.

    Raises:
        PeriodStateError: the period is locked, or that part of it is closed already.
    """
    period = Period.objects.select_for_update().get(pk=period.pk)
    if period.is_locked:
        msg = f"Periode {period.code} sudah dikunci."
        raise PeriodStateError(msg)
    if getattr(period, part.column) is not None:
        msg = f"{part.capitalize()} periode {period.code} sudah ditutup."
        raise PeriodStateError(msg)
    setattr(period, part.column, now)
    period.save(update_fields=[part.column])
    record_event(action=_ACTIONS[part], subject=period.code, actor=actor)
    return period
