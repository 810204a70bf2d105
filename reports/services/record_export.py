"""That a table left the product: which, of what, how many rows, and who took it."""

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event


def record_export(*, actor: Actor, table: str, period_code: str, unit_code: str, file_name: str, rows: int) -> None:
    """Record it in the transaction of the request that hands the file out."""
    details = {"table": table, "period": period_code, "unit": unit_code, "file": file_name, "rows": rows}
    record_event(action=AuditEvent.Action.TABLE_EXPORTED, subject=file_name, actor=actor, details=details)
