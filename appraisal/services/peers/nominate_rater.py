"""Somebody is proposed to rate an employee as peer or subordinate; what the supervisor proposes is approved at once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Period, RaterNomination, RaterRole
from appraisal.services.peers.circle import Circle
from appraisal.services.peers.peer_periods import refuse_closed
from appraisal.services.peers.peer_rules import load_peer_rules

State = RaterNomination.State


class NominationRefusedError(ValueError):
    """The nomination cannot be made or decided as it stands; the text says why and what to do."""


class NotTheirNominationError(PermissionError):
    """The person neither is the employee nor decides who rates them; the text says so."""


@transaction.atomic
def nominate_rater(*, period: Period, employee_id: int, rater_id: int, actor: Actor) -> RaterNomination:
    """Propose a rater, for oneself or for somebody whom the actor appraises. The role follows from the placements.

    Naming again who was withdrawn proposes anew; naming who stands proposed or approved already changes nothing.

    Raises:
        NotTheirNominationError: the actor may not nominate for this employee.
        PeersClosedError: the period is sealed or has not begun.
        NominationRefusedError: the scheme gives the role no weight, the person cannot rate, or was declined before.
    """
    circle = Circle.load(employee_id, period)
    decides = circle.is_decided_by(actor)
    if employee_id != actor.employee_id and not decides:
        raise NotTheirNominationError(_("Penilai diusulkan oleh pegawai itu sendiri atau pejabat penilainya."))
    refuse_closed(period, timezone.localdate())
    role = _role(circle, rater_id, actor, decides=decides)
    nomination, is_new = RaterNomination.objects.select_for_update().get_or_create(
        period=period,
        employee_id=employee_id,
        rater_id=rater_id,
        defaults={"role": role, "proposed_by_id": actor.user_id},
    )
    if not _is_to_change(nomination, is_new=is_new, decides=decides):
        return nomination
    _store(nomination, role, actor, decides=decides)
    record_event(
        action=AuditEvent.Action.RATER_NOMINATED,
        subject=f"{nomination.employee.nip}, {period.code}",
        actor=actor,
        details={"nomination": nomination.pk, "role": str(role), "state": nomination.state},
    )
    return nomination


def _role(circle: Circle, rater_id: int, actor: Actor, *, decides: bool) -> RaterRole:
    role = circle.role_of(rater_id) if Employee.objects.filter(pk=rater_id).exists() else None
    if role is None:
        raise NominationRefusedError(_("Pilih rekan atau bawahan; pejabat penilai dan pegawai itu sendiri tidak."))
    if decides and rater_id == actor.employee_id:
        raise NominationRefusedError(_("Anda menilai pegawai ini sebagai pejabat penilai. Pilih orang lain."))
    rules = load_peer_rules(employee_id=circle.employee_id, period=circle.period)
    if rules is None or role not in rules.roles:
        raise NominationRefusedError(
            _("Skema penilaian pegawai ini tidak memberi bobot kepada %(role)s.") % {"role": role.label}
        )
    return role


def _is_to_change(nomination: RaterNomination, *, is_new: bool, decides: bool) -> bool:
    if is_new or nomination.state == State.WITHDRAWN:
        return True
    if nomination.state == State.DECLINED and not decides:
        raise NominationRefusedError(
            _("%(name)s sudah tidak disetujui oleh pejabat penilai Anda. Usulkan orang lain.")
            % {"name": nomination.rater.name}
        )
    return decides and nomination.state != State.APPROVED


def _store(nomination: RaterNomination, role: RaterRole, actor: Actor, *, decides: bool) -> None:
    nomination.role = role
    nomination.proposed_by_id = actor.user_id
    nomination.state = State.APPROVED if decides else State.PROPOSED
    nomination.decided_by_id = actor.user_id if decides else None
    nomination.decided_at = timezone.now() if decides else None
    nomination.reason = ""
    nomination.save()
