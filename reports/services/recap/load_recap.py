"""The recap of an agency: who stands in it, in which part, and what stands around the rows."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from agencies.models import Employee, Placement
from agencies.services.load_agency_tree import AgencyNode, AgencyTree
from appraisal.models import Evaluation, Exclusion, Period
from appraisal.period_codes import parse_period_code
from appraisal.services.exclusions.find_exclusions import find_exclusions
from appraisal.services.exclusions.kind_words import kind_words
from appraisal.services.peers.sealed import with_held_back
from reports.documents.imprint import Signatory
from reports.documents.recap import AgencyRecap, ExcludedRow, RecapRow, UnplannedRow
from reports.documents.spread import UnitSpread
from reports.services.overviews.load_agency_overview import load_agency_overview
from reports.services.overviews.load_figures import UnitFigures, load_figures
from reports.services.recap.load_recap_rows import Listed, columns_of, load_rows, load_unplanned

ROWS_A_DOCUMENT = 500
"""The longest list of one file: what keeps a worker's memory bounded (docs/documents.md has the figures)."""


@dataclass(frozen=True, slots=True)
class _Entries:
    """Everybody in the order of the document: complete, incomplete, without a plan; each by name."""

    complete: Sequence[int]
    incomplete: Sequence[int]
    unplanned: Sequence[str]

    @property
    def total(self) -> int:
        return len(self.complete) + len(self.incomplete) + len(self.unplanned)

    def parts(self, rows_a_document: int) -> int:
        """How many documents they make; without anybody one that says so."""
        return max(1, -(-self.total // rows_a_document))

    def slice(self, start: int, end: int) -> "_Entries":
        """Those of one part."""
        first, second = len(self.complete), len(self.complete) + len(self.incomplete)
        return _Entries(
            self.complete[start:end],
            self.incomplete[max(0, start - first) : max(0, end - first)],
            self.unplanned[max(0, start - second) : max(0, end - second)],
        )


@dataclass(frozen=True, slots=True)
class RecapPeople:
    """The figures of exactly one agency, and who stands in its recap."""

    figures: UnitFigures
    entries: _Entries

    def parts(self, rows_a_document: int | None = None) -> int:
        """In how many parts the recap comes; a part has :data:`ROWS_A_DOCUMENT` rows unless given."""
        return self.entries.parts(rows_a_document or ROWS_A_DOCUMENT)


def load_recap_people(*, period: Period, agency_id: int) -> RecapPeople:
    """What tells the parts of a recap, for whoever has to know them before it is composed. Five queries at most."""
    figures = load_figures(period=period, agency_ids=[agency_id]).get(agency_id, UnitFigures())
    return RecapPeople(figures, _entries(period, agency_id, figures))


def load_agency_recaps(
    *,
    period: Period,
    node: AgencyNode,
    tree: AgencyTree,
    evaluated: Collection[Period],
    only: int | None = None,
    rows_a_document: int | None = None,
    people: RecapPeople | None = None,
) -> Iterator[AgencyRecap]:
    """The recap of exactly one agency: one document, or several when its list is too long for one; ``only`` one of
    them. ``rows_a_document`` is :data:`ROWS_A_DOCUMENT` unless given, ``people`` where they are known already.

    A fixed number of queries for the first, some ten more for each further one.
    """
    most = rows_a_document or ROWS_A_DOCUMENT
    people = people or load_recap_people(period=period, agency_id=node.id)
    figures, entries = people.figures, people.entries
    overview = load_agency_overview(period=period, evaluated=evaluated, tree=tree, node=node, is_alone=True)
    parent = next(iter(tree.above(node)), None)
    excluded = _exclusions(period, node.id)
    signatory, parts = _signatory(overview.spread), people.parts(most)
    for part in range(1, parts + 1):
        if only not in {None, part}:
            continue
        start = (part - 1) * most
        listed = Listed(period, node.id, start + 1, frozenset(excluded))
        complete, incomplete, unplanned = _rows(listed, entries.slice(start, start + most))
        yield AgencyRecap(
            name=node.name,
            code=node.code,
            parent=parent.name if parent else "",
            period_code=period.code,
            period_label=parse_period_code(period.code).label,
            is_locked=period.is_locked,
            overview=overview,
            counts=figures.counts,
            means=figures.means,
            columns=columns_of(period),
            complete=complete,
            incomplete=incomplete,
            unplanned=unplanned,
            exclusions=tuple(excluded.values()) if part == parts else (),
            signatory=signatory,
            part=part,
            parts=parts,
        )


def _rows(
    listed: Listed, entries: _Entries
) -> tuple[tuple[RecapRow, ...], tuple[RecapRow, ...], tuple[UnplannedRow, ...]]:
    rows = load_rows(listed, entries.complete, entries.incomplete)
    return (
        tuple(row for row in rows if row.outcome is not None),
        tuple(row for row in rows if row.outcome is None),
        load_unplanned(listed, entries.unplanned, first_number=listed.first_number + len(rows)),
    )


def _entries(period: Period, agency_id: int, figures: UnitFigures) -> _Entries:
    """Two queries; three where peers count."""
    in_force = Evaluation.objects.filter(period=period, agency_id=agency_id).latest()
    found = with_held_back(in_force, [period.pk]).order_by("employee__name__sort_key", "employee__nip", "plan_id")
    columns = ("plan_id", "complete", "is_held_back")
    complete: list[int] = []
    incomplete: list[int] = []
    for plan_id, is_complete, waits in found.values_list(*columns):
        (complete if is_complete and not waits else incomplete).append(plan_id)
    return _Entries(complete, incomplete, list(figures.unplanned))


def _exclusions(period: Period, agency_id: int) -> dict[int, ExcludedRow]:
    """Those of the agency whom the period does not wait for, by employee, sorted by name. Two queries."""
    places = Placement.objects.during(period.first_day, period.last_day).filter(agency_id=agency_id)
    kept = Exclusion.objects.filter(ended_at=None, employee_id__in=places.order_by().values("employee_id"))
    people = kept.order_by("employee__name__sort_key", "employee__nip")
    named = {pk: (name, nip) for pk, name, nip in people.values_list("employee_id", "employee__name", "employee__nip")}
    found = find_exclusions(employee_ids=list(named), last_day=period.last_day)
    return {
        pk: ExcludedRow(*named[pk], kind_words(one.kind), one.first_day, one.last_day)
        for pk in named
        if (one := found.get(pk))
    }


def _signatory(spread: UnitSpread | None) -> Signatory:
    """Who leads the unit in the period; empty lines where nobody does. One query."""
    if spread is None:
        return Signatory()
    nip = Employee.objects.values_list("nip", flat=True).get(pk=spread.head_id)
    return Signatory(spread.head_title, spread.head, nip)
