"""The supervisor says who rates an employee as peer or subordinate."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Period, RaterNomination
from appraisal.services.peers.circle import Circle
from appraisal.services.peers.nominate_rater import NominationRefusedError, NotTheirNominationError
from appraisal.services.peers.peer_periods import refuse_closed

State = RaterNomination.State


@transaction.atomic
def decide_nomination(*, nomination_id: int, approves: bool, reason: str, actor: Actor) -> RaterNomination:
    """Approve a proposal, or decline it with a reason. The decision stands: whoever was approved may have sent.

    Raises:
        NotTheirNominationError: the actor does not appraise the employee in the period.
        PeersClosedError: the period is sealed.
        NominationRefusedError: decided or withdrawn already, declined without a reason, or about the actor.
    """
    nomination = RaterNomination.objects.select_for_update().select_related("period").get(pk=nomination_id)
    _refuse_others(nomination.employee_id, nomination.period, actor)
    refuse_closed(nomination.period, timezone.localdate())
    if not approves and not reason.strip():
        raise NominationRefusedError(_("Tulis alasan tidak menyetujui, agar pegawai dapat mengusulkan orang lain."))
    if nomination.state != State.PROPOSED:
        state = {"state": nomination.get_state_display()}
        raise NominationRefusedError(_("Usulan ini sudah tercatat: %(state)s. Muat ulang halaman.") % state)
    if nomination.rater_id == actor.employee_id:
        raise NominationRefusedError(_("Usulan ini menyebut Anda sebagai penilai; pejabat penilai lain memutuskannya."))
    _decide([nomination], State.APPROVED if approves else State.DECLINED, "" if approves else reason.strip(), actor)
    return nomination


@transaction.atomic
def approve_all(*, period: Period, employee_id: int, actor: Actor) -> int:
    """Approve whatever is proposed for an employee in a period, but not the actor; says how many.

    Raises:
        NotTheirNominationError: the actor does not appraise the employee in the period.
        PeersClosedError: the period is sealed.
    """
    _refuse_others(employee_id, period, actor)
    refuse_closed(period, timezone.localdate())
    proposed = RaterNomination.objects.select_for_update().filter(
        period=period, employee_id=employee_id, state=State.PROPOSED
    )
    rows = list(proposed.exclude(rater_id=actor.employee_id) if actor.employee_id else proposed)
    _decide(rows, State.APPROVED, "", actor)
    return len(rows)


def _refuse_others(employee_id: int, period: Period, actor: Actor) -> None:
    if not Circle.load(employee_id, period).is_decided_by(actor):
        raise NotTheirNominationError(_("Usulan penilai diputuskan oleh pejabat penilai pegawai ini pada periode itu."))


def _decide(rows: Sequence[RaterNomination], state: RaterNomination.State, reason: str, actor: Actor) -> None:
    """One event for them all."""
    if not rows:
        return
    for row in rows:
        row.state, row.reason = state, reason
        row.decided_by_id, row.decided_at = actor.user_id, timezone.now()
    RaterNomination.objects.bulk_update(rows, ["state", "reason", "decided_by", "decided_at"])
    first = rows[0]
    record_event(
        action=AuditEvent.Action.NOMINATION_DECIDED,
        subject=f"{first.employee.nip}, {first.period.code}",
        actor=actor,
        details={"nominations": [row.pk for row in rows], "state": str(state)},
        reason=reason,
    )
