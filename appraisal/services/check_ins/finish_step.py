"""Whose step it is says that it is done, or that it is not done after all."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.models import NextStep
from appraisal.services.check_ins.check_in_errors import CheckInRefusedError, NotASideError
from appraisal.services.check_ins.edit_check_in import held_check_in
from appraisal.services.check_ins.open_check_in import record_check_in, require_side


class NotYourStepError(NotASideError):
    """The other side takes the step."""

    def __init__(self) -> None:
        CheckInRefusedError.__init__(self, _("Langkah ini ditandai selesai oleh pelaksananya."))


def finish_step(*, step: NextStep, is_done: bool, actor: Actor) -> NextStep:
    """Set it to done or not done; saying the same again changes nothing.

    Raises:
        NotASideError: the actor is neither side.
        NotYourStepError: the step belongs to the other side.
    """
    stored = held_check_in(step.check_in)
    side = require_side(stored.plan, actor)
    if step.owner != side:
        raise NotYourStepError
    held = NextStep.objects.select_for_update().get(pk=step.pk)
    if (held.done_at is not None) == is_done:
        return held
    held.done_at = timezone.now() if is_done else None
    held.save(update_fields=["done_at"])
    record_check_in(stored, actor)
    return held
