"""An exclusion is taken back: the person is waited for again, also in the periods it covered."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Exclusion
from appraisal.services.exclusions.make_exclusion import ExclusionRefusedError, refuse_own


def end_exclusion(*, exclusion: Exclusion, actor: Actor) -> Exclusion:
    """End an exclusion that stands. It stays as history; undone it is by making it again.

    Raises:
        ExclusionRefusedError: the actor's own, or ended already.
    """
    refuse_own(exclusion.employee, actor)
    current = Exclusion.objects.select_for_update(of=("self",)).get(pk=exclusion.pk)
    if current.ended_at is not None:
        raise ExclusionRefusedError(_("Pengecualian ini sudah dicabut."))
    current.ended_at = timezone.now()
    current.ended_by_id = actor.user_id
    current.save(update_fields=["ended_at", "ended_by"])
    record_event(
        action=AuditEvent.Action.EXCLUSION_ENDED,
        subject=exclusion.employee.nip,
        actor=actor,
        details={"kind": current.kind, "first_day": str(current.first_day)},
        reason=current.reason,
    )
    return current
