"""The rater's superior takes over the rating of a period when the rater is silent (contract 6)."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import AuditEvent, Delegation, DelegationKind, Employee
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Period
from appraisal.models.period import PeriodState
from appraisal.period_codes import parse_period_code
from appraisal.services.delegation.end_delegation import stop
from appraisal.services.delegation.errors import NotYoursToDelegateError, TakeOverRefusedError
from appraisal.services.delegation.find_silent_raters import Superiors, rating_due
from appraisal.services.rating.rating_progress import RatingProgress

DAYS = 14
"""How long what was taken over stays so, the first day counted."""


@dataclass(frozen=True, slots=True)
class ForeseenTakeOver:
    """What taking over means: whose rows wait, until when it lasts, and which delegation it ends."""

    rater: Employee
    label: str
    due: datetime.date
    waiting: tuple[str, ...]
    last_day: datetime.date
    ends: Delegation | None


def foresee_take_over(*, period: Period, rater: Employee, actor: Actor) -> ForeseenTakeOver:
    """What it would mean today. Nothing is written.

    Raises:
        NotYoursToDelegateError: the actor is not the rater's superior on the period's last day.
        TakeOverRefusedError: the period is closed, the deadline is to come, or nothing waits.
    """
    today = timezone.localdate()
    superior_id = Superiors.load([rater.pk], period.first_day, period.last_day).of(rater.pk, period.last_day)
    if actor.employee_id is None or superior_id != actor.employee_id:
        raise NotYoursToDelegateError(_("Penilaian diambil alih oleh atasan pejabat penilai itu pada periode ini."))
    span = parse_period_code(period.code)
    due = rating_due(span, period.rate_until)
    _refuse_untimely(period, span.label, due, today)
    waiting = _waiting(period, rater, today)
    if not waiting:
        raise TakeOverRefusedError(
            _("Semua penilaian %(name)s untuk %(period)s sudah terkirim. Tidak ada yang perlu diambil alih.")
            % {"name": rater.name, "period": span.label}
        )
    running, following = _other_delegations(rater, today)
    if running is not None and running.delegate_id == actor.employee_id:
        raise TakeOverRefusedError(
            _("Anda sudah menilai atas nama %(name)s sampai %(day)s. Buka lembar penilaian untuk melanjutkan.")
            % {"name": rater.name, "day": long_date(running.last_day)}
        )
    last_day = today + datetime.timedelta(days=DAYS - 1)
    if following is not None:
        last_day = min(last_day, following.first_day - datetime.timedelta(days=1))
    return ForeseenTakeOver(rater, span.label, due, waiting, last_day, running)


@transaction.atomic
def take_over(*, period: Period, rater: Employee, reason: str, actor: Actor) -> Delegation:
    """From today on the superior rates in the rater's name, who sees it and may still finish.

    A delegation that is running ends: who stood in was silent too.

    Raises:
        NotYoursToDelegateError, TakeOverRefusedError: as :func:`foresee_take_over`.
    """
    Employee.objects.select_for_update(no_key=True).filter(pk=rater.pk).first()
    foreseen = foresee_take_over(period=period, rater=rater, actor=actor)
    assert actor.employee_id is not None  # noqa: S101 - foreseen for a superior, who is an employee
    if foreseen.ends is not None:
        stop(foreseen.ends, actor, reason)
    delegation = Delegation.objects.create(
        rater=rater,
        delegate_id=actor.employee_id,
        kind=DelegationKind.TAKEOVER,
        first_day=timezone.localdate(),
        last_day=foreseen.last_day,
        reason=reason,
        decided_by_id=actor.user_id,
    )
    record_event(
        action=AuditEvent.Action.RATING_TAKEN_OVER,
        subject=f"{rater.nip}, {period.code}",
        actor=actor,
        details={"waiting": len(foreseen.waiting), "last_day": str(foreseen.last_day)},
        reason=reason,
    )
    return delegation


def _refuse_untimely(period: Period, label: str, due: datetime.date, today: datetime.date) -> None:
    around = Period.objects.filter(first_day__lte=period.first_day, last_day__gte=period.last_day)
    if around.filter(state=PeriodState.LOCKED).exists():
        raise TakeOverRefusedError(_("%(period)s sudah dikunci, jadi tidak ada yang dinilai lagi.") % {"period": label})
    if due >= today:
        raise TakeOverRefusedError(
            _("Batas penilaian %(period)s belum lewat (%(day)s). Pejabat penilai masih punya waktu.")
            % {"period": label, "day": long_date(due)}
        )


def _waiting(period: Period, rater: Employee, today: datetime.date) -> tuple[str, ...]:
    """The names of those whose rows are not sent, in order."""
    begin = datetime.date(period.first_day.year, 1, 1)
    end = max(today, period.last_day)
    progress = RatingProgress.load(Q(supervisor_id=rater.pk), begin, end, [period])
    rows = progress.rows_of(parse_period_code(period.code))
    people = {row.employee_id for row in rows if row.rater_id == rater.pk and row.is_waiting}
    return tuple(
        Employee.objects.filter(pk__in=people).order_by("name__sort_key", "nip").values_list("name", flat=True)
    )


def _other_delegations(rater: Employee, today: datetime.date) -> tuple[Delegation | None, Delegation | None]:
    """The one in force today, and the next to come."""
    rows = Delegation.objects.filter(rater=rater, ended_at__isnull=True, last_day__gte=today)
    found = list(rows.select_related("rater", "delegate").order_by("first_day")[:2])
    running = next((one for one in found if one.first_day <= today), None)
    return running, next((one for one in found if one.first_day > today), None)
