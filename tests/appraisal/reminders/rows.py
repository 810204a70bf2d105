"""A reminder and an exclusion without the way that leads to them."""

import datetime

from appraisal.models import Exclusion, Reminder
from tests.appraisal.factories import a_period
from tests.cast import Cast


def a_reminder(cast: Cast, stage: str = "report") -> Reminder:
    """Budi is reminded by the admin of the dinas."""
    return Reminder.objects.create(
        period=a_period(),
        employee=cast.budi,
        stage=stage,
        day=datetime.date(2026, 2, 2),
        sent_by=cast.agency_admin,
        sent_by_name="Admin Dinas Kesehatan",
    )


def an_exclusion(cast: Cast) -> Exclusion:
    """Budi is on leave from December on."""
    return Exclusion.objects.create(
        employee=cast.budi,
        kind="leave",
        first_day=datetime.date(2026, 12, 1),
        reason="cuti melahirkan",
        decided_by=cast.agency_admin,
        decided_by_name="Admin Dinas Kesehatan",
    )
