"""Which ways there are to fill the months of a row at once, and what each fills in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.files.errors import ValueRefused
from agencies.files.values import NumberRange
from indicators.models import Pattern
from indicators.plan_weights import distribute_remainder
from indicators.services.agreements.grid import NO_TARGETS, GridRow, Target, Targets, total_of
from indicators.target_patterns import MONTHS, Rhythm, Shape, Year, copy_value, cut_year, lead_between, target_months

WHY_NOT_CUT = gettext_lazy(
    "Indeks dan angka rilis tidak dibagi ke bulan: targetnya berlaku utuh pada bulan ukurnya. "
    "Isi satu bulan, lalu salin."
)
COUNTED = (
    (Shape.EVEN, Rhythm.MONTH, gettext_lazy("Bagi rata setiap bulan")),
    (Shape.EVEN, Rhythm.QUARTER, gettext_lazy("Bagi rata, akhir triwulan")),
    (Shape.EVEN, Rhythm.HALF, gettext_lazy("Bagi rata, akhir semester")),
    (Shape.EVEN, Rhythm.YEAR, gettext_lazy("Seluruhnya di akhir tahun")),
    (Shape.RAMP, Rhythm.MONTH, gettext_lazy("Naik bertahap")),
    (Shape.LATE, Rhythm.MONTH, gettext_lazy("Menumpuk di akhir tahun")),
    (Shape.S_CURVE, Rhythm.MONTH, gettext_lazy("Kurva S: pelan, cepat, pelan")),
    (Shape.COPY, Rhythm.MONTH, gettext_lazy("Salin bulan pertama yang terisi")),
)
NOT_CUT = (
    (Shape.COPY, Rhythm.MONTH, gettext_lazy("Salin ke setiap bulan ukur")),
    (Shape.COPY, Rhythm.QUARTER, gettext_lazy("Salin ke akhir triwulan")),
    (Shape.COPY, Rhythm.HALF, gettext_lazy("Salin ke akhir semester")),
    (Shape.COPY, Rhythm.YEAR, gettext_lazy("Hanya di akhir tahun")),
)
STEPS = (Shape.BETWEEN, Rhythm.MONTH, gettext_lazy("Bertahap di antara bulan terisi"))


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to fill a row: ``value`` is what the form sends, ``months`` where a target will stand."""

    value: str
    label: str
    shape: Shape
    months: tuple[int, ...]


def offers_for(row: GridRow) -> tuple[Offer, ...]:
    """The ways that suit how the row is measured; those that would fill the same months in the same way once."""
    ways = COUNTED if row.is_counted else NOT_CUT
    if row.pattern is Pattern.POSITION and len(row.measured) > 1:
        ways = (*ways, STEPS)
    found: dict[tuple[Shape, tuple[int, ...]], Offer] = {}
    for shape, rhythm, label in ways:
        months = target_months(rhythm, row.months)
        found.setdefault((shape, months), Offer(f"{shape}-{rhythm}", str(label), shape, months))
    return tuple(found.values())


def filled(row: GridRow, pattern: str, *, year: Target | None, months: Targets) -> Targets:
    """The twelve targets that a way makes of a year's figure, or of the months that are there.

    Raises:
        ValueRefused: the way is not one of the row's, or what it begins with is missing.
    """
    offer = next((one for one in offers_for(row) if one.value == pattern), None)
    if offer is None:
        is_cut = any(pattern == f"{shape}-{rhythm}" for shape, rhythm, _label in COUNTED)
        raise ValueRefused(str(WHY_NOT_CUT) if is_cut else _("Pilih pola dari daftar."))
    if offer.shape is Shape.COPY:
        return _copied(months, offer.months)
    if offer.shape is Shape.BETWEEN:
        return _led(months, offer.months)
    return _cut(offer, total_of(months) if year is None else year)


def levelled(weights: Sequence[Decimal | None]) -> list[Decimal]:
    """Weights brought to exactly 100: those without one share what is left, else all keep their proportion.

    Raises:
        ValueRefused: that cannot be, as nothing is left to share.
    """
    try:
        return distribute_remainder([weight or Decimal(0) for weight in weights])
    except ValueError:
        raise ValueRefused(
            _("Sisa bobot tidak dapat diratakan: bobot yang terisi sudah 100 atau lebih. Kurangi salah satunya dahulu.")
        ) from None


def _copied(months: Targets, into: Sequence[int]) -> Targets:
    first = next((target for target in months if target is not None), None)
    if first is None:
        raise ValueRefused(_("Isi dahulu target satu bulan; nilainya disalin ke bulan lain."))
    return _of_bounds(first, lambda value: copy_value(value, into))


def _led(months: Targets, into: Sequence[int]) -> Targets:
    lows = tuple(target.low if isinstance(target, NumberRange) else target for target in months)
    highs = tuple(target.high if isinstance(target, NumberRange) else target for target in months)
    try:
        both = lead_between(lows, into), lead_between(highs, into)
    except ValueError:
        raise ValueRefused(_("Isi dahulu dua bulan, misalnya bulan pertama dan bulan terakhir.")) from None
    return _joined(*both, is_range=any(isinstance(target, NumberRange) for target in months))


def _cut(offer: Offer, year: Target | None) -> Targets:
    if year is None:
        raise ValueRefused(_("Isi dahulu jumlah setahun; pola membaginya ke bulan."))
    return _of_bounds(year, lambda value: cut_year(offer.shape, value, offer.months))


def _of_bounds(target: Target, fill: Callable[[Decimal], Year]) -> Targets:
    if not isinstance(target, NumberRange):
        return fill(target)
    decimals = Decimal(1).scaleb(min(0, *(int(bound.as_tuple().exponent) for bound in target)))
    return _joined(*(fill(bound.quantize(decimals)) for bound in target), is_range=True)


def _joined(lows: Year, highs: Year, *, is_range: bool) -> Targets:
    if not is_range:
        return lows
    found = list(NO_TARGETS)
    for place in range(len(MONTHS)):
        low, high = lows[place], highs[place]
        if high is None and low is None:
            continue
        low, high = low or Decimal(0), high or Decimal(0)
        if low > high:
            raise ValueRefused(_("Rentang ini terlalu sempit untuk dibagi ke bulan. Isi bulannya satu per satu."))
        found[place] = NumberRange(low, high)
    return tuple(found)
