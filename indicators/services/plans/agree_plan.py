"""One side says that it agrees; when both have, the plan counts (PermenPANRB 6/2022, Art. 7 and 14)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import long_month
from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import EntryKind, PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.dialogue import say
from indicators.services.plans.draft_plan import plan_subject
from indicators.services.plans.edition import held
from indicators.services.plans.load_content import load_content
from indicators.services.plans.merge_plan import merge_plan
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.plan_sides import Post, post_of, require_side


def agree_plan(*, version: PlanVersion, edition: int, actor: Actor, day: datetime.date) -> PlanVersion:
    """Give the word of one's side. The second word makes the plan, or the addendum, count.

    What differs from what it began with must have been agreed to item by item; the rest is agreed by this word. A word
    of a supervisor whom another one has followed since counts no more.

    Raises:
        PlanChanged: the content changed since it was shown.
        NotYourTurn: neither side, or the plan is still the employee's draft.
        PlanRefused: something is missing, or a difference waits for this side's answer.
    """
    stored = held(version, edition)
    side = require_side(stored, actor, day)
    if stored.state != VersionState.DISCUSSED:
        raise NotYourTurn(_("SKP ini belum diajukan, atau sudah disepakati."))
    _refuse_passed_months(stored, day)
    content = load_content(stored, day)
    if content.problems:
        raise PlanRefused(content.problems[0].sentence)
    waiting = content.waiting_for(side)
    if waiting:
        raise PlanRefused(
            _("Masih ada %(count)s perubahan yang menunggu jawaban Anda. Setujui atau ubah dahulu.")
            % {"count": len(waiting)}
        )
    _give_word(stored, side, actor, day)
    if stored.employee_agreed_at and stored.supervisor_agreed_at:
        stored.plan = merge_plan(stored)
        stored.state = VersionState.AGREED
    stored.save()
    _record(stored, side, actor)
    return stored


def _refuse_passed_months(version: PlanVersion, day: datetime.date) -> None:
    """An addendum that took too long would reach back: it may begin with the month before this one at the earliest."""
    begins = datetime.date(version.year, version.from_month, 1)
    last_month = (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    if version.plan_id is not None and begins < last_month:
        raise PlanRefused(
            _("Adendum ini mulai %(month)s, yang sudah lewat. Tarik adendum ini, lalu mulai yang baru.")
            % {"month": long_month(version.year, version.from_month)}
        )


def _give_word(version: PlanVersion, side: Side, actor: Actor, day: datetime.date) -> None:
    now = timezone.now()
    items = PlanVersionItem.objects.filter(version=version)
    supervisor = _supervisor_of(post_of(version, day))
    if side == Side.EMPLOYEE:
        if version.supervisor_id != supervisor:
            version.supervisor_agreed_at = None
        version.employee_agreed_at = now
        items.update(employee_agrees=True)
        version.turn = Side.SUPERVISOR
    else:
        version.supervisor_agreed_at = now
        items.update(supervisor_agrees=True)
        version.turn = Side.EMPLOYEE
        version.supervisor_id = supervisor
    say(version=version, side=side, actor=actor, kind=EntryKind.AGREEMENT)


def _supervisor_of(post: Post | None) -> int | None:
    """Who agrees for the supervisor's side; None stands for the regional head."""
    return post.supervisor.pk if post and post.supervisor else None


def _record(version: PlanVersion, side: Side, actor: Actor) -> None:
    record_event(
        action=AuditEvent.Action.PLAN_AGREED,
        subject=plan_subject(version),
        actor=actor,
        details={
            "version": version.number,
            "edition": version.edition,
            "side": side.value,
            "from_month": version.from_month,
            "agreed": version.state == VersionState.AGREED,
        },
    )
