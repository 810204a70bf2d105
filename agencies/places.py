"""The places of each role: one frozen table of the navigation (level 1), whose first entry is the landing page.

Screens of higher apps are known here by the name of their address only.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.capacities import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.utils.functional import _StrPromise

    from agencies.capacities import Capacity


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation: its label, the name of its address, its icon. ``of_agency``: names the agency.

    ``also`` names another address below which one is still at this place.
    """

    label: _StrPromise
    name: str
    icon: str
    of_agency: bool = False
    also: str = ""


OWN_PERFORMANCE = Place(_("Kinerja saya"), "my-performance", "clipboard-check")
OWN_PLANS = Place(_("SKP"), "my-plans", "file-text")
TASKS = Place(_("Tugas"), "rating-tasks", "list-checks")
TEAM_PLANS = Place(_("SKP tim"), "team-plans", "users", also="my-plans")
EVALUATIONS = Place(_("Evaluasi"), "evaluations", "clipboard-list")
PERIODS = Place(_("Periode"), "periods", "calendar")
ORGANISATION = Place(_("Organisasi"), "organisation", "layers")
EMPLOYEES = Place(_("Pegawai"), "employees", "users")
INDICATORS = Place(_("Indikator"), "indicators", "target")
SCHEMES = Place(_("Skema"), "schemes", "scale")
RUBRICS = Place(_("Rubrik"), "rubrics", "ruler")
REGION_OVERVIEW = Place(_("Ringkasan"), "region-overview", "chart-column")
AGENCY_OVERVIEW = Place(_("Ringkasan"), "agency-overview", "chart-column", of_agency=True)

PLACES: Mapping[Kind, tuple[Place, ...]] = MappingProxyType(
    {
        Kind.EMPLOYEE: (OWN_PERFORMANCE, OWN_PLANS, INDICATORS),
        Kind.SUPERVISOR: (TASKS, TEAM_PLANS, EVALUATIONS),
        Kind.AGENCY_ADMIN: (AGENCY_OVERVIEW, INDICATORS, EMPLOYEES, EVALUATIONS),
        Kind.REGION_ADMIN: (REGION_OVERVIEW, PERIODS, INDICATORS, ORGANISATION, EVALUATIONS, SCHEMES),
        Kind.REGIONAL_HEAD: (REGION_OVERVIEW, TASKS, TEAM_PLANS, EVALUATIONS),
        Kind.AUDITOR: (REGION_OVERVIEW, EVALUATIONS, INDICATORS, SCHEMES),
    }
)

ADMINS = frozenset({Kind.REGION_ADMIN, Kind.AGENCY_ADMIN})
LEADERS = frozenset({Kind.SUPERVISOR, Kind.REGIONAL_HEAD})
READERS = ADMINS | {Kind.REGIONAL_HEAD, Kind.AUDITOR}


@dataclass(frozen=True, slots=True)
class Sister:
    """An entry of the second level: pages of one area, as tabs on each of them. ``kinds``: who is offered it."""

    label: _StrPromise
    name: str
    kinds: frozenset[Kind] = frozenset(Kind)


#: Level 2. The first entry of an area is its place on level 1.
AREAS: tuple[tuple[Sister, ...], ...] = (
    (
        Sister(_("Katalog"), "indicators"),
        Sister(_("Bobot dan target"), "agreements", ADMINS),
        Sister(_("Masukan"), "contributions"),
        Sister(_("Metode penilaian"), "method"),
    ),
    (
        Sister(_("Unit kerja"), "organisation", READERS),
        Sister(_("Pegawai"), "employees", READERS),
        Sister(_("Impor dari Excel"), "imports", ADMINS),
    ),
    (Sister(_("Skema penilaian"), "schemes"), Sister(_("Rubrik"), "rubrics")),
    (Sister(_("Daftar SKP"), "team-plans", LEADERS), Sister(_("Matriks peran hasil"), "role-matrix", LEADERS)),
)


def area_of(name: str) -> tuple[Sister, ...]:
    """The area that a page belongs to, by the name of its address; empty for a page of no area."""
    return next((area for area in AREAS if any(sister.name == name for sister in area)), ())


def places_of(capacity: Capacity) -> Iterator[tuple[Place, str]]:
    """The places of a capacity with their addresses, in order."""
    for place in PLACES[capacity.kind]:
        yield place, reverse(place.name, args=[capacity.agency_code] if place.of_agency else [])


def landing_of(capacity: Capacity) -> str:
    """The address where a capacity begins."""
    return next(address for _place, address in places_of(capacity))
