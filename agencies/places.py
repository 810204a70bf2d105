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
OWN_ACTUALS = Place(_("Realisasi"), "my-actuals", "camera")
FEEDBACK = Place(_("Umpan balik"), "feedback", "message-square")
OWN_PLANS = Place(_("SKP"), "my-plans", "file-text")
TASKS = Place(_("Tugas"), "rating-tasks", "list-checks")
TEAM = Place(_("Tim saya"), "team", "users")
TEAM_PLANS = Place(_("SKP tim"), "team-plans", "file-text", also="my-plans")
EVALUATIONS = Place(_("Evaluasi"), "evaluations", "clipboard-list")
COMPLETENESS = Place(_("Pemantauan"), "completeness", "eye")
ORGANISATION = Place(_("Organisasi"), "organisation", "layers")
EMPLOYEES = Place(_("Pegawai"), "employees", "users")
INDICATORS = Place(_("Indikator"), "indicators", "target")
SCHEMES = Place(_("Skema"), "schemes", "scale")
SETTINGS = Place(_("Pengaturan"), "schemes", "settings")
RUBRICS = Place(_("Rubrik"), "rubrics", "ruler")
AUDIT_TRAIL = Place(_("Jejak audit"), "audit-trail", "history")
REGION_OVERVIEW = Place(_("Ringkasan"), "region-overview", "chart-column")
AGENCY_OVERVIEW = Place(_("Ringkasan"), "agency-overview", "chart-column", of_agency=True)

PLACES: Mapping[Kind, tuple[Place, ...]] = MappingProxyType(
    {
        Kind.EMPLOYEE: (OWN_PERFORMANCE, OWN_ACTUALS, OWN_PLANS, FEEDBACK, INDICATORS),
        Kind.SUPERVISOR: (TASKS, TEAM, TEAM_PLANS, FEEDBACK, EVALUATIONS),
        Kind.AGENCY_ADMIN: (AGENCY_OVERVIEW, COMPLETENESS, INDICATORS, EMPLOYEES, EVALUATIONS),
        Kind.REGION_ADMIN: (REGION_OVERVIEW, COMPLETENESS, INDICATORS, ORGANISATION, EVALUATIONS, SETTINGS),
        Kind.REGIONAL_HEAD: (REGION_OVERVIEW, TASKS, TEAM_PLANS, FEEDBACK, COMPLETENESS, EVALUATIONS),
        Kind.AUDITOR: (REGION_OVERVIEW, COMPLETENESS, EVALUATIONS, INDICATORS, SCHEMES, AUDIT_TRAIL),
    }
)

ADMINS = frozenset({Kind.REGION_ADMIN, Kind.AGENCY_ADMIN})
LEADERS = frozenset({Kind.SUPERVISOR, Kind.REGIONAL_HEAD})
RATED = frozenset({Kind.EMPLOYEE})
TALKING = frozenset({Kind.EMPLOYEE, Kind.SUPERVISOR, Kind.REGIONAL_HEAD})
READERS = ADMINS | {Kind.REGIONAL_HEAD, Kind.AUDITOR}
OF_THE_REGION = READERS - {Kind.AGENCY_ADMIN}
SETTING_UP = frozenset({Kind.REGION_ADMIN})


@dataclass(frozen=True, slots=True)
class Sister:
    """An entry of the second level: pages of one area, as tabs on each of them. ``kinds``: who is offered it.

    ``also`` names the pages that it leads on to: on them, too, one is at this entry. ``of_agency``: its address names
    the agency of the role. ``of_leaders``: offered to who leads a unit alone.
    """

    label: _StrPromise
    name: str
    kinds: frozenset[Kind] = frozenset(Kind)
    also: tuple[str, ...] = ()
    of_agency: bool = False
    of_leaders: bool = False

    def is_offered_to(self, capacity: Capacity) -> bool:
        """Whether somebody in a role is offered it."""
        return capacity.kind in self.kinds and (bool(capacity.led_agency_code) or not self.of_leaders)

    def address_for(self, capacity: Capacity) -> str:
        """Where it leads somebody in a role."""
        code = capacity.led_agency_code if self.of_leaders else capacity.agency_code
        return reverse(self.name, args=[code] if self.of_agency else [])

    def is_at(self, name: str) -> bool:
        """Whether a page, by the name of its address, is this entry's."""
        return name in {self.name, *self.also}


#: The pages of single documents: whoever works as employee finds the own ones alone.
PRINTED = (
    "scorecard-document",
    "evaluation-form",
    "evaluation-document",
    "plan-document",
    "agreed-plan-document",
    "document",
)

#: What the list of accounts leads on to.
ACCOUNT_PAGES = (
    *("account-of", "new-account", "create-accounts", "link-sheet", "take-role", "grant-role", "switch-account"),
    *("drop-factor", "end-devices", "give-link"),
)

