"""Whom a form means by what was typed or picked as superior: a NIP, a name, or an entry of the list."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from agencies.files.nip import format_nip
from agencies.models import Employee, Placement, PlacementKind

MOST_OFFERED = 150
MOST_CANDIDATES = 12
_NIP = re.compile(r"(?:\d[\s.\-]*){18}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be meant; ``entry`` is how the list of the field writes them."""

    nip: str
    name: str
    position: str
    agency: str

    @property
    def entry(self) -> str:
        """`Sari Wulandari, 19850101 201001 1 001`: what the field holds once it is picked."""
        return entry_of(self.name, self.nip)


@dataclass(frozen=True, slots=True)
class FoundSuperior:
    """One person, or several to choose from, or none."""

    person: Employee | None = None
    candidates: tuple[Candidate, ...] = ()


def entry_of(name: str, nip: str) -> str:
    """How the list of the field writes a person."""
    return f"{name}, {format_nip(nip)}"


def find_superior(*, typed: str, picked: str = "", day: datetime.date) -> FoundSuperior:
    """Among the people of the region: by the NIP in the text, else by name; ``picked`` is the NIP of a candidate.

    At most two queries.
    """
    nip = picked or _nip_in(typed)
    if nip:
        return FoundSuperior(Employee.objects.filter(nip=nip).first())
    name = " ".join(typed.split())
    found = list(Employee.objects.filter(name__icontains=name).order_by("name__sort_key", "nip")[: MOST_CANDIDATES + 1])
    exact = [one for one in found if one.name.casefold() == name.casefold()]
    if len(found) == 1 or len(exact) == 1:
        return FoundSuperior((exact or found)[0])
    return FoundSuperior(candidates=_candidates(Employee.objects.filter(pk__in=[one.pk for one in found]), day))


def offered_superiors(*, agency_ids: Collection[int], day: datetime.date) -> tuple[Candidate, ...]:
    """Those who sit in some units, for the list of the field: who leads somebody already comes first. One query."""
    seated = Placement.objects.during(day, day).filter(agency_id__in=agency_ids, kind=PlacementKind.DEFINITIVE)
    led = Placement.objects.during(day, day).filter(supervisor_id=OuterRef("employee_id"))
    rows = seated.annotate(leads=Exists(led)).order_by("-leads", "employee__name__sort_key", "employee__nip")
    return tuple(
        Candidate(*facts)
        for facts in rows.values_list("employee__nip", "employee__name", "position", "agency__name")[:MOST_OFFERED]
    )


def _candidates(people: QuerySet[Employee], day: datetime.date) -> tuple[Candidate, ...]:
    seated = Placement.objects.during(day, day).filter(employee__in=people)
    rows = seated.order_by("employee__name__sort_key", "employee__nip", "kind").values_list(
        "employee__nip", "employee__name", "position", "agency__name"
    )
    return tuple({facts[0]: Candidate(*facts) for facts in rows}.values())


def _nip_in(typed: str) -> str:
    found = _NIP.search(typed)
    return "".join(character for character in found[0] if character.isdecimal()) if found else ""
