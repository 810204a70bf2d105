"""The token behind a secret, if it still opens anything."""

import datetime
import hashlib
import re
from typing import NamedTuple

from django.utils import timezone

from agencies.models import ApiToken

PREFIX = "tmb"
_SHAPE = re.compile(rf"{PREFIX}_(\d{{1,9}})_([A-Za-z0-9_-]{{43}})")
_NOTED_EVERY = datetime.timedelta(hours=1)


class Secret(NamedTuple):
    """What a program shows: the region it belongs to, by which it is looked up, and 256 random bits."""

    region_id: int
    text: str

    @property
    def digest(self) -> str:
        """What is kept of it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def shown(self) -> str:
        """As it is handed to a program, once."""
        return f"{PREFIX}_{self.region_id}_{self.text}"


def read_secret(text: str) -> Secret | None:
    """A secret by its shape; whether it opens anything is another question."""
    found = _SHAPE.fullmatch(text)
    return Secret(int(found[1]), found[2]) if found else None


def find_token(secret: Secret) -> ApiToken | None:
    """The token with its account, in the region's scope, unless it is revoked, over, or its account is switched off.

    That it was used is noted once an hour: a program that asks each second writes no row each second.
    """
    now = timezone.now()
    held = ApiToken.objects.filter(
        secret_hash=secret.digest, revoked_at=None, expires_at__gt=now, user__is_active=True
    ).select_related("user__region")
    token = held.first()
    if token is not None and (token.last_used_at is None or token.last_used_at < now - _NOTED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
