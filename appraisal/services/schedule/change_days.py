"""A day of the region changes, and the schedule with it."""

import datetime

from django.db import transaction

from agencies.models import RegionalDay
from agencies.permissions import Actor
from agencies.services.calendar.add_regional_day import add_regional_day
from agencies.services.calendar.remove_regional_day import remove_regional_day
from appraisal.services.schedule.plan_steps import plan_steps


@transaction.atomic
def add_day(*, day: datetime.date, name: str, is_worked: bool, actor: Actor, today: datetime.date) -> int:
    """Set a day apart; returns how many dates of the schedule moved.

    Raises:
        RegionalDayRefusedError: the day cannot be set so.
    """
    add_regional_day(day=day, name=name, is_worked=is_worked, actor=actor)
    return plan_steps(today=today)


@transaction.atomic
def remove_day(*, regional_day: RegionalDay, actor: Actor, today: datetime.date) -> int:
    """Give a day back to the national calendar; returns how many dates of the schedule moved."""
    remove_regional_day(regional_day=regional_day, actor=actor)
    return plan_steps(today=today)
