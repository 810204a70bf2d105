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
    """An entry of the navigation: its label, the name of its address, its icon. ``of_agency``: names the agency."""

    label: _StrPromise
    name: str
    icon: str
    of_agency: bool = False


OWN_PERFORMANCE = Place(_("Kinerja saya"), "my-performance", "clipboard-check")
TASKS = Place(_("Tugas"), "rating-tasks", "list-checks")
EVALUATIONS = Place(_("Evaluasi"), "evaluations", "clipboard-list")
INDICATORS = Place(_("Indikator"), "indicators", "target")
SCHEMES = Place(_("Skema"), "schemes", "scale")
RUBRICS = Place(_("Rubrik"), "rubrics", "ruler")
REGION_OVERVIEW = Place(_("Ringkasan"), "region-overview", "chart-column")
AGENCY_OVERVIEW = Place(_("Ringkasan"), "agency-overview", "chart-column", of_agency=True)

PLACES: Mapping[Kind, tuple[Place, ...]] = MappingProxyType(
    {
        Kind.EMPLOYEE: (OWN_PERFORMANCE,),
        Kind.SUPERVISOR: (TASKS, EVALUATIONS),
        Kind.AGENCY_ADMIN: (AGENCY_OVERVIEW, INDICATORS, EVALUATIONS),
        Kind.REGION_ADMIN: (REGION_OVERVIEW, INDICATORS, EVALUATIONS, SCHEMES, RUBRICS),
        Kind.REGIONAL_HEAD: (REGION_OVERVIEW, TASKS, EVALUATIONS),
        Kind.AUDITOR: (REGION_OVERVIEW, EVALUATIONS, INDICATORS, SCHEMES, RUBRICS),
    }
)


def places_of(capacity: Capacity) -> Iterator[tuple[Place, str]]:
    """The places of a capacity with their addresses, in order."""
    for place in PLACES[capacity.kind]:
        yield place, reverse(place.name, args=[capacity.agency_code] if place.of_agency else [])


def landing_of(capacity: Capacity) -> str:
    """The address where a capacity begins."""
    return next(address for _place, address in places_of(capacity))
