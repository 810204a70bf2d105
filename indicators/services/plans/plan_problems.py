"""What a plan still lacks before both sides can agree on it (contract 2.4; PermenPANRB 6/2022, Art. 7)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.models import Approach, Direction, ItemKind, PlanResult, PlanVersion, PlanVersionItem
from indicators.plan_weights import FULL_WEIGHT


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence that says what is missing and how to mend it; ``part`` is the step of the form where it is mended."""

    part: str
    sentence: str


def plan_problems(
    version: PlanVersion,
    results: Sequence[PlanResult],
    items: Sequence[PlanVersionItem],
    names: dict[int, tuple[str, str]],
) -> tuple[Problem, ...]:
    """Everything in the way of an agreement. ``names`` gives name and direction of each indicator. No query."""
    return (
        *_of_results(results, items),
        *_of_items(version, results, items, names),
        *_of_weights(results, items),
    )


def _of_results(results: Sequence[PlanResult], items: Iterable[PlanVersionItem]) -> Iterator[Problem]:
    if not any(result.kind == ItemKind.MAIN for result in results):
        yield Problem("results", _("Belum ada rencana hasil kerja utama. Pilih hasil pimpinan yang Anda dukung."))
    measured = {item.result_id for item in items}
    for result in results:
        if result.pk not in measured:
            named = {"text": _short(result.text)}
            yield Problem("items", _("“%(text)s” belum punya indikator. Tambahkan indikatornya.") % named)


def _of_items(
    version: PlanVersion,
    results: Iterable[PlanResult],
    items: Iterable[PlanVersionItem],
    names: dict[int, tuple[str, str]],
) -> Iterator[Problem]:
    main = {result.pk for result in results if result.kind == ItemKind.MAIN}
    for item in items:
        name, direction = names.get(item.indicator_id, ("", Direction.HIGHER.value))
        if item.result_id in main and item.weight is None:
            yield Problem("items", _("Bobot “%(name)s” belum diisi.") % {"name": _short(name)})
        if item.result_id in main and not any(target is not None for target in item.targets):
            yield Problem("items", _("“%(name)s” belum punya target di bulan mana pun.") % {"name": _short(name)})
        if Direction(direction).takes_a_range != _is_range(item) and _has_targets(item):
            yield Problem("items", _("Bentuk target “%(name)s” tidak cocok dengan arahnya.") % {"name": _short(name)})
        if version.approach == Approach.QUALITATIVE and not item.measure:
            yield Problem("items", _("Ukuran keberhasilan “%(name)s” belum ditulis.") % {"name": _short(name)})


def _of_weights(results: Iterable[PlanResult], items: Sequence[PlanVersionItem]) -> Iterator[Problem]:
    gap = FULL_WEIGHT - total_weight(results, items)
    if items and gap:
        words = {"gap": f"{abs(gap):.2f}".replace(".", ",")}
        told = (
            _("Jumlah bobot kurang %(gap)s. Tambahkan agar tepat 100,00.")
            if gap > 0
            else _("Jumlah bobot lebih %(gap)s. Kurangi agar tepat 100,00.")
        )
        yield Problem("items", told % words)


def total_weight(results: Iterable[PlanResult], items: Iterable[PlanVersionItem]) -> Decimal:
    """The weights of the main items together, in percent."""
    main = {result.pk for result in results if result.kind == ItemKind.MAIN}
    return sum((item.weight for item in items if item.result_id in main and item.weight), Decimal(0))


def _is_range(item: PlanVersionItem) -> bool:
    return item.upper_targets is not None


def _has_targets(item: PlanVersionItem) -> bool:
    return any(target is not None for target in item.targets)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
