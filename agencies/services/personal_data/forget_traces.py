"""Keys that have done their work are forgotten; nobody can be followed by them afterwards."""

import datetime

from agencies.models import AccountLink, Region, SentForm
from agencies.tenancy.scope import region_scope

KEPT = datetime.timedelta(days=30)
"""A browser that was offline sends its forms again within days; an admin asks after a link within weeks."""


def forget_traces(*, now: datetime.datetime) -> int:
    """Forget forms that were sent, and links that ran out, more than thirty days ago, region by region; how many.

    Safe to run late or twice.
    """
    forgotten = 0
    for region in Region.objects.order_by("pk"):
        with region_scope(region.pk):
            for rows in (
                SentForm.objects.filter(sent_at__lt=now - KEPT),
                AccountLink.objects.filter(expires_at__lt=now - KEPT),
            ):
                forgotten += rows.delete()[0]
    return forgotten
