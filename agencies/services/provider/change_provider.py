"""The region's identity provider gets set up, changed, switched on and off."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, IdentityProvider, Region
from agencies.permissions import Actor
from agencies.sealing import seal
from agencies.services.provider.check_provider import check_provider
from agencies.services.provider.problems import ProviderProblem
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """What a person writes. The secret is not among it: it is written and never read."""

    name: str = ""
    issuer: str = ""
    client_id: str = ""
    login_claim: str = "nip"
    is_active: bool = False

    @classmethod
    def of(cls, provider: IdentityProvider) -> "ProviderFacts":
        """What is stored."""
        return cls(**{name: getattr(provider, name) for name in cls.__dataclass_fields__})


class ProviderRefusedError(Exception):
    """It cannot be set up like this; the text says why and what to change, ``field`` which part of it."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class ProviderChangedError(Exception):
    """Somebody else changed it after the form was shown; ``stored`` is what it is now."""

    def __init__(self, stored: IdentityProvider) -> None:
        super().__init__(stored)
        self.stored = stored


def stored_provider() -> IdentityProvider:
    """The one of the region in scope; an empty one where nothing was set up yet. One query."""
    return IdentityProvider.objects.first() or IdentityProvider()


def change_provider(
    *, facts: ProviderFacts, secret: str | None, began_with: datetime.datetime | None, actor: Actor
) -> bool:
    """Store it. Says whether anything changed. Signing in with a password stays possible whatever is stored.

    ``secret``: a new one, empty for a client without one, nothing where the stored one stays. It stays only for the
    same issuer and client, since whoever could move it to another issuer could read it. ``began_with`` is when what
    the form showed had been written. One that is switched on, or moved while on, must answer now.

    Raises:
        ProviderRefusedError: the secret must be typed again, or the provider does not answer as it should.
        ProviderChangedError: what the form began with is not what is stored any more.
    """
    with transaction.atomic():
        # There may be no row to lock yet. The provider is asked meanwhile, so that the region's own work must not wait:
        # every new row looks at its region's.
        region = Region.objects.select_for_update(no_key=True).get(pk=current_region_id())
        provider = stored_provider()
        before = ProviderFacts.of(provider)
        if facts == before and secret is None:
            return False
        if provider.pk and provider.changed_at != began_with:
            raise ProviderChangedError(provider)
        _refuse_moved_secret(provider, facts, secret)
        _refuse_silent(before, facts)
        for name, value in asdict(facts).items():
            setattr(provider, name, value)
        if secret is not None:
            provider.sealed_secret = seal(secret) if secret else ""
        provider.save()
        region.uses_provider = facts.is_active
        region.save(update_fields=["uses_provider"])
        _record(before, facts, secret, actor)
    return True


def _refuse_moved_secret(provider: IdentityProvider, facts: ProviderFacts, secret: str | None) -> None:
    is_moved = (provider.issuer, provider.client_id) != (facts.issuer, facts.client_id)
    if provider.sealed_secret and secret is None and is_moved:
        text = _("Alamat penerbit atau ID klien berubah. Ketik rahasia klien yang berlaku di sana.")
        raise ProviderRefusedError(text, "secret")


def _refuse_silent(before: ProviderFacts, facts: ProviderFacts) -> None:
    if not facts.is_active or (before.is_active and before.issuer == facts.issuer):
        return
    try:
        check_provider(facts.issuer, claim=facts.login_claim)
    except ProviderProblem as problem:
        text = _("Belum dapat dipakai. %(problem)s Simpan dahulu tanpa memakainya bila perlu.")
        raise ProviderRefusedError(text % {"problem": problem}, "issuer") from problem


def _record(before: ProviderFacts, facts: ProviderFacts, secret: str | None, actor: Actor) -> None:
    was, now = asdict(before), asdict(facts)
    changed: dict[str, object] = {
        name: {"before": was[name], "after": now[name]} for name in now if was[name] != now[name]
    }
    if secret is not None:
        changed["secret"] = "replaced" if secret else "removed"
    record_event(action=AuditEvent.Action.IDENTITY_PROVIDER_CHANGED, subject=facts.name, actor=actor, details=changed)
