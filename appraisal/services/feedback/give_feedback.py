"""Somebody says what went well in a person's work, and what would help."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Feedback, FeedbackRequest
from appraisal.services.feedback.feedback_errors import (
    FeedbackRefusedError,
    NotForYouError,
    RequestClosedError,
    written,
)
from appraisal.services.feedback.near_people import is_near
from appraisal.services.feedback.subjects import About, load_subjects, offered_months

SAME_AGAIN = datetime.timedelta(days=1)
"""The same words to the same person within this time are one form that came twice."""


def give_feedback(
    *,
    employee: Employee,
    about: About,
    month: datetime.date,
    strength: str,
    suggestion: str,
    actor: Actor,
    request: FeedbackRequest | None = None,
) -> Feedback:
    """Write it, signed and dated; nothing of it changes afterwards. With ``request`` it answers that one.

    Raises:
        NotForYouError: it is about oneself, or about somebody with whom one does not work, unasked.
        RequestClosedError: the request waits no longer.
        FeedbackRefusedError: it says nothing, is too long, or names a month or subject that is not offered.
    """
    today = timezone.localdate()
    held = Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)
    said = written(strength), written(suggestion)
    same = _same(held, said, request, actor)
    if same is not None:
        return same
    asked = _held_request(request, held, actor) if request is not None else None
    if asked is None:
        refuse_strangers(held, actor, today)
    _refuse_wrong_words(held, about, month, said, today)
    given = Feedback.objects.create(
        employee=held,
        author_id=actor.user_id,
        author_employee_id=actor.employee_id,
        author_name=actor.name,
        request=asked,
        indicator_id=about.indicator_id,
        value=about.value,
        month=month,
        strength=said[0],
        suggestion=said[1],
    )
    if asked is not None:
        asked.state, asked.closed_at = FeedbackRequest.State.ANSWERED, given.given_at
        asked.save(update_fields=["state", "closed_at"])
    record_event(
        action=AuditEvent.Action.FEEDBACK_GIVEN,
        subject=f"umpan balik untuk {held.name}",
        actor=actor,
        details={"feedback": given.pk, "month": f"{month:%Y-%m}", "request": asked.pk if asked else None},
    )
    return given


def refuse_strangers(employee: Employee, actor: Actor, day: datetime.date) -> None:
    """Only who works with a person goes on.

    Raises:
        NotForYouError: it is the person, or somebody from far away.
    """
    if employee.pk == actor.employee_id:
        raise NotForYouError(_("Umpan balik ditulis untuk orang lain. Catatan sendiri ada di dialog kinerja."))
    if not is_near(actor, employee, day):
        raise NotForYouError(
            _(
                "Umpan balik tanpa diminta ditulis oleh pejabat penilai, atasannya, dan rekan seunit atau seatasan. "
                "Pegawai ini dapat memintanya kepada Anda."
            )
        )


def _same(employee: Employee, said: tuple[str, str], request: FeedbackRequest | None, actor: Actor) -> Feedback | None:
    """What was given already with the same words: the form came twice."""
    if not any(said):
        return None
    recent = Feedback.objects.filter(author_id=actor.user_id, given_at__gte=timezone.now() - SAME_AGAIN)
    return recent.filter(employee=employee, request=request, strength=said[0], suggestion=said[1]).first()


def _held_request(request: FeedbackRequest, employee: Employee, actor: Actor) -> FeedbackRequest:
    held = FeedbackRequest.objects.select_for_update().get(pk=request.pk)
    if held.asked_id != actor.employee_id or held.employee_id != employee.pk:
        raise NotForYouError(_("Permintaan ini ditujukan kepada orang lain."))
    if held.state != FeedbackRequest.State.OPEN:
        raise RequestClosedError
    return held


def _refuse_wrong_words(
    employee: Employee, about: About, month: datetime.date, said: tuple[str, str], today: datetime.date
) -> None:
    if not any(said):
        raise FeedbackRefusedError(_("Isi paling sedikit satu: yang sudah baik, atau yang dapat ditingkatkan."))
    if month not in offered_months(today):
        raise FeedbackRefusedError(_("Pilih bulan dari daftar: bulan ini atau salah satu dari lima bulan sebelumnya."))
    load_subjects(employee_id=employee.pk, day=today).require(about)
