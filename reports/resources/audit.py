"""The columns of the audit trail as a file."""

from django.utils import timezone

from agencies.models import AuditEvent
from agencies.services.audit.tell_details import tell_details
from reports.resources.table import TableResource, text

LONGEST_CELL = 32_000
"""A cell of a workbook holds 32,767 characters."""


class AuditTable(TableResource):
    """Events with what they record, in words. The moment is ISO 8601 with the offset of the region's time zone."""

    at = text("waktu")
    action = text("kode_tindakan")
    act = text("tindakan")
    subject = text("perihal")
    actor_name = text("pelaku")
    reason = text("alasan")
    details = text("rincian")

    def dehydrate_at(self, event: AuditEvent) -> str:
        """When, to the second."""
        return timezone.localtime(event.at).isoformat(timespec="seconds")

    def dehydrate_act(self, event: AuditEvent) -> str:
        """The act in words."""
        return event.get_action_display()

    def dehydrate_details(self, event: AuditEvent) -> str:
        """What it records beside its subject, in one cell."""
        return tell_details(event.details).sentence[:LONGEST_CELL]

    def dehydrate_reason(self, event: AuditEvent) -> str:
        """Why, as it was written."""
        return event.reason[:LONGEST_CELL]