#: Level 2. The first entry of an area is its place on level 1. A page may belong to two areas of different roles.
AREAS: tuple[tuple[Sister, ...], ...] = (
    (
        Sister(_("Nilai"), "my-performance", RATED),
        Sister(_("Riwayat"), "my-history", RATED),
        Sister(_("Coba hitung"), "what-if", RATED),
        Sister(_("Dokumen"), "my-documents", RATED, also=PRINTED),
    ),
    (
        Sister(_("Ringkasan"), "region-overview", OF_THE_REGION),
        Sister(_("Ringkasan"), "agency-overview", frozenset({Kind.AGENCY_ADMIN}), ("agency-document",), of_agency=True),
        Sister(_("Perbandingan"), "comparison", READERS),
        Sister(_("Dokumen"), "documents", READERS),
        Sister(_("Paket dokumen"), "packages", READERS),
        Sister(_("Kop"), "letterhead", frozenset({Kind.REGION_ADMIN})),
    ),
    (
        Sister(_("Evaluasi"), "evaluations", frozenset({Kind.SUPERVISOR})),
        Sister(
            _("Ringkasan"),
            "agency-overview",
            frozenset({Kind.SUPERVISOR}),
            ("agency-document",),
            of_agency=True,
            of_leaders=True,
        ),
        Sister(_("Perbandingan"), "comparison", frozenset({Kind.SUPERVISOR}), of_leaders=True),
        Sister(_("Dokumen"), "documents", frozenset({Kind.SUPERVISOR})),
    ),
    (
        Sister(_("Realisasi"), "my-actuals", RATED),
        Sister(_("Bukti dukung"), "evidence-library", RATED),
    ),
    (
        Sister(_("Tugas"), "rating-tasks", LEADERS),
        Sister(_("Verifikasi"), "verifications", LEADERS),
        Sister(_("Usulan penilai"), "nominations", LEADERS),
        Sister(_("Delegasi"), "delegations", LEADERS),
        Sister(_("Predikat organisasi"), "newest-organisation-ratings", LEADERS, also=("organisation-ratings",)),
        Sister(_("Sebaran"), "newest-distribution", LEADERS, also=("distribution",)),
    ),
    (
        Sister(_("Umpan balik"), "feedback", TALKING),
        Sister(_("Dialog kinerja"), "check-ins", TALKING),
        Sister(_("Penilai saya"), "peer-raters", RATED),
        Sister(_("Menilai rekan"), "peer-tasks", RATED),
    ),
    (
        Sister(_("Pengisian"), "completeness", READERS),
        Sister(_("Periode"), "periods", READERS),
        Sister(_("Jadwal"), "schedule", READERS),
        Sister(_("Proses evaluasi"), "evaluation-runs", READERS),
        Sister(_("Sebaran"), "newest-distribution", READERS - LEADERS, also=("distribution",)),
        Sister(_("Pengecualian"), "exclusions", ADMINS),
        Sister(_("Delegasi"), "delegations", ADMINS),
    ),
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
        Sister(_("Akun"), "accounts", frozenset({Kind.AGENCY_ADMIN}), ACCOUNT_PAGES),
    ),
    (
        Sister(_("Skema penilaian"), "schemes"),
        Sister(_("Rubrik"), "rubrics"),
        Sister(_("Peran dan akses"), "accounts", SETTING_UP, ACCOUNT_PAGES),
        Sister(_("Identitas"), "identity", SETTING_UP),
        Sister(_("Penyedia identitas"), "identity-provider", SETTING_UP),
        Sister(_("Integrasi"), "integrations", SETTING_UP, also=("new-token", "revoke-token")),
        Sister(_("Jejak audit"), "audit-trail", SETTING_UP, also=("audit-event", "row-history")),
        Sister(_("Data pribadi"), "personal-data", SETTING_UP, also=("redact-person",)),
    ),
    (Sister(_("Daftar SKP"), "team-plans", LEADERS), Sister(_("Matriks peran hasil"), "role-matrix", LEADERS)),
)


def area_of(name: str, capacity: Capacity) -> tuple[Sister, ...]:
    """The entries that a role is offered of the area that a page belongs to, by the name of its address.

    Empty for a page of no area, or of none in this role.
    """
    offered = (tuple(sister for sister in area if sister.is_offered_to(capacity)) for area in AREAS)
    return next((area for area in offered if any(sister.is_at(name) for sister in area)), ())


def places_of(capacity: Capacity) -> Iterator[tuple[Place, str]]:
    """The places of a capacity with their addresses, in order."""
    for place in PLACES[capacity.kind]:
        yield place, reverse(place.name, args=[capacity.agency_code] if place.of_agency else [])


def landing_of(capacity: Capacity) -> str:
    """The address where a capacity begins."""
    return next(address for _place, address in places_of(capacity))
