"""One of the two sides begins the notes of a talk about a plan."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.typed_text import typed_line
from appraisal.models import CheckIn
from appraisal.services.check_ins.check_in_errors import LONGEST_TOPIC, CheckInRefusedError, NotASideError, written
from appraisal.services.check_ins.plan_posts import Side, load_posts, side_of
from indicators.models import Plan, PlanState


def open_check_in(*, plan: Plan, held_on: datetime.date, topic: str, note: str, actor: Actor) -> CheckIn:
    """Keep the day, the topic and the own note; the same words about the same day are kept once.

    Raises:
        NotASideError: the actor is neither the employee nor the rater.
        CheckInRefusedError: the plan is not agreed, or the day is none on which it could be talked about.
    """
    today = timezone.localdate()
    held = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("employee").get(pk=plan.pk)
    side = require_side(held, actor)
    if held.state != PlanState.AGREED:
        raise CheckInRefusedError(_("Catatan dialog kinerja dibuat untuk SKP yang sudah disepakati."))
    refuse_wrong_day(held, held_on, today)
    said = {note_field(side): written(note), "topic": typed_line(topic, LONGEST_TOPIC)}
    same = CheckIn.objects.filter(plan=held, held_on=held_on, opened_by_id=actor.user_id, edition=1, **said).first()
    if same is not None:
        return same
    made = CheckIn.objects.create(plan=held, held_on=held_on, opened_by_id=actor.user_id, **said)
    record_check_in(made, actor)
    return made


def require_side(plan: Plan, actor: Actor) -> Side:
    """As which side somebody writes. Two queries.

    Raises:
        NotASideError: as none.
    """
    post = load_posts([plan], timezone.localdate()).get(plan.pk)
    side = side_of(post, actor) if post else None
    if side is None:
        raise NotASideError
    return side


def refuse_wrong_day(plan: Plan, day: datetime.date, today: datetime.date) -> None:
    """A talk was held, and about the plan of its year.

    Raises:
        CheckInRefusedError: the day is to come, or too far from the plan's year.
    """
    if day > today:
        raise CheckInRefusedError(_("Tanggal dialog tidak boleh setelah hari ini. Catat setelah dialog berlangsung."))
    if not plan.year - 1 <= day.year <= plan.year + 1:
        raise CheckInRefusedError(_("Tanggal dialog terlalu jauh dari tahun SKP ini. Periksa tahunnya."))


def note_field(side: Side) -> str:
    """Where the note of a side is kept."""
    return "employee_note" if side is Side.EMPLOYEE else "rater_note"


def record_check_in(check_in: CheckIn, actor: Actor) -> None:
    """The line in the audit trail, without a word of what was said."""
    record_event(
        action=AuditEvent.Action.CHECK_IN_KEPT,
        subject=f"dialog kinerja {check_in.plan.employee.name}, {check_in.held_on:%Y-%m-%d}",
        actor=actor,
        details={"check_in": check_in.pk, "plan": check_in.plan_id, "edition": check_in.edition},
    )
