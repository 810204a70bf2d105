"""Keys of requests are kept as long as a program may still ask again."""

import datetime

from agencies.models import Region, SentRequest
from agencies.tenancy.scope import region_scope

TASK = "agencies.forget_sent_requests"
KEPT = datetime.timedelta(days=7)


def forget_sent_requests(*, now: datetime.datetime) -> int:
    """Forget what was answered more than seven days ago, region by region; how many. Safe to run late or twice."""
    forgotten = 0
    for region in Region.objects.order_by("pk"):
        with region_scope(region.pk):
            count, _by_model = SentRequest.objects.filter(sent_at__lt=now - KEPT).delete()
        forgotten += count
    return forgotten
