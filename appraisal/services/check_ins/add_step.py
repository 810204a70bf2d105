"""Either side proposes what to do next."""

import datetime

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.models import CheckIn, NextStep
from appraisal.services.check_ins.check_in_errors import CheckInRefusedError
from appraisal.services.check_ins.edit_check_in import held_check_in
from appraisal.services.check_ins.open_check_in import record_check_in, require_side
from appraisal.services.check_ins.plan_posts import Side

MOST_STEPS = 20
LONGEST_STEP = 300


def add_step(*, check_in: CheckIn, text: str, owner: Side, due_on: datetime.date | None, actor: Actor) -> NextStep:
    """Who does what by when; the same step again is the one that is there.

    Raises:
        NotASideError: the actor is neither side.
        CheckInRefusedError: it says nothing, is due before the talk, or there are too many steps.
    """
    stored = held_check_in(check_in)
    require_side(stored.plan, actor)
    said = " ".join(text.replace("\0", "").split())
    if not said or len(said) > LONGEST_STEP:
        raise CheckInRefusedError(_("Tulis satu langkah dalam paling banyak 300 karakter."))
    if due_on is not None and due_on < stored.held_on:
        raise CheckInRefusedError(_("Batas waktu langkah tidak boleh sebelum tanggal dialog."))
    steps = list(stored.steps.all())
    same = next((one for one in steps if (one.text, one.owner, one.due_on) == (said, owner.value, due_on)), None)
    if same is not None:
        return same
    if len(steps) >= MOST_STEPS:
        raise CheckInRefusedError(_("Catatan ini sudah memuat 20 langkah. Selesaikan dulu, atau buat catatan baru."))
    made = NextStep.objects.create(check_in=stored, text=said, owner=owner, due_on=due_on)
    record_check_in(stored, actor)
    return made
