"""How the predicates of a unit's people are spread: counts of what is in force, by period and unit."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, IntegerField, When

from agencies.services.organisation.find_heads import Heads
from appraisal.models import Evaluation
from appraisal.scoring.types import Predicate, Rating
from appraisal.services.organisation.led_units import counted_in
from appraisal.services.peers.sealed import with_held_back


@dataclass(slots=True)
class Spread:
    """The people who count in a unit, by the cell of the 3 x 3 table; ``waiting`` have no complete result yet."""

    cells: Counter[tuple[Rating, Rating]] = field(default_factory=Counter)
    found: Counter[Predicate] = field(default_factory=Counter)
    waiting: int = 0

    @property
    def counts(self) -> Mapping[Predicate, int]:
        """How many people have each predicate, best first."""
        return {predicate: self.found[predicate] for predicate in Predicate}

    @property
    def complete(self) -> int:
        """How many people are counted."""
        return self.found.total()

    @property
    def total(self) -> int:
        """Those who wait among them."""
        return self.complete + self.waiting


def load_spreads(
    *,
    heads: Mapping[int, Heads],
    parents: Mapping[int, int | None],
    agency_ids: Collection[int] | None = None,
) -> dict[int, dict[int, Spread]]:
    """The spread of each unit, by period and unit. ``heads`` are those of each period, by its id. Three queries.

    Definitive evaluations alone count, as for ranks; what waits for peers and subordinates counts as incomplete
    (docs/adr/0008). ``agency_ids`` narrows it to people of those agencies.
    """
    spreads: dict[int, dict[int, Spread]] = {period_id: {} for period_id in heads}
    rows = Evaluation.objects.filter(period_id__in=list(heads), placement_kind="definitive").latest()
    if agency_ids is not None:
        rows = rows.filter(agency_id__in=list(agency_ids))
    leading = {head.employee_id for of_period in heads.values() for head in of_period.values()}
    leader = Case(When(employee_id__in=leading, then=F("employee_id")), default=None, output_field=IntegerField())
    columns = ("period_id", "agency_id", "leader", "complete", "is_held_back")
    ratings = ("result_rating", "behaviour_rating", "predicate")
    groups = with_held_back(rows, list(heads)).annotate(leader=leader).order_by().values_list(*columns, *ratings)
    for period_id, agency_id, person, complete, held_back, result, behaviour, predicate, amount in groups.annotate(
        amount=Count("plan_id")
    ):
        unit = counted_in(agency_id, person, heads[period_id], parents)
        if unit is None:
            continue
        spread = spreads[period_id].setdefault(unit, Spread())
        if not complete or held_back or not predicate:
            spread.waiting += amount
        else:
            spread.cells[Rating(result), Rating(behaviour)] += amount
            spread.found[Predicate(predicate)] += amount
    return spreads
