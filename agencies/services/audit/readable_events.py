"""Which events somebody may read (contract section 6)."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor, may_read_audit

TELLS_WHO_RATED = (AuditEvent.Action.PEER_RATING_SENT,)
"""Nobody sees who has sent, the inspection included (docs/adr/0008): with the number of the nomination the event would
tell for whom.
"""


def readable_events(actor: Actor) -> QuerySet[AuditEvent]:
    """The region's events, for its admin and its auditor.

    Raises:
        PermissionDenied: it is somebody else.
    """
    if not may_read_audit(actor):
        raise PermissionDenied(_("Jejak audit untuk admin daerah dan inspektorat."))
    return AuditEvent.objects.exclude(action__in=TELLS_WHO_RATED)
