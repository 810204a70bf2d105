"""Events of the audit trail that addresses name."""

from agencies.models import AuditEvent
from agencies.services.record_event import record_event
from tests.cast import Cast
from tests.isolation.address import Arguments

NO_EVENT = {"event_id": 999_999_999}


def an_event(_cast: Cast) -> Arguments:
    """Something that was done in the region."""
    return {"event_id": record_event(action=AuditEvent.Action.AGENCY_CHANGED, subject="Dinas Kesehatan (1.02)").pk}
