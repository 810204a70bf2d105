"""The regions of an installation as its operator sees them: from the tables without policy alone, nobody's data."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from agencies.models import Region, User
from agencies.services.accounts.kept_accounts import WITHOUT_PASSWORD


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region, and how many accounts it has; ``with_password`` of them have been opened by somebody."""

    id: int
    code: str
    name: str
    time_zone: str
    created_at: datetime.datetime
    accounts: int
    with_password: int


def list_regions() -> list[RegionRow]:
    """By name. Two queries."""
    counted = User.objects.filter(region__isnull=False).order_by().values_list("region_id")
    accounts = {
        region_id: (every, opened)
        for region_id, every, opened in counted.annotate(
            every=Count("pk"), opened=Count("pk", filter=~Q(WITHOUT_PASSWORD))
        )
    }
    return [
        RegionRow(one.pk, one.code, one.name, one.time_zone, one.created_at, *accounts.get(one.pk, (0, 0)))
        for one in Region.objects.order_by("name__sort_key")
    ]
