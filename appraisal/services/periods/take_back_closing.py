"""The region admin takes a closing back, with a reason: everybody reports or rates again until the lock."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from appraisal.services.periods.closings import Part
from appraisal.services.periods.lock_period import PeriodStateError


@transaction.atomic
def take_back_closing(*, period: Period, what: Part, reason: str, actor: Actor) -> Period:
    """Open what was closed; the schedule does not close it a second time.

    Raises:
        PeriodStateError: it is not closed, the period is locked, or no reason is given.
    """
    period = Period.objects.select_for_update().get(pk=period.pk)
    values = {"part": what.label, "period": parse_period_code(period.code).label}
    if period.is_locked:
        raise PeriodStateError(_("%(period)s sudah dikunci. Buka kembali periodenya lebih dahulu.") % values)
    if getattr(period, what.column) is None:
        raise PeriodStateError(_("%(part)s %(period)s tidak sedang ditutup.") % values)
    why = reason.strip()
    if not why:
        raise PeriodStateError(
            _("Tulis alasan membuka kembali %(part)s %(period)s.") % {**values, "part": what.label.lower()}
        )
    closed_at = getattr(period, what.column)
    setattr(period, what.column, None)
    period.save(update_fields=[what.column])
    record_event(
        action=AuditEvent.Action.CLOSING_TAKEN_BACK,
        subject=period.code,
        actor=actor,
        reason=why,
        details={"part": what.value, "closed_at": closed_at.isoformat()},
    )
    return period
