"""A unit gets another name, kind or place in the tree."""

from dataclasses import asdict, dataclass

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.organisation.unit_checks import refuse_wrong_parent
from agencies.services.record_event import record_event
from agencies.services.take_file import wait_for_other_changes


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What can be changed of a unit; ``parent_code`` is empty at the top."""

    name: str
    kind: str
    parent_code: str

    @classmethod
    def of(cls, unit: Agency) -> "UnitFacts":
        """What is stored; the parent must have been loaded with it."""
        return cls(unit.name, unit.kind, unit.parent.code if unit.parent else "")


class UnitChangedError(Exception):
    """Somebody else changed the unit after the form was shown; ``stored`` is what it is now."""

    def __init__(self, stored: UnitFacts) -> None:
        super().__init__(stored)
        self.stored = stored


def change_unit(
    *, unit: Agency, name: str, kind: str, parent: Agency | None, began_with: UnitFacts, actor: Actor
) -> Agency:
    """Store the new facts; what was before stays in the history of the row. Without a change nothing is written.

    Raises:
        UnitChangedError: what the form began with is not what is stored any more.
        UnitRefused: a circle, or too many levels.
    """
    wait_for_other_changes()
    unit = Agency.objects.select_related("parent").get(pk=unit.pk)
    stored, wanted = UnitFacts.of(unit), UnitFacts(name, kind, parent.code if parent else "")
    if stored == wanted:
        return unit
    if stored != began_with:
        raise UnitChangedError(stored)
    if stored.parent_code != wanted.parent_code:
        refuse_wrong_parent(code=unit.code, parent=parent)
    unit.name, unit.kind, unit.parent = name, kind, parent
    unit.save(update_fields=["name", "kind", "parent"])
    details = {"act": "changed", "before": asdict(stored), "after": asdict(wanted)}
    record_event(action=AuditEvent.Action.AGENCY_CHANGED, subject=f"{name} ({unit.code})", actor=actor, details=details)
    return unit
