"""An extension ends before its day: the period's own deadlines hold for the unit again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import PeriodExtension
from appraisal.services.schedule.extend_period import ExtensionRefusedError


@transaction.atomic
def end_extension(*, extension: PeriodExtension, actor: Actor) -> PeriodExtension:
    """End an extension now. One event.

    Raises:
        ExtensionRefusedError: it was ended already, or its period is locked, so that it gives nothing any more.
    """
    rows = PeriodExtension.objects.select_for_update(of=("self",)).select_related("period", "agency")
    stored = rows.get(pk=extension.pk)
    if stored.ended_at is not None:
        raise ExtensionRefusedError(_("Perpanjangan ini sudah dicabut."))
    if stored.period.is_locked:
        raise ExtensionRefusedError(_("Periode ini sudah dikunci; perpanjangannya tinggal riwayat."))
    stored.ended_at = timezone.now()
    stored.ended_by_id = actor.user_id
    stored.save(update_fields=["ended_at", "ended_by"])
    record_event(
        action=AuditEvent.Action.EXTENSION_ENDED,
        subject=f"{stored.period.code}: {stored.agency.code}",
        actor=actor,
    )
    return stored
