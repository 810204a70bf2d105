"""People who left so long ago that nothing needs their names any more."""

import datetime

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from agencies.models import Employee, Placement


def retention_ends_for(today: datetime.date) -> datetime.date:
    """Whoever's last placement ended before this day has left longer ago than retention lasts."""
    years = max(1, settings.RETENTION_YEARS)
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February
        return today.replace(year=today.year - years, day=28)


def departed(today: datetime.date) -> QuerySet[Employee]:
    """Those past retention whose data are still there, with their ``left_on``, the longest gone first.

    Whoever never had a placement was never appraised and is not among them.
    """
    places = Placement.objects.filter(employee_id=OuterRef("pk"))
    still = places.filter(Q(last_day=None) | Q(last_day__gte=retention_ends_for(today)))
    gone = Employee.objects.filter(~Exists(still), Exists(places), redacted_at=None)
    return gone.annotate(left_on=Max("placements__last_day")).order_by("left_on", "pk")


def redacted() -> QuerySet[Employee]:
    """Those whose data were erased, the latest first, with their ``left_on``."""
    rows = Employee.objects.filter(redacted_at__isnull=False)
    return rows.annotate(left_on=Max("placements__last_day")).order_by("-redacted_at", "-pk")
