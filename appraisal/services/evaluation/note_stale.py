"""What triggers cannot see: that something already stored may be told from now on."""

from collections.abc import Collection

from appraisal.models import Period, StaleInput
from appraisal.services.evaluation.ask_refresh import ask_refresh


def note_stale(*, employee_ids: Collection[int], period: Period) -> None:
    """Note people whose provisional figures of a period are to be computed again, and ask for it. One statement."""
    days = {"first_day": period.first_day, "last_day": period.last_day}
    StaleInput.objects.bulk_create([StaleInput(employee_id=pk, **days) for pk in sorted(employee_ids)])
    ask_refresh()
