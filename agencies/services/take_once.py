"""A form that comes twice is taken once."""

from uuid import UUID

from agencies.models import SentForm
from agencies.permissions import Actor


def is_repeated(*, key: UUID | None, what: str, actor: Actor) -> bool:
    """Whether a form with this key was stored before; if not, it counts as stored with the transaction that is open.

    Without a key (no script, a program) nothing is known of the form, so it is new. Ask after everything that may
    refuse the form and before writing: who was refused sends the same form again. Two statements.
    """
    if key is None:
        return False
    if SentForm.objects.filter(user_id=actor.user_id, key=key).exists():
        return True
    # Two at the very same moment: the second waits here for the first, then finds its row and changes nothing.
    SentForm.objects.bulk_create([SentForm(user_id=actor.user_id, key=key, what=what)], ignore_conflicts=True)
    return False
