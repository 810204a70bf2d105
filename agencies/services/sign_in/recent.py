"""A sign-in of a moment ago, for accounts that have no password to be asked for again."""

import datetime

from django.utils import timezone

from agencies.models import SignedInDevice
from agencies.permissions import Actor

RECENT = datetime.timedelta(minutes=10)


def came_in_lately(*, actor: Actor, session_key: str) -> bool:
    """Whether this very session of the actor began within ``RECENT``, however much it was used since. One query."""
    since = timezone.now() - RECENT
    rows = SignedInDevice.objects.filter(user_id=actor.user_id, session_key=session_key, signed_in_at__gt=since)
    return rows.exists()
