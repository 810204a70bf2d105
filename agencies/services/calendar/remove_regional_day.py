"""A day that a region had set apart counts again as the national calendar says."""

from agencies.models import AuditEvent, RegionalDay
from agencies.permissions import Actor
from agencies.services.record_event import record_event


def remove_regional_day(*, regional_day: RegionalDay, actor: Actor) -> None:
    """Take a day out of the region's list; removing it a second time changes nothing. One event."""
    deleted, _kinds = RegionalDay.objects.filter(pk=regional_day.pk).delete()
    if not deleted:
        return
    before = {
        "day": regional_day.day.isoformat(),
        "name": regional_day.name,
        "is_worked": regional_day.is_worked,
    }
    record_event(
        action=AuditEvent.Action.REGIONAL_DAY_CHANGED,
        subject=str(regional_day),
        actor=actor,
        details={"before": before, "after": None},
    )
