"""What goes into the engine: one sheet per plan and period, and the words its facts are told in.

Every value is an immutable tuple with names. ``NamedTuple`` and not a frozen dataclass, because an evaluation run makes
some forty of them for each employee and a frozen dataclass costs three times as much to make (measured, 3.11).
Amounts are :class:`~decimal.Decimal`, never ``float``; ``None`` is "no value", which is not 0.
"""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """Which way an indicator is better (contract 2.3)."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    RANGE_HIGHER = "range_higher"
    RANGE_LOWER = "range_lower"


class Pattern(StrEnum):
    """How the months of a period become one actual and one target (contract 2.2)."""

    COUNT = "count"
    POSITION = "position"
    RELEASE = "release"


class ItemKind(StrEnum):
    """A main item carries weight, an additional one earns points (contract 2.4)."""

    MAIN = "main"
    ADDITIONAL = "additional"


class ItemState(StrEnum):
    """What the data of a period allow, in the order in which the states are tested (contract 2.1)."""

    NOT_MEASURED = "not_measured"
    NOT_APPLICABLE = "not_applicable"
    WAITING_RELEASE = "waiting_release"
    MISSING = "missing"
    NOT_EVALUABLE = "not_evaluable"
    MEASURED = "measured"


class RaterGroup(StrEnum):
    """From where a rating was given; the order is the order of every published list (contract 2.5)."""

    SUPERVISOR = "supervisor"
    PEER = "peer"
    SUBORDINATE = "subordinate"
    SELF = "self"


class Axis(StrEnum):
    """Hasil kerja and perilaku kerja (contract 2.7)."""

    RESULT = "result"
    BEHAVIOUR = "behaviour"


class Rating(StrEnum):
    """Di atas, sesuai and di bawah ekspektasi (contract 2.8)."""

    ABOVE = "above"
    EXPECTED = "expected"
    BELOW = "below"


class Predicate(StrEnum):
    """The official identifiers of PermenPANRB 6/2022: legal names, which are never translated (contract 2.8)."""

    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


class MissingPolicy(StrEnum):
    """What a missing main item does to its evaluation (contract 2.1)."""

    INCOMPLETE = "incomplete"
    ZERO = "zero"
    EXCLUDE = "exclude"


class RubricInput(StrEnum):
    """Whether raters give a level for each dimension or one overall level (contract 2.5)."""

    DIMENSIONS = "dimensions"
    OVERALL = "overall"


class PlacementKind(StrEnum):
    """Definitive, or acting as plt (pelaksana tugas) or plh (pelaksana harian) (contract 2.9)."""

    DEFINITIVE = "definitive"
    PLT = "plt"
    PLH = "plh"


OVERALL_DIMENSION = "SEMUA"
"""The only dimension of a rubric when the scheme asks for one overall level."""


class Target(NamedTuple):
    """A single number (``high`` is ``None``) or the range ``low`` to ``high``, bounds included."""

    low: Decimal
    high: Decimal | None = None


class MonthEntry(NamedTuple):
    """One month of a plan item.

    A month without target is not measured. ``actual`` is ``None`` until it is reported, and again once the supervisor
    has returned it. ``not_applicable`` is the supervisor's declaration, which takes target and actual away.
    ``verified`` matters for additional items only.
    """

    month: int
    target: Target | None = None
    actual: Decimal | None = None
    not_applicable: bool = False
    verified: bool = False


class Item(NamedTuple):
    """A plan item. ``key`` is the caller's opaque name, unique in the sheet; a main item has a positive ``weight``."""

    key: str
    kind: ItemKind
    direction: Direction
    pattern: Pattern
    weight: Decimal | None
    months: tuple[MonthEntry, ...]


class RatingEntry(NamedTuple):
    """One level, 1 to 5, by one rater for one dimension. ``rater`` is an opaque key, never a name."""

    rater: str
    group: RaterGroup
    dimension: str
    level: int


class RubricRatings(NamedTuple):
    """What was rated by one rubric: ``own`` for exactly this period, ``months`` for its months (longer periods)."""

    name: str
    dimensions: tuple[str, ...]
    own: tuple[RatingEntry, ...] = ()
    months: tuple[tuple[int, tuple[RatingEntry, ...]], ...] = ()


class AttendanceMonth(NamedTuple):
    """A month's recap: days absent without leave, and late (TL1-4) and early (PSW1-4) events."""

    month: int
    tk: int = 0
    tl: tuple[int, int, int, int] = (0, 0, 0, 0)
    psw: tuple[int, int, int, int] = (0, 0, 0, 0)


OF_ORGANISATION = "organisasi:"
"""What stands before the digest of the reason where a unit's predicate is its head's result rating (SE 3/2023)."""


class Override(NamedTuple):
    """Another rating of an axis than the computed one: the rater's own, or that of the unit which the person heads.

    ``reason`` is the written reason or its digest (see ``reason_digest``), after :data:`OF_ORGANISATION` where the
    rating follows the predicate of the organisation.
    """

    axis: Axis
    rating: Rating
    reason: str

    @property
    def is_of_organisation(self) -> bool:
        """Whether it follows the predicate of the organisation, which nobody chooses for the person alone."""
        return self.reason.startswith(OF_ORGANISATION)


class Sheet(NamedTuple):
    """Everything an evaluation is computed from.

    ``months`` are the months of the period that belong to the plan (contract 2.9); entries of other months do not exist
    for the engine. ``single_month`` says that the period itself is a month, so that ratings are read from ``own``.
    """

    year: int
    months: tuple[int, ...]
    single_month: bool
    items: tuple[Item, ...]
    rubrics: tuple[RubricRatings, ...] = ()
    attendance: tuple[AttendanceMonth, ...] = ()
    overrides: tuple[Override, ...] = ()

    def having(
        self,
        *,
        items: tuple[Item, ...] | None = None,
        rubrics: tuple[RubricRatings, ...] | None = None,
        overrides: tuple[Override, ...] | None = None,
    ) -> "Sheet":
        """The same sheet with other inputs in the place of its own; what is not named stays."""
        return self._replace(
            items=self.items if items is None else items,
            rubrics=self.rubrics if rubrics is None else rubrics,
            overrides=self.overrides if overrides is None else overrides,
        )
