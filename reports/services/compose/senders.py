"""Whose letterhead stands over a document of a unit: a perangkat daerah or a part that writes its own letters."""

from dataclasses import dataclass, replace
from typing import Self

from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from reports.documents.imprint import Head

_PARTS = ("bidang", "bagian", "seksi", "subbagian", "sub bagian", "subbidang", "sub bidang")
"""How the names of parts of a unit begin, whatever jenis a region wrote beside them (domain 4.4)."""


@dataclass(frozen=True, slots=True)
class Senders:
    """The paper of the region under the name of whoever sends a document."""

    head: Head
    tree: AgencyTree

    @classmethod
    def load(cls, head: Head) -> Self:
        """For the region in scope. One query."""
        return cls(head, load_agency_tree())

    def head_of(self, agency_id: int) -> Head:
        """The letterhead over the documents of a unit."""
        node = next(one for one in self.tree.nodes if one.id == agency_id)
        return replace(self.head, sender=sender_of(node, self.tree))


def sender_of(node: AgencyNode, tree: AgencyTree) -> str:
    """The nearest unit upward that is a perangkat daerah, UPTD, kecamatan or the like, by jenis and name; a bidang, a
    seksi and the secretariat of a dinas write under the unit above them. Where there is none, the unit itself.
    """
    upward = (node, *tree.above(node))
    senders = (one for one, above in zip(upward, (*upward[1:], None), strict=True) if _writes_letters(one, above))
    return next(senders, node).name


def _writes_letters(node: AgencyNode, above: AgencyNode | None) -> bool:
    is_secretariat_of = above is not None and above.is_office and node.name.lower().startswith("sekretariat")
    return node.is_office and not is_secretariat_of and not node.name.lower().startswith(_PARTS)
