"""Somebody who was asked says that there is no answer now."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import FeedbackRequest
from appraisal.services.feedback.feedback_errors import (
    FeedbackRefusedError,
    NotForYouError,
    RequestClosedError,
    written,
)


def decline_request(*, request: FeedbackRequest, note: str, actor: Actor) -> FeedbackRequest:
    """Close it without an answer, with a word on why or when.

    Raises:
        NotForYouError: somebody else is asked.
        RequestClosedError: it waits no longer.
        FeedbackRefusedError: the note is missing.
    """
    held = FeedbackRequest.objects.select_for_update(of=("self",)).select_related("employee").get(pk=request.pk)
    if held.asked_id != actor.employee_id:
        raise NotForYouError(_("Permintaan ini ditujukan kepada orang lain."))
    if held.state != FeedbackRequest.State.OPEN:
        raise RequestClosedError
    said = written(note)
    if not said:
        raise FeedbackRefusedError(_("Tulis keterangan singkat, misalnya kapan Anda dapat menjawab."))
    held.state, held.closed_at, held.decline_note = FeedbackRequest.State.DECLINED, timezone.now(), said
    held.save(update_fields=["state", "closed_at", "decline_note"])
    record_event(
        action=AuditEvent.Action.FEEDBACK_ASKED,
        subject=f"permintaan {held.employee.name} belum dapat dijawab",
        actor=actor,
        details={"request": held.pk, "state": held.state},
    )
    return held
