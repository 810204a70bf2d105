"""An employee takes a request for feedback back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import FeedbackRequest
from appraisal.services.feedback.feedback_errors import NotForYouError, RequestClosedError


def withdraw_request(*, request: FeedbackRequest, actor: Actor) -> FeedbackRequest:
    """Close it before it is answered.

    Raises:
        NotForYouError: somebody else asked.
        RequestClosedError: it waits no longer.
    """
    held = FeedbackRequest.objects.select_for_update(of=("self",)).select_related("asked").get(pk=request.pk)
    if held.employee_id != actor.employee_id:
        raise NotForYouError(_("Permintaan ditarik oleh yang memintanya."))
    if held.state != FeedbackRequest.State.OPEN:
        raise RequestClosedError
    held.state, held.closed_at = FeedbackRequest.State.WITHDRAWN, timezone.now()
    held.save(update_fields=["state", "closed_at"])
    record_event(
        action=AuditEvent.Action.FEEDBACK_ASKED,
        subject=f"permintaan kepada {held.asked.name} ditarik",
        actor=actor,
        details={"request": held.pk, "state": held.state},
    )
    return held
