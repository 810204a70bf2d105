"""A plan changes hands: handed to the supervisor, handed back, or withdrawn."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import EntryKind, PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.dialogue import say
from indicators.services.plans.draft_plan import plan_subject
from indicators.services.plans.edition import held, is_open
from indicators.services.plans.load_content import load_content
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.plan_sides import require_side, require_turn


def submit_plan(*, version: PlanVersion, edition: int, actor: Actor, day: datetime.date, note: str = "") -> PlanVersion:
    """Hand the plan to the supervisor; the employee stands behind all that it says.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
        PlanRefused: something is still missing.
    """
    stored = held(version, edition)
    if require_turn(stored, actor, day) != Side.EMPLOYEE:
        raise NotYourTurn(_("SKP diajukan oleh pegawai."))
    problems = load_content(stored, day).problems
    if problems:
        raise PlanRefused(problems[0].sentence)
    PlanVersionItem.objects.filter(version=stored).update(employee_agrees=True)
    stored.state, stored.turn = VersionState.DISCUSSED, Side.SUPERVISOR
    stored.submitted_at = stored.submitted_at or timezone.now()
    stored.save(update_fields=["state", "turn", "submitted_at", "edited_at"])
    say(version=stored, side=Side.EMPLOYEE, actor=actor, kind=EntryKind.SUBMISSION, text=note)
    _record(AuditEvent.Action.PLAN_SUBMITTED, stored, actor, note)
    return stored


def return_plan(*, version: PlanVersion, edition: int, actor: Actor, day: datetime.date, reason: str) -> PlanVersion:
    """Hand the plan back to the employee, saying what is asked for.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
        PlanRefused: without words the employee would not know what to do.
    """
    stored = held(version, edition)
    if require_turn(stored, actor, day) != Side.SUPERVISOR:
        raise NotYourTurn(_("SKP dikembalikan oleh pejabat penilai."))
    if not reason.strip():
        raise PlanRefused(_("Tulis apa yang perlu dilengkapi, agar pegawai tahu langkah berikutnya."))
    stored.turn = Side.EMPLOYEE
    stored.employee_agreed_at = stored.supervisor_agreed_at = None
    stored.save(update_fields=["turn", "edited_at", "employee_agreed_at", "supervisor_agreed_at"])
    say(version=stored, side=Side.SUPERVISOR, actor=actor, kind=EntryKind.RETURN, text=reason)
    _record(AuditEvent.Action.PLAN_RETURNED, stored, actor, reason)
    return stored


def withdraw_plan(*, version: PlanVersion, edition: int, actor: Actor, day: datetime.date, reason: str) -> PlanVersion:
    """The employee takes the version back; what was said stays readable, and another one can be begun.

    Raises:
        PlanChanged: somebody changed the plan meanwhile.
        NotYourTurn: only the employee withdraws, and only what is not agreed.
    """
    stored = held(version, edition)
    if require_side(stored, actor, day) != Side.EMPLOYEE or not is_open(stored):
        raise NotYourTurn(_("Hanya pegawai yang dapat menarik naskah yang belum disepakati."))
    stored.state = VersionState.WITHDRAWN
    stored.save(update_fields=["state", "edited_at"])
    _record(AuditEvent.Action.PLAN_WITHDRAWN, stored, actor, reason)
    return stored


def _record(action: AuditEvent.Action, version: PlanVersion, actor: Actor, reason: str) -> None:
    record_event(
        action=action,
        subject=plan_subject(version),
        actor=actor,
        details={"version": version.number, "edition": version.edition},
        reason=reason.strip(),
    )
