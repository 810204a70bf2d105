"""A rater opens a sent row again, with a reason, while the period is open."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Period, SentRating
from appraisal.services.rating.rate_employee import check_open, hold_rated_plan
from appraisal.services.rating.store_rating import subject_of


class NotSentError(ValueError):
    """The row is open: it was never sent, or somebody has opened it again; the text says so."""


class ReopeningWithoutReasonError(ValueError):
    """Why a sent row is opened again was not written."""


@transaction.atomic
def reopen_rating(*, period: Period, plan_id: int, reason: str, actor: Actor) -> None:
    """The row can be changed again, and counts as not sent until it is sent anew.

    Raises:
        NoSuchRowError: the plan has no part in the period.
        NotTheRaterError: the actor does not rate it.
        PeriodStateError: the period is locked.
        NotSentError: the row does not stand as sent.
        ReopeningWithoutReasonError: no reason.
    """
    rated = hold_rated_plan(period=period, plan_id=plan_id, actor=actor)
    check_open(period, timezone.localdate(), [rated.plan.agency_id])
    why = reason.strip()
    if not why:
        raise ReopeningWithoutReasonError(_("Tulis alasan membuka kembali nilai ini."))
    sent = SentRating.objects.filter(period=period, plan_id=plan_id, reopened_at__isnull=True).first()
    if sent is None:
        raise NotSentError(_("Nilai ini belum dikirim, jadi dapat langsung diubah."))
    sent.reopened_at, sent.reopened_by_id, sent.reopen_reason = timezone.now(), actor.user_id, why
    sent.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    details = {"plan": plan_id, "version": sent.version}
    action = AuditEvent.Action.RATINGS_REOPENED
    record_event(action=action, subject=subject_of(rated, period), actor=actor, details=details, reason=why)
