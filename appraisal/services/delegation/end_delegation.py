"""A delegation ends before its last day."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Delegation
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.services.delegation.errors import DelegationRefusedError, NotYoursToDelegateError
from appraisal.services.delegation.who_may import kept_raters, may_end


@transaction.atomic
def end_delegation(*, delegation: Delegation, actor: Actor) -> Delegation:
    """From now on the delegate is nobody in particular; what was done stays done. One that has not begun never does.

    Raises:
        NotYoursToDelegateError: the actor may not end it.
        DelegationRefusedError: it is over already.
    """
    today = timezone.localdate()
    held = Delegation.objects.select_for_update(of=("self",)).select_related("rater", "delegate").get(pk=delegation.pk)
    if not may_end(actor, held, kept_raters(actor, frozenset({held.rater_id}), today)):
        raise NotYoursToDelegateError(
            _("Delegasi ini diakhiri oleh pejabat penilai, pelaksananya, atau admin yang mengelolanya.")
        )
    if held.ended_at is not None or held.last_day < today:
        raise DelegationRefusedError(_("Delegasi ini sudah berakhir. Tidak ada yang berubah."))
    return stop(held, actor)


def stop(delegation: Delegation, actor: Actor, reason: str = "") -> Delegation:
    """Write that it ended now, with its event. Whether it may be ended is for the caller to know."""
    delegation.ended_at = timezone.now()
    delegation.ended_by_id = actor.user_id
    delegation.save(update_fields=["ended_at", "ended_by"])
    record_event(
        action=AuditEvent.Action.DELEGATION_ENDED,
        subject=f"{delegation.rater.nip}, {delegation.kind}",
        actor=actor,
        details={"delegate": delegation.delegate.nip, "last_day": str(delegation.last_day)},
        reason=reason,
    )
    return delegation
