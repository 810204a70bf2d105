"""In which capacity a person works just now: it chooses what the frame of a page offers, and permits nothing.

What a person may do follows from :class:`agencies.permissions.Actor` alone, whatever the capacity.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agencies.models import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agencies.permissions import Actor

SESSION_KEY = "peran"
"""Where the session keeps the choice."""


class Kind(StrEnum):
    """The roles of contract section 6 that have screens of their own, granted ones first."""

    REGION_ADMIN = "region_admin"
    REGIONAL_HEAD = "regional_head"
    AUDITOR = "auditor"
    AGENCY_ADMIN = "agency_admin"
    SUPERVISOR = "supervisor"
    EMPLOYEE = "employee"


@dataclass(frozen=True, slots=True)
class Capacity:
    """One of the roles of a person; an agency admin has one for each agency that was granted.

    ``led_agency_code``: the unit that a supervisor leads, where it is one.
    """

    kind: Kind
    agency_code: str = ""
    agency_name: str = ""
    led_agency_code: str = ""

    @property
    def key(self) -> str:
        """How forms and the session name it: ``supervisor``, ``agency_admin:1.02``."""
        return f"{self.kind}:{self.agency_code}" if self.agency_code else str(self.kind)

    @property
    def label(self) -> str:
        """How people name it: ``Pejabat penilai``, ``Admin perangkat daerah, Dinas Kesehatan``."""
        named = kind_name(self.kind)
        return f"{named}, {self.agency_name}" if self.agency_name else named


def kind_name(kind: Kind) -> str:
    """The role in words, with a capital."""
    names = {
        Kind.REGION_ADMIN: _("Admin daerah"),
        Kind.REGIONAL_HEAD: _("Kepala daerah"),
        Kind.AUDITOR: _("Inspektorat"),
        Kind.AGENCY_ADMIN: _("Admin perangkat daerah"),
        Kind.SUPERVISOR: _("Pejabat penilai"),
        Kind.EMPLOYEE: _("Pegawai"),
    }
    return names[kind]


def capacities_of(actor: Actor) -> tuple[Capacity, ...]:
    """All of a person's, in the order in which they are offered: granted roles, supervisor, employee."""
    return tuple(_capacities(actor))


def _capacities(actor: Actor) -> Iterator[Capacity]:
    for role in (Role.REGION_ADMIN, Role.REGIONAL_HEAD, Role.AUDITOR):
        if role in actor.roles:
            yield Capacity(Kind(role.value))
    for agency in actor.administered:
        yield Capacity(Kind.AGENCY_ADMIN, agency.code, agency.name)
    if actor.has_staff:
        yield Capacity(Kind.SUPERVISOR, led_agency_code=actor.led_agency_code)
    if actor.employee_id is not None:
        yield Capacity(Kind.EMPLOYEE)


def current_capacity(actor: Actor, chosen: str) -> Capacity | None:
    """The chosen one as long as the person still has it, else the first; none for an account without any role."""
    held = capacities_of(actor)
    return next((one for one in held if one.key == chosen), held[0] if held else None)
