"""Which version of an indicator counts in the end, and the months from which another may."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Max

from indicators.models import Indicator, IndicatorVersion


def versions_on(indicator_ids: Iterable[int], day: datetime.date) -> Mapping[int, IndicatorVersion]:
    """What each indicator says on a day, else what it will say first. One query."""
    found = IndicatorVersion.objects.filter(indicator_id__in=list(indicator_ids)).select_related("indicator")
    return versions_for(found, day)


def versions_for(versions: Iterable[IndicatorVersion], day: datetime.date) -> Mapping[int, IndicatorVersion]:
    """One version an indicator: the one in force on a day, else the first that will be."""
    found: dict[int, IndicatorVersion] = {}
    for version in sorted(versions, key=lambda one: (one.valid_from, one.number)):
        if version.valid_from <= day or version.indicator_id not in found:
            found[version.indicator_id] = version
    return found


def newest_version(indicator: Indicator) -> IndicatorVersion | None:
    """The version that counts in the end; a correction of the same day wins. One query."""
    return IndicatorVersion.objects.filter(indicator=indicator).order_by("-valid_from", "-number").first()


def last_number(indicator: Indicator) -> int:
    """The highest number that any of its versions has."""
    found = IndicatorVersion.objects.filter(indicator=indicator).aggregate(number=Max("number"))["number"]
    return int(found or 0)


def next_month(day: datetime.date) -> datetime.date:
    """The first day of the month after a day."""
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def months_from(first: datetime.date, amount: int) -> tuple[datetime.date, ...]:
    """The first days of so many months on end."""
    found = [first.replace(day=1)]
    while len(found) < amount:
        found.append(next_month(found[-1]))
    return tuple(found)
