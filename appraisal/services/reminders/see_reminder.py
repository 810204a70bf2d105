"""Somebody puts a reminder away."""

from django.utils import timezone

from agencies.permissions import Actor
from appraisal.models import Reminder
from appraisal.services.reminders.load_reminders import waiting_for


def see_reminder(*, reminder: Reminder, actor: Actor) -> None:
    """Put away a reminder that is one of the actor's, with the earlier ones of the same period and stage.

    Seen twice is seen once: the first moment stays.
    """
    same = waiting_for(actor).filter(period_id=reminder.period_id, stage=reminder.stage)
    same.filter(employee_id=reminder.employee_id).update(seen_at=timezone.now())
