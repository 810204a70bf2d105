"""The board: units with how many of their people have reached each stage of a period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.services.load_agency_tree import AgencyTree, Branch
from appraisal.models import Period
from appraisal.services.completeness.load_stages import StageCounts, count_stages
from appraisal.services.completeness.stage_query import STAGES

STAGE_NAMES: Mapping[str, tuple[Promise, Promise]] = {
    "agreed": (_("SKP"), _("SKP disepakati")),
    "reported": (_("Lapor"), _("Realisasi dilaporkan")),
    "verified": (_("Verifikasi"), _("Realisasi diverifikasi")),
    "rated": (_("Nilai"), _("Perilaku kerja dinilai")),
    "sent": (_("Kirim"), _("Penilaian dikirim")),
    "complete": (_("Lengkap"), _("Evaluasi lengkap")),
    "delivered": (_("Sampai"), _("Hasil disampaikan")),
    "acknowledged": (_("Diketahui"), _("Hasil diketahui pegawai")),
}
"""By stage the head of its column and what it means in full."""


@dataclass(frozen=True, slots=True)
class StageCell:
    """How many of how many people have reached a stage."""

    stage: str
    done: int
    total: int

    @property
    def fill(self) -> str:
        """The class of the fill behind the number; it never says more than the number does."""
        if not self.done:
            return "reached-none"
        if self.done == self.total:
            return "reached-all"
        return "reached-few" if self.done * 2 < self.total else "reached-most"

    @property
    def missing(self) -> int:
        """How many have not reached it."""
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A unit with all below it, or by itself where ``is_alone``."""

    name: str
    code: str
    is_alone: bool
    counts: StageCounts
    cells: tuple[StageCell, ...]

    def missing(self, stage: str) -> int:
        """How many people lack a stage; over all stages where none is named."""
        return sum(cell.missing for cell in self.cells if stage in {"", cell.stage})


@dataclass(frozen=True, slots=True)
class Board:
    """The lines, what is most missing first; ``done`` counts the units that a filter by stage leaves out as done."""

    lines: tuple[BoardLine, ...]
    total: BoardLine
    done: int


def load_board(*, period: Period, branches: Sequence[Branch], stage: str = "") -> Board:
    """The board of some branches. Six queries, whatever the number of units and people.

    With a ``stage`` the units in which nobody lacks it are counted instead of shown.
    """
    units = {agency_id for branch in branches for agency_id in branch.agency_ids}
    counts = count_stages(period=period, agency_ids=units)
    lines = [_line(branch, counts) for branch in branches]
    held = [line for line in lines if line.counts.people or line.counts.absent]
    shown = [line for line in held if not stage or line.missing(stage)]
    total = reduce(StageCounts.plus, (line.counts for line in held), StageCounts())
    return Board(
        lines=tuple(sorted(shown, key=lambda line: (-line.missing(stage), line.code))),
        total=BoardLine("", "", is_alone=False, counts=total, cells=_cells(total)),
        done=len(held) - len(shown),
    )


def branches_for(tree: AgencyTree, agency_ids: frozenset[int] | None) -> tuple[Branch, ...]:
    """The units that a reader begins with: the region's, or the topmost of some units with those right below them."""
    if agency_ids is None:
        return tree.main_branches()
    tops = [node for node in tree.nodes if node.id in agency_ids and node.parent_id not in agency_ids]
    return tuple(branch for node in tops for branch in tree.branches_of(node))


def _line(branch: Branch, counts: Mapping[int, StageCounts]) -> BoardLine:
    found: Iterable[StageCounts] = (counts[pk] for pk in branch.agency_ids if pk in counts)
    summed = reduce(StageCounts.plus, found, StageCounts())
    return BoardLine(branch.node.name, branch.node.code, branch.is_alone, summed, _cells(summed))


def _cells(counts: StageCounts) -> tuple[StageCell, ...]:
    return tuple(StageCell(stage, getattr(counts, stage), counts.people) for stage in STAGES)
