"""The counts and means of the agencies of some periods, in a few queries for any number of employees."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Case, CharField, Count, F, Sum, Value, When

from appraisal.models import Evaluation, Period
from appraisal.scoring.rounding import rounded_ratio
from appraisal.scoring.types import Predicate
from appraisal.services.evaluation.find_unplanned import places_without_evaluation
from appraisal.services.peers.sealed import with_held_back
from reports.documents.summaries import Counts, Means, Unplanned

_SCORES = ("result_score", "behaviour_score", "final_score")
_HELD_BACK = "held_back"


@dataclass(slots=True)
class UnitFigures:
    """What is counted and summed of a unit, so that units can be added up exactly before anything is rounded.

    ``held_back`` are those of the incomplete ones that wait for peers and subordinates alone.
    """

    incomplete: int = 0
    held_back: int = 0
    predicates: dict[Predicate, int] = field(default_factory=lambda: dict.fromkeys(Predicate, 0))
    sums: list[Decimal] = field(default_factory=lambda: [Decimal(0)] * len(_SCORES))
    unplanned: dict[str, Unplanned] = field(default_factory=dict)

    @classmethod
    def of_all(cls, units: Iterable["UnitFigures"]) -> "UnitFigures":
        """Several units together; somebody unplanned in two of them counts once."""
        total = cls()
        for unit in units:
            total.incomplete += unit.incomplete
            total.held_back += unit.held_back
            total.unplanned |= unit.unplanned
            total.sums = [mine + others for mine, others in zip(total.sums, unit.sums, strict=True)]
            for predicate, amount in unit.predicates.items():
                total.predicates[predicate] += amount
        return total

    @property
    def complete(self) -> int:
        """Complete definitive evaluations."""
        return sum(self.predicates.values())

    @property
    def counts(self) -> Counts:
        """As they are printed."""
        return Counts(self.complete, self.incomplete, len(self.unplanned), self.predicates)

    @property
    def means(self) -> Means | None:
        """As they are printed; none without a complete evaluation."""
        if not self.complete:
            return None
        return Means(*(rounded_ratio(total, Decimal(self.complete)) for total in self.sums))


def load_figures(*, period: Period, agency_ids: Collection[int] | None = None) -> Mapping[int, UnitFigures]:
    """The figures of every agency with an evaluation or with somebody unplanned in the period, by agency.

    Only definitive evaluations count (contract 2.9). ``agency_ids`` narrows it to those agencies.
    """
    units = load_evaluated(period_ids=[period.pk], agency_ids=agency_ids)[period.pk]
    add_unplanned(units, period=period, agency_ids=agency_ids)
    return units


def load_evaluated(
    *, period_ids: Collection[int], agency_ids: Collection[int] | None = None
) -> dict[int, dict[int, UnitFigures]]:
    """The figures of the definitive evaluations of some periods, by period and agency. Two queries.

    One that waits for peers and subordinates counts as incomplete: a mean before and after tells what one rater gave.
    """
    periods: dict[int, dict[int, UnitFigures]] = {period_id: {} for period_id in period_ids}
    evaluations = Evaluation.objects.filter(period_id__in=period_ids, placement_kind="definitive").latest()
    if agency_ids is not None:
        evaluations = evaluations.filter(agency_id__in=agency_ids)
    held_back = When(is_held_back=True, complete=True, then=Value(_HELD_BACK))
    outcome = Case(held_back, default=F("predicate"), output_field=CharField())
    shown = with_held_back(evaluations, period_ids).annotate(outcome=outcome)
    groups = shown.values_list("period_id", "agency_id", "outcome")
    for period_id, agency_id, predicate, amount, *sums in groups.annotate(
        Count("plan_id"), *map(Sum, _SCORES)
    ).order_by():
        _add_group(periods[period_id].setdefault(agency_id, UnitFigures()), predicate, amount, sums)
    return periods


def add_unplanned(units: dict[int, UnitFigures], *, period: Period, agency_ids: Collection[int] | None = None) -> None:
    """To the figures of a period those with a definitive place in it and no evaluation, sorted by name. One query."""
    places = places_without_evaluation(period=period, agency_ids=agency_ids)
    people = places.order_by("employee__name__sort_key", "employee__nip").distinct()
    rows = people.values_list("agency_id", "employee__name", "employee__nip")
    for agency_id, name, nip in rows:
        units.setdefault(agency_id, UnitFigures()).unplanned[nip] = Unplanned(name, nip)


def _add_group(unit: UnitFigures, predicate: str, amount: int, sums: Sequence[Decimal | None]) -> None:
    """An incomplete evaluation has no predicate; its provisional figures stay out of every sum."""
    if predicate in {"", _HELD_BACK}:
        unit.incomplete += amount
        unit.held_back += amount if predicate else 0
        return
    unit.predicates[Predicate(predicate)] += amount
    unit.sums = [mine + (others or Decimal(0)) for mine, others in zip(unit.sums, sums, strict=True)]
