"""Plans as a plans file would write them, for comparing a file with what is stored and for storing it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agencies.files.values import NumberRange
from agencies.models import Agency, Employee
from indicators.models import ItemKind, Plan, PlanItem, PlanState
from indicators.services.plan_rows import PlanItemRow, PlanKey, Target, posts_of, sorted_by_plan


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan that rows of a file name. ``id`` is None where none is stored; ``items`` are all it holds, if asked."""

    key: PlanKey
    id: int | None
    is_agreed: bool
    items: tuple[PlanItemRow, ...]


def stored_plans(rows: Sequence[PlanItemRow], *, with_items: bool = True) -> list[StoredPlan]:
    """The plans that rows of a file name, in the rows' order; rows that fit no plan are left out.

    Five queries, four without the items.
    """
    employees = dict(Employee.objects.with_nip({row.nip for row in rows}).order_by().values_list("nip", "id"))
    agencies = dict(Agency.objects.values_list("code", "id"))
    found = sorted_by_plan(rows, posts_of(employees, {row.year for row in rows}, agencies), employees).plans
    numbers = {
        (employees[key.nip], key.year, agencies[key.post.agency_code], key.post.kind.value): key for key in found
    }
    plans = Plan.objects.filter(employee_id__in=employees.values(), year__in={key.year for key in found}).order_by()
    stored = {
        numbers[person, year, agency, kind]: (plan_id, state)
        for plan_id, state, person, year, agency, kind in plans.values_list(
            "id", "state", "employee_id", "year", "agency_id", "placement_kind"
        )
        if (person, year, agency, kind) in numbers
    }
    keys = {plan_id: key for key, (plan_id, _state) in stored.items()}
    items = _items_by_plan(keys, found) if with_items else {}
    return [
        StoredPlan(
            key=key,
            id=stored[key][0] if key in stored else None,
            is_agreed=key in stored and stored[key][1] == PlanState.AGREED,
            items=tuple(items.get(key, ())),
        )
        for key in found
    ]


_FACTS = ("plan_id", "indicator__agency__code", "indicator__code", "kind", "weight", "targets", "upper_targets")


Rows = dict[PlanKey, list[PlanItemRow]]
Bounds = Sequence[Decimal | None]


def _items_by_plan(keys: dict[int, PlanKey], rows: Rows) -> Rows:
    """The items of some plans, each with the code of the placement's agency as the file's row of that item has it."""
    items: Rows = {key: [] for key in keys.values()}
    written = {key: {row.indicator_key: row.placement_agency_code for row in of_plan} for key, of_plan in rows.items()}
    for plan_id, *facts in PlanItem.objects.filter(plan_id__in=keys).order_by("id").values_list(*_FACTS):
        key = keys[plan_id]
        usual = rows[key][0].placement_agency_code
        items[key].append(_row(key, facts, written[key].get((facts[0], facts[1]), usual)))
    return items


def _row(key: PlanKey, facts: Sequence[Any], placement_agency_code: str | None) -> PlanItemRow:
    agency_code, indicator_code, kind, weight, targets, upper_targets = facts
    return PlanItemRow(
        row_number=0,
        nip=key.nip,
        year=key.year,
        agency_code=agency_code,
        indicator_code=indicator_code,
        kind=ItemKind(kind),
        weight=None if weight is None else plain(weight),
        targets=tuple(_targets(targets, upper_targets)),
        placement_agency_code=placement_agency_code,
    )


def _targets(targets: Bounds, upper_targets: Bounds | None) -> Iterable[Target | None]:
    for month, low in enumerate(targets):
        high = upper_targets[month] if upper_targets else None
        if low is not None and high is not None:
            yield NumberRange(plain(low), plain(high))
        else:
            yield None if low is None else plain(low)


def plain(number: Decimal) -> Decimal:
    """A stored number without the zeros that its column adds: 10.500000 is 10.5."""
    short = number.normalize()
    return Decimal(int(short)) if short == short.to_integral_value() else short
