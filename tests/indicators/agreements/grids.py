"""Rows of a grid without a database, what a form sends for them, and the agreement of the dinas."""

from collections.abc import Mapping
from decimal import Decimal

from agencies.files.values import NumberRange
from indicators.models import Direction, Pattern, UnitAgreement, UnitAgreementItem
from indicators.services.agreements.grid import GridRow
from tests.cast import Cast
from tests.factories import an_indicator

ADDRESS = "/perjanjian/1.02/2026/"


def a_row(
    key: str = "1",
    *,
    pattern: Pattern = Pattern.COUNT,
    direction: Direction = Direction.HIGHER,
    months: tuple[int, ...] = (),
) -> GridRow:
    """An indicator without figures."""
    return GridRow(key, int(key), f"DK-{key}", "Pasien terlayani", "orang", direction, pattern, months)


def typed(key: str = "1", **cells: str) -> dict[str, str]:
    """What a form sends for a row: `typed(bobot="50", t01="8")`."""
    return {f"{key}-{name}": text for name, text in cells.items()}


def year_of(*targets: str | None) -> tuple[Decimal | NumberRange | None, ...]:
    """Twelve targets out of a few; the rest is empty. `80-90` is a range."""
    found: list[Decimal | NumberRange | None] = []
    for target in targets:
        low, dash, high = (target or "").rpartition("-")
        found.append(None if target is None else NumberRange(Decimal(low), Decimal(high)) if dash else Decimal(high))
    return (*found, *[None] * (12 - len(found)))


def an_agreement(cast: Cast, *, year: int = 2026) -> UnitAgreement:
    """The dinas measures by A with 60 percent and ten a month, and by B with 35 percent and no target yet."""
    agreement = UnitAgreement.objects.create(agency=cast.dinas, year=year)
    for code, weight, targets in (("A", "60", [Decimal(10)] * 12), ("B", "35", [None] * 12)):
        indicator = cast.dinas.indicators.filter(code=code).first() or an_indicator(cast.dinas, code)
        UnitAgreementItem.objects.create(
            agreement=agreement, indicator=indicator, weight=Decimal(weight), targets=targets
        )
    return agreement


def sent(agreement: UnitAgreement, changes: Mapping[str, str] | None = None, **others: str) -> dict[str, str]:
    """What the form of a stored agreement sends: A and B by `A-bobot`, `B-t01` …, changed and added to."""
    keys = {item.indicator.code: str(item.indicator_id) for item in agreement.items.select_related("indicator")}
    data = {"edition": str(agreement.edition), "baris": ",".join(keys.values())}
    data |= {f"{keys['A']}-bobot": "60,00", f"{keys['A']}-tahun": "120", f"{keys['B']}-bobot": "35,00"}
    data |= {f"{keys['A']}-t{month:02}": "10" for month in range(1, 13)}
    for name, text in (changes or {}).items():
        code, _dash, cell = name.partition("-")
        data[f"{keys[code]}-{cell}"] = text
    return data | others


def key_of(agreement: UnitAgreement, code: str) -> str:
    """What a row is called in the form."""
    return str(agreement.items.get(indicator__code=code).indicator_id)
