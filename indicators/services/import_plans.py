"""Import of agreed plans (contract section 4): each plan that the file names is replaced as a whole."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from agencies.files.errors import FileRefused, RowError, RowWarning
from agencies.models import Agency, Employee
from agencies.permissions import Actor
from agencies.services.row_checks import foreign_agency_errors, refuse_errors, repeated_rows
from agencies.services.take_file import SourceFile, TakenRows, locked_period, take_file
from agencies.tenancy.bulk import incoming_rows, merge_rows
from indicators.models import Direction, IndicatorVersion, Plan, PlanItem, PlanState
from indicators.services.locked_targets import locked_target_errors
from indicators.services.plan_checks import item_errors, unmeasured_items, weight_errors
from indicators.services.plan_rows import PlanItemRow, PlanKey, SortedRows, bounds_of, posts_of, sorted_by_plan

PLAN_KEY = ["employee_id", "year", "agency_id", "placement_kind"]


class StoredIndicator(NamedTuple):
    """An indicator that items may name, and the direction of its newest version."""

    id: int
    direction: Direction


Items = Mapping[tuple[int, int], PlanItemRow]
"""Rows by the numbers of plan and indicator."""
Indicators = Mapping[tuple[str, str], StoredIndicator]


def import_plans(
    *,
    rows: Sequence[PlanItemRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
) -> TakenRows:
    """Make the plans that the file names what the file says, and agreed; other plans stay as they are.

    An item whose row says what is stored is not touched, so that a file may repeat the targets of locked months.
    ``refused`` are errors of rows that could not be read; nothing is stored then, yet the other rows are checked, but
    for the sum of their weights.

    Raises:
        FileRefused: unknown people or indicators, no or several placements to choose from, repeated items, weights that
            do not sum to 100.00, targets of the wrong shape, changed targets of a locked period; plans of units
            that the actor does not administer.
    """
    return take_file(kind="plans", source=source, actor=actor, save=lambda: _save(rows, refused, actor))


def _save(rows: Sequence[PlanItemRow], refused: Sequence[RowError], actor: Actor | None) -> TakenRows:
    employees = dict(Employee.objects.with_nip({row.nip for row in rows}).order_by().values_list("nip", "id"))
    agencies = dict(Agency.objects.values_list("code", "id"))
    indicators = _indicators(rows)
    found = sorted_by_plan(rows, posts_of(employees, {row.year for row in rows}, agencies), employees)
    found.errors += _foreign_errors(found, agencies, actor)
    _refuse_errors(rows, found, indicators, refused)
    plan_ids, drafts = _merge_plans(found.plans, employees, agencies)
    items = {
        (plan_ids[key], indicators[row.indicator_key].id): row
        for key, of_plan in found.plans.items()
        for row in of_plan
    }
    ranged = {indicator.id for indicator in indicators.values() if indicator.direction.takes_a_range}
    taken = _write_items(items, ranged, drafts)
    _agree(plan_ids.values())
    warnings = (*found.warnings, *unmeasured_items(rows), *taken.warnings)
    return replace(taken, warnings=warnings)


def _foreign_errors(found: SortedRows, agencies: Mapping[str, int], actor: Actor | None) -> Iterator[RowError]:
    """A plan belongs to the agency of its placement, whoever owns the indicators in it."""
    agency_of = {row.row_number: agencies[key.post.agency_code] for key, rows in found.plans.items() for row in rows}
    yield from foreign_agency_errors(
        [row for rows in found.plans.values() for row in rows],
        actor=actor,
        agency_id=lambda row: agency_of[row.row_number],
        column="nip",
        value=attrgetter("nip"),
    )


def _indicators(rows: Iterable[PlanItemRow]) -> Indicators:
    stored = (
        IndicatorVersion.objects.filter(indicator__agency__code__in={row.agency_code for row in rows})
        .order_by("indicator_id", "-valid_from", "-number")
        .distinct("indicator_id")
        .values_list("indicator__agency__code", "indicator__code", "indicator_id", "direction")
    )
    return {
        (agency_code, code): StoredIndicator(indicator_id, Direction(direction))
        for agency_code, code, indicator_id, direction in stored
    }


def _refuse_errors(
    rows: Sequence[PlanItemRow], found: SortedRows, indicators: Indicators, refused: Sequence[RowError]
) -> None:
    errors = [
        *refused,
        *found.errors,
        *item_errors(rows, {key: indicator.direction for key, indicator in indicators.items()}),
    ]
    if not refused:
        errors += weight_errors(found.plans)
    for of_plan in found.plans.values():
        errors += repeated_rows(of_plan, key=lambda row: row.indicator_key, named="SKP, kode_opd dan kode_indikator")
    refuse_errors(errors)


def _merge_plans(
    plans: Mapping[PlanKey, Sequence[PlanItemRow]], employees: Mapping[str, int], agencies: Mapping[str, int]
) -> tuple[dict[PlanKey, int], set[int]]:
    """The number of each plan, new ones added as drafts; and which plans were drafts before."""
    keys = {(employees[key.nip], key.year, agencies[key.post.agency_code], key.post.kind): key for key in plans}
    stored = Plan.objects.filter(
        employee_id__in=set(employees.values()), year__in={key.year for key in plans}
    ).order_by()
    drafts = set(stored.filter(state=PlanState.DRAFT).values_list("id", flat=True))
    merge_rows(
        Plan, key=PLAN_KEY, columns=[], only_when_added=["state"], rows=((*key, PlanState.DRAFT) for key in keys)
    )
    ids = {
        keys[employee_id, year, agency_id, kind]: plan_id
        for plan_id, employee_id, year, agency_id, kind in stored.values_list("id", *PLAN_KEY)
        if (employee_id, year, agency_id, kind) in keys
    }
    return ids, drafts


def _write_items(items: Items, ranged: set[int], drafts: set[int]) -> TakenRows:
    """Write what differs; where the database refuses it for a locked period, say which rows are to blame."""
    try:
        with transaction.atomic():
            return _merge_items(items, ranged, drafts)
    except IntegrityError as error:
        errors = list(locked_target_errors(code, items)) if (code := locked_period(error)) else []
        if errors:
            raise FileRefused(errors) from error
        raise


def _merge_items(items: Items, ranged: set[int], drafts: set[int]) -> TakenRows:
    """While the plans concerned are drafts, because the weights of an agreed one sum to 100 at any moment.

    A file knows one weight a year: what addenda had said of single months is replaced with the rest.
    """
    with incoming_rows(
        PlanItem,
        key=["plan_id", "indicator_id"],
        columns=["kind", "weight", "targets", "upper_targets", "month_weights", "last_month"],
        rows=((*key, *_content(row, is_range=key[1] in ranged)) for key, row in items.items()),
    ) as incoming:
        touched = set(incoming.new_or_changed("plan_id", "indicator_id"))
        incomplete = incoming.absent("plan_id")
        plan_ids = {plan_id for plan_id, _ in touched}.union(incomplete)
        amended = _amended(plan_ids)
        Plan.objects.filter(id__in=plan_ids, state=PlanState.AGREED).update(state=PlanState.DRAFT)
        removed = incoming.remove_absent("plan_id")
        new = incoming.merge().added
    unchanged = sum(key not in touched and key[0] not in drafts for key in items)
    return TakenRows(
        new=new,
        updated=len(items) - new - unchanged,
        unchanged=unchanged,
        warnings=(*_removal_warnings(removed, len(incomplete)), *_addendum_warnings(amended)),
        removed=removed,
    )


def _content(row: PlanItemRow, *, is_range: bool) -> Iterator[object]:
    yield row.kind
    yield row.weight or None
    lower, upper = zip(*map(bounds_of, row.targets), strict=True)
    yield lower
    yield upper if is_range else None
    yield None
    yield None


def _removal_warnings(removed: int, plans: int) -> Iterator[RowWarning]:
    if removed:
        message = f"{removed} butir dihapus dari {plans} SKP, karena berkas ini tidak lagi menyebutnya."
        yield RowWarning(None, None, None, message)


def _amended(plan_ids: Collection[int]) -> int:
    """How many of some plans addenda have changed."""
    by_month = PlanItem.objects.filter(Q(month_weights__isnull=False) | Q(last_month__isnull=False))
    return by_month.filter(plan_id__in=plan_ids).values("plan_id").distinct().count()


def _addendum_warnings(plans: int) -> Iterator[RowWarning]:
    if plans:
        message = f"{plans} SKP punya adendum, yang ikut diganti: bobot dari berkas berlaku untuk seluruh tahun."
        yield RowWarning(None, None, None, message)


def _agree(plan_ids: Iterable[int]) -> None:
    Plan.objects.filter(id__in=list(plan_ids), state=PlanState.DRAFT).update(
        state=PlanState.AGREED, agreed_at=timezone.now()
    )
