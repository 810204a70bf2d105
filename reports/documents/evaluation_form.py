"""The form of an evaluation (EVALUASI KINERJA PEGAWAI) as values (domain 5.2). Nothing here asks or computes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from appraisal.documents.guideline import CURVES, NAMES, Bound, OrganisationPredicate, Rule
from appraisal.documents.scorecard import Figures, Identity, Status
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import PREDICATE_NAMES
from reports.documents.plan_form import MOST_LINES_TOGETHER, FormPerson, lines_of
from reports.documents.spans import long_span

NOBODY = "tidak ada"


@dataclass(frozen=True, slots=True)
class EvaluatedItem:
    """An indicator with target and actual in its unit, as the evaluation counted them, and the rater's feedback."""

    aspect: str
    indicator: str
    target: str
    actual: str
    feedback: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvaluatedResult:
    """A planned result with the superior's result that it supports; empty texts are printed as a dash."""

    supports: str
    text: str
    items: tuple[EvaluatedItem, ...]

    @property
    def is_short(self) -> bool:
        """Whether it stays on one sheet."""
        rows = sum(max(lines_of(one.indicator, width=25), lines_of(*one.feedback, width=25)) for one in self.items)
        return max(rows, lines_of(self.text, width=18), lines_of(self.supports, width=18)) <= MOST_LINES_TOGETHER


@dataclass(frozen=True, slots=True)
class EvaluatedValue:
    """A core value with its guides, the leader's special expectation and the rater's feedback."""

    name: str
    guides: tuple[str, ...]
    expectation: str
    feedback: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether it stays on one sheet."""
        return max(lines_of(self.expectation, width=35), lines_of(*self.feedback, width=35)) <= MOST_LINES_TOGETHER


@dataclass(frozen=True, slots=True)
class GuideCell:
    """What the guideline asks of some neighbouring predicates: over how many columns, and in which words."""

    columns: int
    words: str


@dataclass(frozen=True, slots=True)
class OrganisationResult:
    """The predicate of the unit in the period, and the guideline that it selects; empty while it is not set."""

    predicate: OrganisationPredicate | None

    @property
    def name(self) -> str:
        """`Baik`."""
        return NAMES[self.predicate] if self.predicate else ""

    @property
    def guide(self) -> tuple[GuideCell, ...]:
        """The pattern of distribution, a cell for each predicate or for some that are bounded together."""
        return guide_of(self.predicate) if self.predicate else ()


@dataclass(frozen=True, slots=True)
class EvaluationForm:
    """Everything that the form says. Ratings and predicate are there once the evaluation is complete.

    ``rater`` is the regional head where no employee rates. ``has_feedback`` is off on the sheet of those who do not
    read it. ``delivered_at`` is when the result was delivered, the day of the signature.
    """

    identity: Identity
    figures: Figures
    approach: str
    first_day: datetime.date
    last_day: datetime.date
    employee: FormPerson
    rater: FormPerson
    organisation: OrganisationResult
    main: tuple[EvaluatedResult, ...]
    additional: tuple[EvaluatedResult, ...]
    values: tuple[EvaluatedValue, ...]
    has_feedback: bool
    delivered_at: datetime.datetime | None = None

    @property
    def days(self) -> str:
        """`1 s.d. 30 November 2026`."""
        return long_span(self.first_day, self.last_day)

    @property
    def is_complete(self) -> bool:
        """Whether ratings and predicate may be printed."""
        return self.identity.status is not Status.INCOMPLETE

    @property
    def predicate_names(self) -> Sequence[str]:
        """The five predicates, best first."""
        return [PREDICATE_NAMES[one] for one in Predicate]

    @property
    def period(self) -> str:
        """As the form names it: the evaluation of the year is the final one."""
        code = self.identity.period_code
        if len(code) == 4:
            return f"Akhir, tahun {code}"
        return f"Bulan {self.identity.period_label}" if code[5:].isdecimal() else self.identity.period_label


def guide_of(predicate: OrganisationPredicate) -> tuple[GuideCell, ...]:
    """A curve of the guideline as one row: the five predicates, best first, those bounded together in one cell."""
    rules = CURVES[predicate]
    of_each = [(one, tuple(rule for rule in rules if one in rule.predicates)) for one in Predicate]
    cells = []
    for found, together in groupby(of_each, key=lambda one: one[1]):
        columns = len(list(together))
        if found:
            cells.append(GuideCell(columns, ", ".join(_said(rule) for rule in found)))
        else:
            cells += [GuideCell(1, "") for _column in range(columns)]
    return tuple(cells)


def _said(rule: Rule) -> str:
    if rule.bound is Bound.LARGEST:
        return "kelompok terbesar"
    together = " bersama" if len(rule.predicates) > 1 else ""
    if rule.bound is Bound.SOMEBODY:
        return f"paling sedikit 1 orang{together}"
    if rule.bound is Bound.AT_LEAST:
        return f"paling sedikit {rule.percent}%{together}"
    return f"paling banyak {rule.percent}%" if rule.percent else NOBODY
