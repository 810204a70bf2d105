"""Targets that were agreed as numbers cannot become ranges by another version of their indicator, nor back."""

from collections.abc import Iterable

from indicators.models import Direction, PlanItem


def takes_other_targets(before: Direction, after: Direction) -> bool:
    """Whether targets that fit one direction do not fit the other: a range is no number."""
    return before.takes_a_range != after.takes_a_range


def indicators_with_targets(indicator_ids: Iterable[int]) -> frozenset[int]:
    """Those of some indicators for which plans hold targets. One query."""
    items = PlanItem.objects.filter(indicator_id__in=list(indicator_ids)).exclude(targets=[None] * 12)
    return frozenset(items.order_by().values_list("indicator_id", flat=True).distinct())


def direction_refusal(before: Direction) -> str:
    """Why the direction stays, and what to do instead."""
    return (
        f"Arah yang tersimpan adalah {before.label}, dan target dalam SKP sudah disepakati menurut arah itu; rentang "
        "dan angka tunggal tidak dapat dipertukarkan. Kembalikan arahnya, atau buat indikator dengan kode baru."
    )
