"""An admin, or the schedule of the region, reminds people of what a period waits for."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Period, Reminder
from appraisal.services.periods.locked_periods import closing_lock, locked_periods
from appraisal.services.reminders.find_recipients import Group, find_recipients

SCHEDULE_NAME = "Jadwal daerah"
"""Who sent a reminder that nobody sent by hand."""


class RemindersRefusedError(ValueError):
    """Nobody can be reminded; the text says why."""


@dataclass(frozen=True, slots=True)
class SentReminders:
    """How many people were reminded, how many had been today already, how many have no account to see it with."""

    reminded: int
    before: int
    without_account: int

    @property
    def sentence(self) -> str:
        """`12 orang diingatkan, 2 sudah diingatkan hari ini.`"""
        parts = [
            ngettext("%(count)s orang diingatkan", "%(count)s orang diingatkan", self.reminded)
            % {"count": self.reminded}
        ]
        if self.before:
            parts.append(_("%(count)s sudah diingatkan hari ini") % {"count": self.before})
        if self.without_account:
            parts.append(_("%(count)s belum punya akun") % {"count": self.without_account})
        return ", ".join(parts) + "."


def send_reminders(
    *,
    period: Period,
    unit: str,
    agency_ids: Collection[int],
    group: Group,
    chosen: Collection[int] = (),
    today: datetime.date,
    actor: Actor | None,
) -> SentReminders:
    """Remind a group of some units: each person once a stage and day. ``unit`` names them in the audit trail.

    Without ``actor`` it is the region's schedule.

    Raises:
        RemindersRefusedError: the period is locked, so nothing is waited for.
    """
    days = period.first_day, period.last_day
    if closing_lock(locked_periods(*days), *days):
        raise RemindersRefusedError(_("Periode ini sudah dikunci, jadi tidak ada yang perlu diingatkan."))
    found = find_recipients(period=period, agency_ids=agency_ids, group=group, chosen=chosen, today=today)
    rows = [
        Reminder(
            period=period,
            employee_id=one.employee_id,
            stage=stage,
            day=today,
            sent_by_id=actor.user_id if actor else None,
            sent_by_name=actor.name if actor else SCHEDULE_NAME,
        )
        for one in found.new
        for stage in one.new_stages
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    sent = SentReminders(
        reminded=len(found.new),
        before=sum(one.has_account and not one.new_stages for one in found.people),
        without_account=len(found.without_account),
    )
    if rows:
        record_event(
            action=AuditEvent.Action.REMINDERS_SENT,
            subject=f"{period.code}, {unit}",
            actor=actor,
            details={"group": group.value, "people": sent.reminded, "reminders": len(rows)},
        )
    return sent
