"""A form that comes twice is taken once."""

from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import SentForm
from agencies.permissions import Actor


def is_repeated(*, key: UUID | None, what: str, actor: Actor) -> bool:
    """Whether a form with this key was stored before; if not, it counts as stored with the transaction that is open.

    Without a key (no script, a program) nothing is known of the form, so it is new; so is one that says something else
    (``what``) under a key that was used. Ask after everything that may refuse the form and before writing: who was
    refused sends the same form again. Of two at the very same moment the second waits for the first.
    """
    if key is None:
        return False
    try:
        with transaction.atomic():
            SentForm.objects.create(user_id=actor.user_id, key=key, what=what)
    except IntegrityError:
        others = SentForm.objects.filter(user_id=actor.user_id, key=key).exclude(what=what)
        return not others.update(what=what)
    return False
