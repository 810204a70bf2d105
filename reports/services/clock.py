"""What beat sets off: each region is asked in its own scope, and one that fails does not keep the others waiting."""

import datetime
import logging
from collections.abc import Callable

from celery import current_app
from django.db import DatabaseError
from django.utils import timezone

from agencies.models import Region
from reports.services.issue.revive_requests import revive_requests
from reports.services.issue.sweep_documents import sweep_documents
from reports.services.packages.expire_packages import expire_packages
from reports.services.packages.prepare_night import TASK, night_is_due
from reports.services.packages.revive_packages import revive_packages

EACH_MINUTE = "reports.revive"
EACH_HOUR = "reports.tidy"
NIGHT_EXPIRES = 3600

logger = logging.getLogger("timbang.reports")


def each_minute(*, now: datetime.datetime) -> None:
    """Revive what is silent. Safe to run late, twice, or never for a day."""
    _ask_each(lambda region: revive_requests(region_id=region.pk, now=now))
    _ask_each(lambda region: revive_packages(region_id=region.pk, now=now))


def each_hour(*, now: datetime.datetime) -> None:
    """Remove what has expired, and ask for the night's preparation where it is night."""
    _ask_each(lambda region: expire_packages(region_id=region.pk, now=now))
    _ask_each(lambda region: sweep_documents(region_id=region.pk, now=now))
    _ask_each(lambda region: _ask_for_the_night(region, now))


def _ask_for_the_night(region: Region, now: datetime.datetime) -> None:
    if night_is_due(region_id=region.pk, local=timezone.localtime(now)):
        current_app.send_task(TASK, kwargs={"region_id": region.pk}, expires=NIGHT_EXPIRES)


def _ask_each(what: Callable[[Region], object]) -> None:
    for region in Region.objects.order_by("pk"):
        try:
            with timezone.override(region.zone):
                what(region)
        except (DatabaseError, OSError):
            logger.exception("The documents of region %s could not be looked after", region.code)
