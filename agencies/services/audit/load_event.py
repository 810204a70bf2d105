"""One event of the trail with everything it records, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.services.audit.find_events import EventRow
from agencies.services.audit.grouped_nips import details_with_grouped_nips
from agencies.services.audit.tell_details import Told, tell_details

if TYPE_CHECKING:
    from agencies.models import AuditEvent

NIP = re.compile(r"(?<!\d)\d{18}(?!\d)")


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event. ``nip`` is of whom its subject speaks, empty where it names nobody by NIP."""

    row: EventRow
    told: Told
    nip: str

    @classmethod
    def of(cls, event: AuditEvent) -> EventPage:
        """A stored event with its details told."""
        named = NIP.search(event.subject)
        told = tell_details(details_with_grouped_nips(event.details))
        return cls(EventRow.of(event), told, named[0] if named else "")
