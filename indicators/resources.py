"""Files of this app, column by column (contract section 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from agencies.files.columns import CellWidget, Column, IntegerWidget, NipWidget, NumberWidget, TargetWidget, TextWidget
from agencies.files.errors import RowError, ValueRefused
from agencies.resources import CheckedResource, LabelWidget
from agencies.services.take_file import TakenRows
from indicators.models import Aspect, CataloguePublication, Direction, IndicatorKind, ItemKind, Pattern
from indicators.services.import_indicators import Content, IndicatorRow, import_indicators
from indicators.services.import_plans import import_plans
from indicators.services.plan_rows import PlanItemRow

MONTHS = tuple(f"t{month:02}" for month in range(1, 13))


class MonthsWidget(CellWidget):
    """Months of a year as numbers: `3, 6, 9, 12` or `1-6`."""

    def __init__(self) -> None:
        super().__init__(_read_months)

    def render(self, value: object, obj: object = None, **options: object) -> str:
        """As it is read; every month of the year is left empty."""
        months = value if isinstance(value, list | tuple) else []
        return super().render(", ".join(map(str, months)), obj, **options)


def _read_months(raw: object) -> list[int] | None:
    """The months in order. Raises ValueRefused for anything else than numbers from 1 to 12."""
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
    months: set[int] = set()
    for part in text.replace(";", ",").replace("\N{EN DASH}", "-").split(","):
        first, _dash, last = (end.strip() for end in part.partition("-"))
        last = last or first
        if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) <= 12):
            raise ValueRefused("Tulis nomor bulan 1 sampai 12, misalnya 3, 6, 9, 12 atau 1-6.")
        months.update(range(int(first), int(last) + 1))
    return sorted(months)


class IndicatorResource(CheckedResource[IndicatorRow]):
    """Indicators of the region's agencies; ``publications`` gives the version of an agency's catalogue under which its
    rows come, by the agency's code.
    """

    row_type = IndicatorRow
    publications: Mapping[str, CataloguePublication] | None = None
    agency_code = Column("kode_opd", TextWidget(most=40))
    code = Column("kode", TextWidget(most=40))
    name = Column("nama", TextWidget(most=300))
    unit = Column("satuan", TextWidget(most=60))
    direction = Column("arah", LabelWidget(Direction))
    pattern = Column("pola", LabelWidget(Pattern))
    aspect = Column("aspek", LabelWidget(Aspect))
    definition = Column("definisi", TextWidget(most=4000), filled=False)
    kind = Column("jenis", LabelWidget(IndicatorKind), filled=False, optional=True)
    formula = Column("rumus", TextWidget(most=2000), filled=False, optional=True)
    source = Column("sumber_data", TextWidget(most=300), filled=False, optional=True)
    publisher = Column("penerbit", TextWidget(most=200), filled=False, optional=True)
    months = Column("bulan_ukur", MonthsWidget(), filled=False, optional=True)

    class Meta:
        import_id_fields = ("agency_code", "code")

    def over(self, row: IndicatorRow, stored: IndicatorRow) -> IndicatorRow:
        """What the row does not say stays as it is stored."""
        said: dict[str, Any] = dict(zip(Content._fields, row.content.over(stored.content), strict=True))
        return replace(row, **said)

    def import_rows(self, rows: Sequence[IndicatorRow], refused: Sequence[RowError]) -> TakenRows:
        """Hand over to the service."""
        return import_indicators(
            rows=rows, refused=refused, source=self.source, actor=self.actor, publications=self.publications
        )


class PlanResource(CheckedResource[PlanItemRow]):
    """Agreed plans, a row an item; months that nobody uses may be left out."""

    row_type = PlanItemRow
    nip = Column("nip", NipWidget())
    year = Column("tahun", IntegerWidget(lowest=2000, highest=2100))
    agency_code = Column("kode_opd", TextWidget(most=40))
    indicator_code = Column("kode_indikator", TextWidget(most=40))
    kind = Column("jenis", LabelWidget(ItemKind))
    weight = Column("bobot", NumberWidget(decimals=2), filled=False)
    placement_agency_code = Column("opd_penempatan", TextWidget(most=40), filled=False, optional=True)
    t01, t02, t03, t04, t05, t06, t07, t08, t09, t10, t11, t12 = (
        Column(month, TargetWidget(), filled=False, optional=True) for month in MONTHS
    )

    class Meta:
        import_id_fields = ("nip", "year", "agency_code", "indicator_code", "placement_agency_code")

    def row_class(self, **cells: Any) -> PlanItemRow:
        """A row with its twelve months in one tuple."""
        targets = tuple(cells.pop(month) for month in MONTHS)
        return PlanItemRow(**cells, targets=targets)

    def over(self, row: PlanItemRow, stored: PlanItemRow) -> PlanItemRow:
        """Equal numbers are written as the stored ones: 10,50 changes nothing about 10,5, nor 0 a missing weight."""
        targets = tuple(was if now == was else now for now, was in zip(row.targets, stored.targets, strict=True))
        weight = stored.weight if (row.weight or None) == stored.weight else row.weight
        return replace(row, targets=targets, weight=weight)

    def cells_of(self, row: PlanItemRow) -> dict[str, Any]:
        """A row with its twelve months one by one."""
        months = dict(zip(MONTHS, row.targets, strict=True))
        return {name: months[name] if name in months else getattr(row, name) for name in self.fields}

    def import_rows(self, rows: Sequence[PlanItemRow], refused: Sequence[RowError]) -> TakenRows:
        """Hand over to the service."""
        return import_plans(rows=rows, refused=refused, source=self.source, actor=self.actor)
