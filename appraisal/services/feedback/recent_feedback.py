"""The newest feedback of a person, for the panel beside the scoring sheet and for the own page."""

import datetime

from agencies.permissions import Actor
from appraisal.services.feedback.find_feedback import newest_first, visible_feedback
from appraisal.services.feedback.show_feedback import ShownFeedback, show_feedback

__all__ = ["ShownFeedback", "recent_feedback"]


def recent_feedback(
    *, employee_id: int, since: datetime.date, actor: Actor, limit: int = 5
) -> tuple[ShownFeedback, ...]:
    """What a person got that speaks of the month of ``since`` or a later one, as far as the actor may read it.

    The newest first, at most ``limit``. Two queries at most.
    """
    rows = visible_feedback(actor).filter(employee_id=employee_id, month__gte=since.replace(day=1))
    return show_feedback(newest_first(rows).select_related("employee")[:limit])
