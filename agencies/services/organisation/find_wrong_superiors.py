"""Whose superior looks wrong on a day: the top complaint of users, found before they have to complain."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, TextChoices

from agencies.models import Placement
from agencies.name_order import sort_key
from agencies.querysets import PlacementQuerySet
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree


class WrongReason(TextChoices):
    """Why a superior looks wrong; the label says it to people."""

    NO_SUPERIOR = "no_superior", "Belum punya atasan, padahal bukan pimpinan perangkat daerah"
    SUPERIOR_LEFT = "superior_left", "Penempatan atasan sudah berakhir"
    SUPERIOR_ELSEWHERE = "superior_elsewhere", "Atasan berada di unit lain yang tidak membawahi unit ini"
    SUPERIOR_BELOW = "superior_below", "Jenis jabatan atasan lebih rendah"
    SUPERIOR_INACTIVE = "superior_inactive", "Akun atasan tidak aktif, sehingga tidak dapat menilai"


@dataclass(frozen=True, slots=True)
class WrongSuperior:
    """A person with a superior to look at, and why. ``supervisor`` is a name, "" where there is none."""

    employee_id: int
    name: str
    nip: str
    unit: str
    supervisor: str
    reason: WrongReason

    @property
    def sentence(self) -> str:
        """The reason for people."""
        return str(self.reason.label)


#: Managerial posts by rank (UU 20/2023, Art. 13; domain 4.3). Functional posts have no rank among them: a doctor may
#: lead a puskesmas, and a member of its office staff then rightly stands under somebody without such a post.
RANKS = {"pelaksana": 0, "pengawas": 1, "administrator": 2, "jpt pratama": 3, "jpt madya": 4, "jpt utama": 5}


@dataclass(frozen=True, slots=True)
class _Place:
    """A placement in force; ``supervisor_active`` is None without a supervisor."""

    employee_id: int
    name: str
    nip: str
    agency_id: int
    unit: str
    position_kind: str
    supervisor_id: int | None
    supervisor: str | None
    supervisor_active: bool | None


def find_wrong_superiors(
    *, day: datetime.date, agency_ids: Collection[int] | None = None, nips: Collection[str] | None = None
) -> tuple[WrongSuperior, ...]:
    """The people placed on a day whose superior looks wrong, by unit and name; one entry for each placement.

    Only those of some units or with some NIPs, where given. Five queries, whatever the number of people.
    """
    places = [_Place(*facts) for facts in _asked(day, agency_ids, nips).values_list(*_FACTS)]
    if not places:
        return ()
    look = _Look(places, day)
    found = [(place, reason) for place in places if (reason := look.reason(place))]
    return tuple(
        WrongSuperior(place.employee_id, place.name, place.nip, place.unit, place.supervisor or "", reason)
        for place, reason in sorted(found, key=lambda pair: _in_order(pair[0]))
    )


def _in_order(place: _Place) -> tuple[str, str, str]:
    return sort_key(place.unit), sort_key(place.name), place.nip


_FACTS = (
    *("employee_id", "employee__name", "employee__nip", "agency_id", "agency__name", "position_kind"),
    *("supervisor_id", "supervisor__name", "supervisor__user__is_active"),
)


def _asked(day: datetime.date, agency_ids: Collection[int] | None, nips: Collection[str] | None) -> PlacementQuerySet:
    asked = Placement.objects.all().during(day, day).order_by()
    if agency_ids is not None:
        asked = asked.filter(agency_id__in=agency_ids)
    return asked if nips is None else asked.filter(employee__nip__in=nips)


class _Seat(NamedTuple):
    """Where a superior sits on the day, and in which kind of post."""

    agency_id: int
    position_kind: str


class _Look:
    """What there is to know of the superiors of some placements, and of the people without one."""

    def __init__(self, places: Sequence[_Place], day: datetime.date) -> None:
        in_force = Placement.objects.all().during(day, day).order_by()
        self._units = _Units(load_agency_tree())
        self._seats: dict[int, list[_Seat]] = defaultdict(list)
        superiors = {place.supervisor_id for place in places if place.supervisor_id}
        rows = in_force.filter(employee_id__in=superiors).values_list("employee_id", "agency_id", "position_kind")
        for employee_id, agency_id, position_kind in rows:
            self._seats[employee_id].append(_Seat(agency_id, position_kind))
        led = in_force.filter(supervisor_id__in={place.employee_id for place in places})
        self._leaders = frozenset(led.values_list("supervisor_id", flat=True).distinct())
        counted = in_force.values("agency_id").annotate(people=Count("employee_id", distinct=True))
        self._people: dict[int, int] = dict(counted.values_list("agency_id", "people"))

    def reason(self, place: _Place) -> WrongReason | None:
        """Why the superior of a placement looks wrong; the gravest reason where there are several."""
        if place.supervisor_id is None:
            return None if self._is_head(place) else WrongReason.NO_SUPERIOR
        seats = self._seats[place.supervisor_id]
        if not seats:
            return WrongReason.SUPERIOR_LEFT
        above = self._units.own_and_above(place.agency_id)
        if not self._is_head(place) and not any(seat.agency_id in above for seat in seats):
            return WrongReason.SUPERIOR_ELSEWHERE
        if _is_lower(seats, place):
            return WrongReason.SUPERIOR_BELOW
        return None if place.supervisor_active else WrongReason.SUPERIOR_INACTIVE

    def _is_head(self, place: _Place) -> bool:
        """Whether a person leads a perangkat daerah: with staff, or alone in the unit, and nobody sits above in it.

        Such a one may have no superior (contract 2.8), or one that sits in any other unit: the secretary of the region.
        """
        leads = place.employee_id in self._leaders or self._people.get(place.agency_id, 0) <= 1
        return leads and not any(self._people.get(unit) for unit in self._units.above_in_branch(place.agency_id))


class _Units:
    """Which units lie above which."""

    def __init__(self, tree: AgencyTree) -> None:
        self._parents = {node.id: node.parent_id for node in tree.nodes}
        self._tops = frozenset(branch.node.id for branch in tree.main_branches())
        self._chains: dict[int, tuple[int, ...]] = {}

    def own_and_above(self, agency_id: int) -> tuple[int, ...]:
        """A unit and those above it, the nearest first."""
        if agency_id not in self._chains:
            parent_id = self._parents[agency_id]
            self._chains[agency_id] = (agency_id, *(() if parent_id is None else self.own_and_above(parent_id)))
        return self._chains[agency_id]

    def above_in_branch(self, agency_id: int) -> tuple[int, ...]:
        """The units above one within its perangkat daerah."""
        if agency_id in self._tops:
            return ()
        above = self.own_and_above(agency_id)[1:]
        last = next((place for place, unit in enumerate(above) if unit in self._tops), len(above))
        return above[: last + 1]


def _is_lower(seats: Sequence[_Seat], place: _Place) -> bool:
    """Whether the superior's highest post is a managerial one of lower rank than the person's."""
    own = _rank(place.position_kind)
    theirs = [_rank(seat.position_kind) for seat in seats]
    return own is not None and all(rank is not None and rank < own for rank in theirs)


def _rank(position_kind: str) -> int | None:
    return RANKS.get(" ".join(position_kind.casefold().split()))
