"""What the items of a plan must be before the plan can be agreed (contract 2.4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from agencies.files.errors import RowError, RowWarning, ValueRefused, shown_number
from agencies.files.values import check_target
from indicators.models import Direction, ItemKind
from indicators.plan_weights import FULL_WEIGHT, is_weight
from indicators.services.plan_rows import PlanItemRow, PlanKey, shown_target

Directions = Mapping[tuple[str, str], Direction]


def item_errors(rows: Iterable[PlanItemRow], directions: Directions) -> Iterator[RowError]:
    """What is wrong with single items: unknown indicators, weights, targets of the wrong shape."""
    for row in rows:
        refusal = _weight_refusal(row)
        if refusal:
            yield _weight_error(row, refusal)
        direction = directions.get(row.indicator_key)
        if direction is None:
            message = f"Indikator ini belum ada di {row.agency_code}. Perbaiki kodenya, atau impor dahulu indikatornya."
            yield RowError(row.row_number, "kode_indikator", row.indicator_code, message)
        else:
            yield from _target_errors(row, is_range=direction.takes_a_range)


def weight_errors(plans: Mapping[PlanKey, Sequence[PlanItemRow]]) -> Iterator[RowError]:
    """An error for each plan whose main weights do not sum to exactly 100.00."""
    for key, rows in plans.items():
        main = [row.weight for row in rows if row.kind == ItemKind.MAIN]
        total = sum((weight for weight in main if weight is not None), Decimal(0))
        if total == FULL_WEIGHT or any(map(_weight_refusal, rows)):
            continue
        gap = FULL_WEIGHT - total
        mend = f"kurang {_percent(gap)}" if gap > 0 else f"lebih {_percent(-gap)}"
        message = (
            f"Jumlah bobot utama {key} adalah {_percent(total)}, {mend}; seharusnya tepat 100,00. "
            "Sisa pembagian ditaruh pada salah satu butir: 3 x 33,33 menjadi 33,34 + 33,33 + 33,33."
        )
        yield RowError(rows[0].row_number, "bobot", None, message)


def unmeasured_items(rows: Iterable[PlanItemRow]) -> Iterator[RowWarning]:
    """A main item without any target is never scored: allowed, since months may be left out, yet hardly meant."""
    for row in rows:
        if row.kind == ItemKind.MAIN and not any(target is not None for target in row.targets):
            message = "Butir utama ini tidak punya target di bulan mana pun, sehingga bobotnya tidak pernah dihitung."
            yield RowWarning(row.row_number, "t01 s.d. t12", "", message)


def _weight_refusal(row: PlanItemRow) -> str | None:
    """Why the weight cannot stand; None when it can."""
    if row.kind == ItemKind.ADDITIONAL:
        if row.weight:
            return "Tugas tambahan tidak berbobot. Kosongkan bobotnya, atau ubah jenisnya menjadi utama."
        return None
    if row.weight is None:
        return "Butir utama harus berbobot. Isi dengan angka, misalnya 25 atau 33,34."
    if not is_weight(row.weight):
        return "Isi dengan angka lebih dari 0 sampai 100, paling banyak dua desimal dengan koma, misalnya 33,34."
    return None


def _weight_error(row: PlanItemRow, refusal: str) -> RowError:
    """With the number as it was read, not as if it were what the cell holds: `33.333` there is read as thousands."""
    if row.weight is None:
        return RowError(row.row_number, "bobot", "", refusal)
    return RowError(row.row_number, "bobot", None, f"Terbaca {shown_number(row.weight)}. {refusal}")


def _target_errors(row: PlanItemRow, *, is_range: bool) -> Iterator[RowError]:
    for month, target in enumerate(row.targets, start=1):
        try:
            check_target(target, is_range=is_range)
        except ValueRefused as refused:
            yield RowError(row.row_number, f"t{month:02}", shown_target(target), str(refused))


def _percent(number: Decimal) -> str:
    return f"{number:.2f}".replace(".", ",")
