"""A side writes its own note of a talk."""

import datetime

from django.utils import timezone

from agencies.permissions import Actor
from agencies.typed_text import typed_line
from appraisal.models import CheckIn
from appraisal.services.check_ins.check_in_errors import LONGEST_TOPIC, CheckInChangedError, written
from appraisal.services.check_ins.open_check_in import note_field, record_check_in, refuse_wrong_day, require_side


def edit_check_in(
    *, check_in: CheckIn, edition: int, held_on: datetime.date, topic: str, note: str, actor: Actor
) -> CheckIn:
    """Store day, topic and the own note; the note of the other side stays as it is.

    Raises:
        NotASideError: the actor is neither side.
        CheckInChangedError: it is another edition than the one that was shown.
        CheckInRefusedError: the day is none on which the plan could be talked about, or the note is too long.
    """
    stored = held_check_in(check_in)
    field = note_field(require_side(stored.plan, actor))
    if stored.edition != edition:
        raise CheckInChangedError(stored)
    refuse_wrong_day(stored.plan, held_on, timezone.localdate())
    stored.held_on, stored.topic = held_on, typed_line(topic, LONGEST_TOPIC)
    setattr(stored, field, written(note))
    stored.edition += 1
    stored.save(update_fields=["held_on", "topic", field, "edition", "edited_at"])
    record_check_in(stored, actor)
    return stored


def held_check_in(check_in: CheckIn) -> CheckIn:
    """The stored notes, held until the transaction ends."""
    return CheckIn.objects.select_for_update(of=("self",)).select_related("plan__employee").get(pk=check_in.pk)
