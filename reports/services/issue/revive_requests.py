"""Documents asked for in the browser whose worker, or whose message, is gone: they are sent again."""

import datetime

from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState
from reports.models import DocumentRequest
from reports.services.issue.find_document import LOST
from reports.services.issue.request_document import send_request

SILENCE = datetime.timedelta(seconds=30)
"""A message is taken up within a second by a worker that has nothing else to do."""


def revive_requests(*, region_id: int, now: datetime.datetime) -> list[DocumentRequest]:
    """Send what waits; returns those requests.

    What is being printed at this moment is left alone by whoever takes the message, so nobody has to know who died.
    After :data:`LOST` the page offers to ask again instead.
    """
    with region_scope(region_id):
        waiting = DocumentRequest.objects.filter(state=ChunkState.WAITING)
        silent = list(waiting.filter(requested_at__lte=now - SILENCE, requested_at__gt=now - LOST))
        for request in silent:
            send_request(request)
    return silent
