"""Where an account is signed in: each session as its owner recognises it, and how one is ended from another."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from agencies.models import AuditEvent, Region, SignedInDevice
from agencies.permissions import Actor
from agencies.services.record_account_event import record_account_event
from agencies.tenancy.scope import OPERATORS, region_scope

SEEN = "terlihat"
"""Where a session keeps when its device was last noted as used, in seconds; a session without it is no noted device."""
NOTED_EVERY = 3600


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A session that goes on. ``is_this``: the one that asks."""

    id: int
    agent: str
    address: str
    way: str
    signed_in_at: datetime.datetime
    seen_at: datetime.datetime
    is_this: bool


def load_devices(*, actor: Actor, session_key: str) -> Sequence[DeviceRow]:
    """The actor's, this one first, then those seen last. One query."""
    rows = _going_on(SignedInDevice.objects.filter(user_id=actor.user_id)).order_by("-seen_at", "-id")
    shown = [
        DeviceRow(
            id=row.pk,
            agent=row.agent,
            address=row.address,
            way=row.get_way_display(),
            signed_in_at=row.signed_in_at,
            seen_at=row.seen_at,
            is_this=row.session_key == session_key,
        )
        for row in rows
    ]
    return sorted(shown, key=lambda row: not row.is_this)


def end_devices(devices: QuerySet[SignedInDevice]) -> int:
    """End these sessions of the scope that is open; how many. Whoever calls records it."""
    keys = list(devices.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return SignedInDevice.objects.filter(session_key__in=keys).delete()[0]


def end_own_device(*, device: SignedInDevice, actor: Actor) -> None:
    """End one of the actor's sessions."""
    if end_devices(SignedInDevice.objects.filter(pk=device.pk, user_id=actor.user_id)):
        _record(actor, device.agent or "perangkat", 1)


def end_other_devices(*, actor: Actor, session_key: str) -> int:
    """End all of the actor's sessions but the one that asks; how many."""
    ended = end_devices(SignedInDevice.objects.filter(user_id=actor.user_id).exclude(session_key=session_key))
    if ended:
        _record(actor, "semua perangkat lain", ended)
    return ended


def rename_session(*, before: str, after: str) -> None:
    """The same session under another key, as a changed password gives it. In the scope that is open."""
    SignedInDevice.objects.filter(session_key=before).update(session_key=after)


def note_seen(session_key: str) -> None:
    """The device is being used."""
    SignedInDevice.objects.filter(session_key=session_key).update(seen_at=timezone.now())


def forget_ended_devices() -> int:
    """Forget those whose session is over, the operators' and region by region; how many. Safe to run late or twice."""
    forgotten = 0
    for scope_id in (OPERATORS, *Region.objects.order_by("pk").values_list("pk", flat=True)):
        with region_scope(scope_id):
            forgotten += SignedInDevice.objects.exclude(Exists(_sessions())).delete()[0]
    return forgotten


def _going_on(devices: QuerySet[SignedInDevice]) -> QuerySet[SignedInDevice]:
    return devices.filter(Exists(_sessions().filter(expire_date__gt=timezone.now())))


def _sessions() -> QuerySet[Session]:
    return Session.objects.filter(session_key=OuterRef("session_key"))


def _record(actor: Actor, what: str, number: int) -> None:
    record_account_event(
        action=AuditEvent.Action.SIGNED_OUT_ELSEWHERE, subject=what, actor=actor, details={"count": number}
    )
