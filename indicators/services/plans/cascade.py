"""From whom results come down: those of the superior's plan, or of the unit's agreement (cascade, domain 1.3).

A leader without a plan blocks nobody: then the unit's agreement is what one drafts against.
"""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from agencies.models import Employee
from indicators.models import (
    Plan,
    PlanItem,
    PlanResult,
    PlanVersion,
    PlanVersionItem,
    UnitAgreement,
    UnitAgreementItem,
)
from indicators.services.catalogue.versions import versions_on
from indicators.services.plans.shown_targets import Months

_DERIVED = uuid.UUID("6b2f0f5e-4a0e-4b62-9d0c-3f6a3f0a53b1")


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """An indicator with what a plan would begin with."""

    indicator_id: int
    weight: Decimal | None
    targets: Months
    upper_targets: Months | None


@dataclass(frozen=True, slots=True)
class OfferedResult:
    """A result that one may support: its lasting key, its words, and the indicators that measure it there."""

    key: uuid.UUID
    text: str
    items: tuple[OfferedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Cascade:
    """What is offered: the results of the superior's plan, where there is one, and those of the unit's agreement."""

    superior: str
    superior_lacks_plan: bool
    results: tuple[OfferedResult, ...]
    of_unit: tuple[OfferedResult, ...]
    defaults: dict[int, OfferedItem] = field(default_factory=dict)

    @property
    def offered(self) -> dict[uuid.UUID, OfferedResult]:
        """All that may be supported, by key; the superior's first."""
        return {result.key: result for result in (*self.results, *self.of_unit)}


def derived_key(*parts: object) -> uuid.UUID:
    """The lasting key of a result that was never written as one: of an item from a file, or of an agreement."""
    return uuid.uuid5(_DERIVED, "/".join(map(str, parts)))


def load_cascade(*, superior: Employee | None, agency_ids: Sequence[int], year: int, day: datetime.date) -> Cascade:
    """What the people of a unit may support. At most seven queries; ``agency_ids`` are the unit and those above it,
    the nearest first: the first one with an agreement counts.
    """
    of_unit = _agreed_items(agency_ids, year)
    names = _names({item.indicator_id for _key, item in of_unit}, day)
    unit_results = tuple(
        OfferedResult(key, names.get(item.indicator_id, ""), (item,))
        for key, item in of_unit
        if item.indicator_id in names
    )
    results = () if superior is None else results_of(superior.pk, year, day)
    return Cascade(
        superior=superior.name if superior else "",
        superior_lacks_plan=superior is not None and not results,
        results=results,
        of_unit=unit_results,
        defaults={item.indicator_id: item for _key, item in of_unit},
    )


def results_of(employee_id: int, year: int, day: datetime.date) -> tuple[OfferedResult, ...]:
    """The results of somebody's plan of a year: those under discussion once submitted, else the agreed ones."""
    version = leading_version(employee_id, year)
    if version is not None:
        return _of_version(version)
    plan = Plan.objects.all().agreed().of([employee_id], year).filter(placement_kind="definitive").last()
    return () if plan is None else _of_plan(plan, day)


def leading_version(employee_id: int, year: int) -> PlanVersion | None:
    """The version that others may build on."""
    shown = PlanVersion.objects.filter(employee_id=employee_id, year=year).to_build_on()
    return shown.order_by("placement_kind", "-number").first()


def _of_version(version: PlanVersion) -> tuple[OfferedResult, ...]:
    items: dict[int, list[OfferedItem]] = {}
    for item in PlanVersionItem.objects.filter(version=version).order_by("id"):
        items.setdefault(item.result_id, []).append(_offered(item))
    results = PlanResult.objects.filter(version=version, kind="main").order_by("position", "id")
    return tuple(OfferedResult(result.key, result.text, tuple(items.get(result.pk, ()))) for result in results)


def _of_plan(plan: Plan, day: datetime.date) -> tuple[OfferedResult, ...]:
    """A plan from a file has no words of its own for results: each of its main items is one, under its indicator."""
    items = [item for item in plan.items.filter(last_month__isnull=True).order_by("id") if item.kind == "main"]
    names = _names({item.indicator_id for item in items}, day)
    return tuple(
        OfferedResult(
            derived_key("plan", plan.pk, item.indicator_id), names.get(item.indicator_id, ""), (_offered(item),)
        )
        for item in items
    )


def _agreed_items(agency_ids: Sequence[int], year: int) -> list[tuple[uuid.UUID, OfferedItem]]:
    agreements = {one.agency_id: one for one in UnitAgreement.objects.filter(agency_id__in=agency_ids, year=year)}
    nearest = next((agreements[pk] for pk in agency_ids if pk in agreements), None)
    if nearest is None:
        return []
    stored = UnitAgreementItem.objects.filter(agreement=nearest).order_by("id")
    return [(derived_key("agreement", nearest.pk, item.indicator_id), _offered(item)) for item in stored]


def _offered(item: UnitAgreementItem | PlanVersionItem | PlanItem) -> OfferedItem:
    return OfferedItem(item.indicator_id, item.weight, item.targets, item.upper_targets)


def _names(indicator_ids: Collection[int], day: datetime.date) -> dict[int, str]:
    return {pk: said.name for pk, said in versions_on(indicator_ids, day).items()}
