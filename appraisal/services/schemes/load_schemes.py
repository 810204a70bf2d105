"""Which rules apply where and since when: the published versions of the region, by whom they are for."""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agencies.models import Placement
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from appraisal.models import SchemeVersion
from appraisal.scoring.scheme_explained import explain_scheme
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.services.rubrics.load_rubrics import rubrics_on


class Validity(StrEnum):
    """Where a version stands on a day."""

    IN_FORCE = "in_force"
    UPCOMING = "upcoming"
    PAST = "past"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """A version in the list. ``last_day`` is empty for the one that no other follows; a replaced one never applies:
    another version of the same first day came out later. ``composition`` says what the axes of the one in force are
    made of.
    """

    number: int
    name: str
    first_day: datetime.date
    last_day: datetime.date | None
    validity: Validity
    composition: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeShelf:
    """The versions of the region (without ``agency``) or of an agency; newest first.

    ``is_readers_own``: on the day, it is what the reader is evaluated by.
    """

    agency: str
    agency_code: str
    lines: tuple[SchemeLine, ...]
    is_readers_own: bool

    @property
    def in_force(self) -> SchemeLine | None:
        """The version that applies on the day."""
        return next((line for line in self.lines if line.validity is Validity.IN_FORCE), None)

    @property
    def upcoming(self) -> tuple[SchemeLine, ...]:
        """What will follow it, the next one first."""
        return tuple(line for line in reversed(self.lines) if line.validity is Validity.UPCOMING)

    @property
    def history(self) -> tuple[SchemeLine, ...]:
        """What applied before, and what never did."""
        return tuple(line for line in self.lines if line.validity in {Validity.PAST, Validity.REPLACED})


def load_schemes(day: datetime.date, *, employee_id: int | None = None) -> tuple[SchemeShelf, ...]:
    """All versions of the region in scope as they stand on a day: the region's first, then agencies by code.

    Four or five queries.
    """
    tree = load_agency_tree()
    of_agency: dict[int | None, list[SchemeVersion]] = defaultdict(list)
    for version in SchemeVersion.objects.order_by("valid_from", "number"):
        of_agency[version.agency_id].append(version)
    titles = {name: rubric.title for name, rubric in rubrics_on(day).items()}
    lines = {agency_id: _lines(versions, day, titles) for agency_id, versions in of_agency.items()}
    own = _shelf_of(employee_id, day, tree, lines)
    shelves = []
    if None in lines:
        shelves.append(SchemeShelf("", "", lines[None], is_readers_own=own == "region"))
    shelves += [
        SchemeShelf(node.name, node.code, lines[node.id], is_readers_own=own == node.id)
        for node in tree.nodes
        if node.id in lines
    ]
    return tuple(shelves)


def _lines(versions: Sequence[SchemeVersion], day: datetime.date, titles: Mapping[str, str]) -> tuple[SchemeLine, ...]:
    """Newest first. ``versions`` stand in the order in which they apply."""
    applied = {version.valid_from: version for version in versions}
    begun = [first_day for first_day in applied if first_day <= day]
    starts = sorted(applied)
    ends = {start: following - datetime.timedelta(days=1) for start, following in itertools.pairwise(starts)}

    def validity(version: SchemeVersion) -> Validity:
        if applied[version.valid_from] is not version:
            return Validity.REPLACED
        if version.valid_from > day:
            return Validity.UPCOMING
        return Validity.IN_FORCE if version.valid_from == max(begun) else Validity.PAST

    def line(version: SchemeVersion) -> SchemeLine:
        stands = validity(version)
        composition = _composition(version, titles) if stands is Validity.IN_FORCE else ()
        return SchemeLine(
            version.number, version.name, version.valid_from, ends.get(version.valid_from), stands, composition
        )

    return tuple(line(version) for version in reversed(versions))


def _composition(version: SchemeVersion, titles: Mapping[str, str]) -> tuple[str, ...]:
    """What weighs how much, in the sentences of the explanation."""
    result, behaviour, *_rest = explain_scheme(parse_scheme(version.document), titles)
    return tuple(setting.sentence for group in (result, behaviour) for setting in group.settings[:2])


def _shelf_of(
    employee_id: int | None,
    day: datetime.date,
    tree: AgencyTree,
    lines: Mapping[int | None, Sequence[SchemeLine]],
) -> int | str | None:
    """Whose version the reader is evaluated by: an agency's id, ``region``, or nothing for who is no employee."""
    if employee_id is None:
        return None
    places = Placement.objects.during(day, day).filter(employee_id=employee_id).order_by("kind")
    agency_id = places.values_list("agency_id", flat=True).first()
    node = next((node for node in tree.nodes if node.id == agency_id), None)
    if node is None:
        return None
    for unit in (node, *tree.above(node)):
        if any(line.validity is Validity.IN_FORCE for line in lines.get(unit.id, ())):
            return unit.id
    return "region"
