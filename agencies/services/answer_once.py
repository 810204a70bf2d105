"""What a program asks under a key of its own (``Idempotency-Key``) is done once and answered alike ever after."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.models import SentRequest
from agencies.permissions import Actor

_BEING_DONE = 0
"""Status of a request whose answer is not there yet. Nobody else sees it: it is written with the answer or never."""


class KeyUsedError(ValueError):
    """The key named another request before; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status of HTTP with the text that went with it. ``is_repeated``: it was given before, and nothing was done."""

    status: int
    text: str
    is_repeated: bool = False


@transaction.atomic
def answer_once(*, key: str, digest: str, actor: Actor, answer: Callable[[], Answer]) -> Answer:
    """The answer to a request, made by ``answer`` unless the key has one; both are stored together or not at all.

    ``digest`` is the SHA-256 of what is asked. Of two requests under one key at the very same moment the second waits
    for the first and is then answered alike; if the first fails, the second is done in its place.

    Raises:
        KeyUsedError: something else was asked under this key.
    """
    try:
        with transaction.atomic():
            sent = SentRequest.objects.create(
                user_id=actor.user_id, key=key, digest=digest, status=_BEING_DONE, answer=""
            )
    except IntegrityError:
        return _former(key, digest, actor)
    given = answer()
    # As a text within the JSON: an object would come back with its members in another order.
    sent.status, sent.answer = given.status, given.text
    sent.save(update_fields=["status", "answer"])
    return given


def _former(key: str, digest: str, actor: Actor) -> Answer:
    sent = SentRequest.objects.get(user_id=actor.user_id, key=key)
    if sent.digest != digest:
        msg = _("Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru untuk isi yang baru.")
        raise KeyUsedError(msg)
    return replace(Answer(sent.status, sent.answer), is_repeated=True)
