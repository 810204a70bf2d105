"""How far the agreements of units are, a line each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from agencies.services.load_agency_tree import AgencyNode
from indicators.models import UnitAgreementItem
from indicators.plan_weights import FULL_WEIGHT
from indicators.services.agreements.grid import weight_words


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """The agreement of a unit for a year: how many indicators, what their weights sum to, how many have a target."""

    unit: AgencyNode
    items: int
    weights: Decimal
    with_targets: int

    @property
    def weight_words(self) -> str:
        """The sum and what is missing, in words."""
        return weight_words(self.weights)

    @property
    def is_full(self) -> bool:
        """Whether the weights sum to exactly 100."""
        return self.weights == FULL_WEIGHT

    @property
    def is_done(self) -> bool:
        """Whether the weights are full and every indicator has a target."""
        return self.is_full and self.with_targets == self.items


@dataclass(frozen=True, slots=True)
class AgreementTotals:
    """Of some units: how many have begun, and how many are done."""

    units: int
    begun: int
    done: int


def agreement_lines(units: Iterable[AgencyNode], year: int) -> tuple[AgreementLine, ...]:
    """A line for each of some units, in their order. One query."""
    nodes = list(units)
    has_target = Q()
    for place in range(12):
        has_target |= Q(**{f"targets__{place}__isnull": False})
    counted = (
        UnitAgreementItem.objects.filter(agreement__year=year, agreement__agency_id__in=[node.id for node in nodes])
        .order_by()
        .values_list("agreement__agency_id")
        .annotate(Count("id"), Sum("weight"), filled=Count("id", filter=has_target))
    )
    found = {agency_id: (items, weights or Decimal(0), filled) for agency_id, items, weights, filled in counted}
    return tuple(AgreementLine(node, *found.get(node.id, (0, Decimal(0), 0))) for node in nodes)


def totals_of(lines: Sequence[AgreementLine]) -> AgreementTotals:
    """How far some units are."""
    return AgreementTotals(
        units=len(lines), begun=sum(line.items > 0 for line in lines), done=sum(line.is_done for line in lines)
    )
