"""The organisation of the region in scope as a tree in memory: a region has hundreds of units, not millions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agencies.models import Agency

_OFFICES = (
    "dinas",
    "badan",
    "inspektorat",
    "sekretariat",
    "satuan",
    "kecamatan",
    "kelurahan",
    "rsud",
    "rumah sakit",
    "uptd",
    "puskesmas",
    "sekolah",
)
"""How jenis and names of perangkat daerah and of their parts begin (domain 4.4)."""


@dataclass(frozen=True, slots=True)
class AgencyNode:
    """A unit and its place in the tree; ``depth`` is 0 at the top, ``kind`` is its jenis as the region wrote it."""

    id: int
    code: str
    name: str
    parent_id: int | None
    depth: int
    kind: str = ""

    @property
    def is_office(self) -> bool:
        """Whether jenis or name says that it is a perangkat daerah or a part of one, and not the region itself."""
        name = self.name.lower()
        return not name.startswith("pemerintah") and (
            name.startswith(_OFFICES) or self.kind.lower().startswith(_OFFICES)
        )


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit that stands for itself and some of the units below it: figures of all ``agency_ids`` are told as its own.

    ``is_alone`` says that the units below it have lines of their own.
    """

    node: AgencyNode
    agency_ids: frozenset[int]
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class AgencyTree:
    """Every unit of the region, each right after the unit above it, sisters by code."""

    nodes: tuple[AgencyNode, ...]

    def find(self, code: str) -> AgencyNode | None:
        """The unit with a code."""
        return next((node for node in self.nodes if node.code == code), None)

    def children_of(self, agency_id: int | None) -> tuple[AgencyNode, ...]:
        """The units right below one, or those at the top."""
        return tuple(node for node in self.nodes if node.parent_id == agency_id)

    def with_sub_units(self, agency_id: int) -> frozenset[int]:
        """A unit and all below it."""
        start = next(place for place, node in enumerate(self.nodes) if node.id == agency_id)
        found = {agency_id}
        for node in self.nodes[start + 1 :]:
            if node.depth <= self.nodes[start].depth:
                break
            found.add(node.id)
        return frozenset(found)

    def above(self, node: AgencyNode) -> tuple[AgencyNode, ...]:
        """The units above one, the nearest first."""
        by_id = {one.id: one for one in self.nodes}
        found: list[AgencyNode] = []
        while node.parent_id is not None:
            node = by_id[node.parent_id]
            found.append(node)
        return tuple(found)

    def topmost_of(self, agency_ids: frozenset[int]) -> AgencyNode | None:
        """The first of some units that has none of them above it."""
        return next((n for n in self.nodes if n.id in agency_ids and n.parent_id not in agency_ids), None)

    def main_branches(self) -> tuple[Branch, ...]:
        """The region by its perangkat daerah, each with its sub-units.

        Where one single unit holds all others (`Pemerintah Kota …`), it stands for itself and those below it follow;
        not so where that unit is a perangkat daerah, the only one here yet: its bidang are none.
        """
        alone: list[Branch] = []
        tops = self.children_of(None)
        while len(tops) == 1 and not tops[0].is_office and (below := self.children_of(tops[0].id)):
            alone.append(Branch(tops[0], frozenset({tops[0].id}), is_alone=True))
            tops = below
        return (*alone, *(Branch(node, self.with_sub_units(node.id)) for node in tops))

    def branches_of(self, node: AgencyNode) -> tuple[Branch, ...]:
        """A unit by itself, then each unit right below it with its own sub-units."""
        below = tuple(Branch(child, self.with_sub_units(child.id)) for child in self.children_of(node.id))
        return (Branch(node, frozenset({node.id}), is_alone=bool(below)), *below)


def load_agency_tree() -> AgencyTree:
    """The units of the region in scope. One query."""
    children: dict[int | None, list[tuple[int, str, str, str]]] = defaultdict(list)
    for agency_id, code, name, kind, parent_id in Agency.objects.order_by("code").values_list(
        "id", "code", "name", "kind", "parent_id"
    ):
        children[parent_id].append((agency_id, code, name, kind))
    return AgencyTree(tuple(_below(None, 0, children)))


def _below(
    parent_id: int | None, depth: int, children: Mapping[int | None, Sequence[tuple[int, str, str, str]]]
) -> Iterator[AgencyNode]:
    for agency_id, code, name, kind in children.get(parent_id, ()):
        yield AgencyNode(agency_id, code, name, parent_id, depth, kind)
        yield from _below(agency_id, depth + 1, children)
