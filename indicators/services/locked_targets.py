"""Which rows of a plans file would change a locked month, said after the database has refused it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from agencies.files.errors import RowError, shown_number
from indicators.models import PlanItem
from indicators.services.plan_rows import PlanItemRow, bounds_of, shown_target

Bounds = tuple[Decimal | None, Decimal | None]

NO_TARGET: Bounds = (None, None)


def locked_target_errors(period_code: str, items: Mapping[tuple[int, int], PlanItemRow]) -> Iterator[RowError]:
    """An error for each target of a locked period that the file would change, give or remove.

    ``items`` are the file's rows by the numbers of plan and indicator.
    """
    year, months = int(period_code[:4]), _months_of(period_code)
    mend = f"periode {period_code} sudah dikunci. {{}}, atau minta admin daerah membuka kembali periode itu."
    stored = _stored_targets({plan_id for plan_id, _ in items}, year)
    for key, row in items.items():
        for month in months if row.year == year else ():
            was = stored.get(key, {}).get(month, NO_TARGET)
            if bounds_of(row.targets[month - 1]) != was:
                told = "Tersimpan " + (_written(was) or "kosong") + ", dan " + mend.format("Kembalikan isinya")
                yield RowError(row.row_number, f"t{month:02}", shown_target(row.targets[month - 1]) or "", told)
    removed = sum(any(month in of_item for month in months) for key, of_item in stored.items() if key not in items)
    if removed:
        told = f"{removed} butir bertarget tidak ada di berkas ini, sedangkan " + mend.format("Tambahkan barisnya")
        yield RowError(None, None, None, told)


def _stored_targets(plan_ids: set[int], year: int) -> dict[tuple[int, int], dict[int, Bounds]]:
    """The bounds of each stored target by month, of each item of the plans."""
    stored = PlanItem.objects.filter(plan_id__in=plan_ids, plan__year=year).order_by()
    return {
        (plan_id, indicator_id): {
            month: (low, upper[month - 1] if upper else None)
            for month, low in enumerate(targets, start=1)
            if low is not None
        }
        for plan_id, indicator_id, targets, upper in stored.values_list(
            "plan_id", "indicator_id", "targets", "upper_targets"
        )
    }


def _months_of(period_code: str) -> range:
    """The months of `2026-01`, `2026-Q1`, `2026-S1` or `2026`."""
    part = period_code[5:]
    if part.isdecimal():
        return range(int(part), int(part) + 1)
    length = {"": 12, "Q": 3, "S": 6}[part[:1]]
    last = int(part[1:] or 1) * length
    return range(last - length + 1, last + 1)


def _written(bounds: Bounds) -> str:
    return " s.d. ".join(shown_number(bound) for bound in bounds if bound is not None)
