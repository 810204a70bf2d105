"""The units of the region with who leads each in a period, and who stands above: they are what a predicate is of."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from agencies.models import Placement
from agencies.permissions import Actor, rates
from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from agencies.services.organisation.find_heads import Head, Heads, find_heads
from appraisal.models import Period


def day_of(period: Period, today: datetime.date) -> datetime.date:
    """The day whose placements say who leads in a period: its last, or today while it runs."""
    return min(period.last_day, max(today, period.first_day))


@dataclass(frozen=True, slots=True)
class LedUnit:
    """A unit that somebody leads. Its predicate is set by who stands above the head (domain 1.5)."""

    id: int
    code: str
    name: str
    head: Head

    @property
    def setter(self) -> str:
        """Who sets its predicate, as a sentence goes on after `oleh`."""
        return self.head.supervisor_name or _("kepala daerah")

    def is_set_by(self, actor: Actor) -> bool:
        """Whether somebody sets its predicate: the leader above, or who stands in for that one; never the own."""
        return rates(actor, self.head.supervisor_id, self.head.employee_id)

    def is_led_by(self, actor: Actor) -> bool:
        """Whether somebody leads it, or stands in for who does."""
        return self.head.employee_id in actor.rates_as


@dataclass(frozen=True, slots=True)
class LedUnits:
    """The units that somebody leads on a day, in the order of the tree."""

    tree: AgencyTree
    heads: Heads
    parents: Mapping[int, int | None]

    @classmethod
    def load(cls, day: datetime.date, *, around: Collection[int] | None = None) -> Self:
        """All of the region; with ``around`` only those units and the ones above them are looked at. Two queries."""
        tree = load_agency_tree()
        parents = parents_in(tree)
        asked = None if around is None else {unit for one in around for unit in _upward(one, parents)}
        return cls(tree, find_heads(day, agency_ids=asked), parents)

    @classmethod
    def load_branch(cls, day: datetime.date, code: str) -> Self:
        """One unit, by its code, with all below it and all above it. Two queries; one where there is no such unit."""
        tree = load_agency_tree()
        parents, node = parents_in(tree), tree.find(code)
        if node is None:
            return cls(tree, {}, parents)
        asked = tree.with_sub_units(node.id) | frozenset(_upward(node.id, parents))
        return cls(tree, find_heads(day, agency_ids=asked), parents)

    def __iter__(self) -> Iterator[LedUnit]:
        """Each unit right after the one above it."""
        return (unit for node in self.tree.nodes if (unit := self._unit(node)))

    def find(self, code: str) -> LedUnit | None:
        """The unit with a code, where somebody leads it."""
        node = self.tree.find(code)
        return self._unit(node) if node else None

    def get(self, agency_id: int | None) -> LedUnit | None:
        """The unit with an id, where somebody leads it."""
        return next((unit for unit in self if unit.id == agency_id), None)

    def _unit(self, node: AgencyNode) -> LedUnit | None:
        head = self.heads.get(node.id)
        return LedUnit(node.id, node.code, node.name, head) if head else None


def parents_in(tree: AgencyTree) -> dict[int, int | None]:
    """The unit above each unit."""
    return {node.id: node.parent_id for node in tree.nodes}


def counted_in(agency_id: int, employee_id: int | None, heads: Heads, parents: Mapping[int, int | None]) -> int | None:
    """In which unit somebody counts: the nearest one, upward, that is led by another person.

    The head counts outside the own unit, with the staff of the leader above (domain 1.6); at the top of the region in
    none.
    """
    for unit in _upward(agency_id, parents):
        if unit in heads and heads[unit].employee_id != employee_id:
            return unit
    return None


def _upward(agency_id: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    unit: int | None = agency_id
    while unit is not None:
        yield unit
        unit = parents.get(unit)


def own_agency_ids(actor: Actor, period: Period) -> frozenset[int]:
    """The units in which somebody has a place within a period. One query; none for who is no employee."""
    if actor.employee_id is None:
        return frozenset()
    places = Placement.objects.filter(employee_id=actor.employee_id).during(period.first_day, period.last_day)
    return frozenset(places.values_list("agency_id", flat=True))
