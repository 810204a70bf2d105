"""Taking back a proposal that nobody has decided yet."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import RaterNomination
from appraisal.services.peers.nominate_rater import NominationRefusedError, NotTheirNominationError

State = RaterNomination.State


@transaction.atomic
def withdraw_nomination(*, nomination_id: int, actor: Actor) -> RaterNomination:
    """Withdraw a proposal; once it is decided it stands, so that nobody sees who has sent by what can be taken back.

    Raises:
        NotTheirNominationError: it is about somebody else.
        NominationRefusedError: it was decided already.
    """
    nomination = RaterNomination.objects.select_for_update().get(pk=nomination_id)
    if nomination.employee_id != actor.employee_id:
        raise NotTheirNominationError(_("Usulan penilai hanya ditarik oleh pegawai yang mengusulkan."))
    if nomination.state == State.WITHDRAWN:
        return nomination
    if nomination.state != State.PROPOSED:
        raise NominationRefusedError(_("Usulan ini sudah diputuskan, jadi tidak dapat ditarik."))
    nomination.state = State.WITHDRAWN
    nomination.save(update_fields=["state"])
    record_event(
        action=AuditEvent.Action.RATER_NOMINATED,
        subject=f"{nomination.employee.nip}, {nomination.period.code}",
        actor=actor,
        details={"nomination": nomination.pk, "state": nomination.state},
    )
    return nomination
