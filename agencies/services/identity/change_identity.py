"""The name of a region and the colour of its head line, changed by the region admin."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Accent, AuditEvent, Region
from agencies.permissions import Actor, may_change_identity
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id


@dataclass(frozen=True, slots=True)
class IdentityFacts:
    """What a region may say of itself here. Its code and its time zone are not among it."""

    name: str
    accent: str

    @classmethod
    def of(cls, region: Region) -> IdentityFacts:
        """What is stored."""
        return cls(region.name, region.accent)


class IdentityChangedError(Exception):
    """Somebody else changed it after the form was shown; ``stored`` is what it is now."""

    def __init__(self, stored: IdentityFacts) -> None:
        super().__init__(stored)
        self.stored = stored


class IdentityRefusedError(Exception):
    """The name cannot be taken; the message says why."""


def change_identity(*, facts: IdentityFacts, began_with: IdentityFacts, actor: Actor) -> bool:
    """Store name and colour of the region in scope; says whether anything changed.

    Documents that were issued are stored files and keep the old name; whoever asks for one again gets a new version.

    Raises:
        PermissionDenied: it is not the region admin.
        IdentityRefusedError: no name, no colour of the list, or the name of another region.
        IdentityChangedError: what the form began with is not what is stored any more.
    """
    if not may_change_identity(actor):
        raise PermissionDenied(_("Nama dan warna daerah diatur oleh admin daerah."))
    with transaction.atomic():
        region = Region.objects.select_for_update().get(pk=current_region_id())
        stored = IdentityFacts.of(region)
        if stored == facts:
            return False
        _refuse_odd(facts, region.pk)
        if stored != began_with:
            raise IdentityChangedError(stored)
        region.name, region.accent = facts.name, facts.accent
        region.save(update_fields=["name", "accent"])
        record_event(
            action=AuditEvent.Action.IDENTITY_CHANGED,
            subject=facts.name,
            actor=actor,
            details={"before": asdict(stored), "after": asdict(facts)},
        )
    return True


def _refuse_odd(facts: IdentityFacts, region_id: int) -> None:
    """Two regions of one name could not be told apart where one signs in."""
    if not facts.name:
        raise IdentityRefusedError(_("Isi nama daerah, misalnya Kota Kupang."))
    if facts.accent not in Accent.values:
        raise IdentityRefusedError(_("Warna itu tidak ada dalam daftar. Pilih salah satu dari delapan warna."))
    if Region.objects.filter(name__iexact=facts.name).exclude(pk=region_id).exists():
        raise IdentityRefusedError(
            _("Daerah lain di pemasangan ini sudah bernama %(name)s. Tulis nama yang membedakan.")
            % {"name": facts.name}
        )
