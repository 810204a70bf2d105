"""An employee asks somebody for feedback on something particular."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import FeedbackRequest
from appraisal.services.feedback.feedback_errors import FeedbackRefusedError, NotForYouError, written
from appraisal.services.feedback.find_requests import open_requests_of
from appraisal.services.feedback.subjects import About, load_subjects

MOST_OPEN = 5


class TooManyRequestsError(FeedbackRefusedError):
    """Enough people are asked already."""

    def __init__(self) -> None:
        super().__init__(_("Lima permintaan Anda masih menunggu jawaban. Tarik salah satunya, atau tunggu jawabannya."))


def ask_feedback(*, asked: Employee, about: About, question: str, actor: Actor) -> FeedbackRequest:
    """Ask one person; at most five wait at the same time, one for each person.

    Raises:
        NotForYouError: the actor is no employee, or asks oneself.
        TooManyRequestsError: five people are asked already.
        FeedbackRefusedError: nothing is asked, or the person cannot answer.
    """
    person = Employee.objects.select_for_update(no_key=True).filter(pk=actor.employee_id or 0).first()
    if person is None:
        raise NotForYouError(_("Umpan balik diminta oleh pegawai tentang pekerjaannya sendiri."))
    said = written(question)
    _refuse(person, asked, said, actor)
    load_subjects(employee_id=person.pk, day=timezone.localdate()).require(about)
    made = FeedbackRequest.objects.create(
        employee=person, asked=asked, indicator_id=about.indicator_id, value=about.value, question=said
    )
    record_event(
        action=AuditEvent.Action.FEEDBACK_ASKED,
        subject=f"permintaan umpan balik kepada {asked.name}",
        actor=actor,
        details={"request": made.pk},
    )
    return made


def _refuse(person: Employee, asked: Employee, said: str, actor: Actor) -> None:
    if asked.pk == person.pk:
        raise FeedbackRefusedError(_("Pilih orang lain: umpan balik tidak diminta kepada diri sendiri."))
    if asked.user_id is None:
        raise FeedbackRefusedError(
            _("%(name)s belum memiliki akun, sehingga belum dapat menjawab. Pilih orang lain.") % {"name": asked.name}
        )
    if not said:
        raise FeedbackRefusedError(_("Tulis pertanyaan Anda, misalnya bagian laporan mana yang sulit dibaca."))
    waiting = list(open_requests_of(actor).values_list("asked_id", flat=True))
    if asked.pk in waiting:
        raise FeedbackRefusedError(_("Permintaan Anda kepada %(name)s masih menunggu jawaban.") % {"name": asked.name})
    if len(waiting) >= MOST_OPEN:
        raise TooManyRequestsError
