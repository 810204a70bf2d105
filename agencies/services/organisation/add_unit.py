"""A new unit of the region."""

from django.utils.translation import gettext as _

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.organisation.unit_checks import UnitRefused, refuse_wrong_parent
from agencies.services.record_event import record_event
from agencies.services.take_file import wait_for_other_changes


def add_unit(*, code: str, name: str, kind: str, parent: Agency | None, actor: Actor) -> Agency:
    """Add a unit under another one, or at the top.

    Raises:
        UnitRefused: the code is taken, or the tree would be too deep.
    """
    wait_for_other_changes()
    if Agency.objects.filter(code=code).exists():
        raise UnitRefused(_("Kode %(code)s sudah dipakai unit lain. Pilih kode lain.") % {"code": code}, "code")
    refuse_wrong_parent(code=code, parent=parent)
    unit = Agency.objects.create(code=code, name=name, kind=kind, parent=parent)
    details = {"act": "added", "kind": kind, "parent": parent.name if parent else ""}
    record_event(action=AuditEvent.Action.AGENCY_CHANGED, subject=f"{name} ({code})", actor=actor, details=details)
    return unit
