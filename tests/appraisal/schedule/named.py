"""Rows of the schedule that an address names, in the region that is in scope."""

import datetime

from appraisal.models import PeriodExtension, ScheduledStep
from appraisal.services.schedule.plan_steps import plan_steps
from tests.appraisal.factories import a_period
from tests.appraisal.schedule.rules import a_rule
from tests.cast import Cast
from tests.isolation.address import Arguments

NO_STEP = {"step_id": 999_999_999}
NO_EXTENSION = {"extension_id": 999_999_999}


def a_step_that_waits(_cast: Cast) -> Arguments:
    """The lock of a month far ahead."""
    a_rule(begins_on="2099-01-01")
    plan_steps(today=datetime.date(2099, 1, 20))
    return {"step_id": ScheduledStep.objects.get(period_code="2099-12", step="lock").pk}


def an_extension_of_the_dinas(cast: Cast) -> Arguments:
    """More time for January."""
    made = PeriodExtension.objects.create(
        period=a_period(),
        agency=cast.dinas,
        report_until=datetime.date(2099, 1, 6),
        reason="Banjir.",
        decided_by=cast.region_admin,
        decided_by_name="Admin",
    )
    return {"extension_id": made.pk}
