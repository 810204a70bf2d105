"""The items of a plan as rows of the grid: what is stored, what was typed, and what the plan shall say then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.forms.item_grid import TypedSheet, grid_data, grid_differences, level_weights
from indicators.models import Approach, Direction, ItemKind, Pattern
from indicators.services.agreements.grid import GridRow, bounds_of_targets, targets_of
from indicators.services.plans.load_content import PlanContent, PlannedItem
from indicators.services.plans.save_items import ItemValues

LONGEST_MEASURE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet(TypedSheet):
    """The rows of a version and what was typed in them."""

    content: PlanContent

    @property
    def heads(self) -> dict[str, str]:
        """What stands above the first row of each result: its number and words."""
        heads = {}
        for number, result in enumerate(self.content.results, start=1):
            if result.items:
                heads[row_key(result.items[0])] = f"{number}. {result.result.text}"
        return heads

    @property
    def is_qualitative(self) -> bool:
        """Whether each item also says in words what success is."""
        return self.content.version.approach == Approach.QUALITATIVE

    @property
    def measures(self) -> tuple[tuple[str, str, str], ...]:
        """The words of success as they are typed: name of the input, indicator, text."""
        return tuple(
            (measure_name(one), one.name, self.data.get(measure_name(one), one.item.measure))
            for one in self.content.items
        )

    def values(self) -> dict[int, ItemValues]:
        """What the items shall say; only of use where the grid has no problems."""
        read = {row.key: row for row in self.grid.read}
        return {one.item.pk: self._values(one, read[row_key(one)]) for one in self.content.items}

    def _values(self, one: PlannedItem, row: GridRow) -> ItemValues:
        lows, highs = bounds_of_targets(row.targets)
        measure = self.data.get(measure_name(one))
        if measure is not None:
            measure = measure.replace("\x00", "").strip()[:LONGEST_MEASURE]
        return ItemValues(row.weight, lows, highs, measure)


def stored_sheet(content: PlanContent) -> PlanSheet:
    """A version as it is stored."""
    rows = tuple(_rows(content))
    return PlanSheet(content=content, rows=rows, data=grid_data(rows))


def typed_sheet(content: PlanContent, data: Mapping[str, str]) -> PlanSheet:
    """A version with what was typed on top; rows that the form did not have are as they are stored."""
    rows = tuple(_rows(content))
    posted = set(data.get("baris", "").split(","))
    stored = grid_data([row for row in rows if row.key not in posted])
    return PlanSheet(content=content, rows=rows, data={**stored, **data})


def levelled_sheet(sheet: PlanSheet) -> PlanSheet:
    """Main weights that sum to exactly 100; a plan of additional work alone has none."""
    return level_weights(sheet) if any(row.takes_weight for row in sheet.rows) else sheet


def sheet_differences(sheet: PlanSheet, stored: PlanSheet) -> list[tuple[str, str, str]]:
    """Where what was typed is not what is stored: the input in words, what was typed, what is stored."""
    posted = set(sheet.data.get("baris", "").split(","))
    figures = grid_differences(sheet.data, stored.data, [row for row in sheet.rows if row.key in posted])
    pairs = zip(sheet.measures, stored.measures, strict=True)
    words = [(f"{name}: {_('ukuran keberhasilan')}", mine, kept) for (_n, name, mine), (*_r, kept) in pairs]
    return [*figures, *(one for one in words if one[1] != one[2])]


def row_key(one: PlannedItem) -> str:
    """What the row of an item is called in the form."""
    return f"i{one.item.pk}"


def measure_name(one: PlannedItem) -> str:
    """What the input for its words of success is called."""
    return f"{row_key(one)}-ukuran"


def _rows(content: PlanContent) -> Iterator[GridRow]:
    for result in content.results:
        for one in result.items:
            yield GridRow(
                key=row_key(one),
                indicator_id=one.item.indicator_id,
                code=one.code,
                name=one.name,
                unit=one.unit,
                direction=Direction(one.direction),
                pattern=Pattern(one.pattern),
                months=tuple(sorted(one.months)),
                weight=one.item.weight,
                targets=targets_of(one.item.targets, one.item.upper_targets),
                takes_weight=result.result.kind == ItemKind.MAIN,
                first_month=content.version.from_month,
            )
