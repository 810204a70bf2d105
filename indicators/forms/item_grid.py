"""Weights and monthly targets as they are typed in a grid: read cell by cell, kept as typed whatever they are.

For any rows that have them, be it a unit's agreement or a person's plan: rows in, what was typed and what it means out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _

from agencies.files.errors import ValueRefused, shown_number
from agencies.files.values import NumberRange, is_empty, read_number, read_target
from indicators.forms.grid_patterns import Offer, filled, levelled, offers_for
from indicators.plan_weights import FULL_WEIGHT, is_weight
from indicators.services.agreements.grid import (
    GridRow,
    Target,
    Targets,
    shown_percent,
    total_of,
    weight_words,
)

MOST_DECIMALS = 6
"""Of a target, as in files of plans (contract section 4)."""
LONGEST_TEXT = 80
"""What no number needs; longer texts are kept up to here."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An input: its name in the form, what it is, what was typed, and what is said about that.

    ``is_shut`` marks a month in which the indicator is not measured and nothing stands, ``is_fixed`` one that stays as
    it is stored: there is no input.
    """

    name: str
    label: str
    short: str
    text: str
    value: Target | None = None
    error: str = ""
    note: str = ""
    is_shut: bool = False
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was typed. ``year`` is there where months add up; ``pattern`` is the chosen way to fill it, and
    ``refusal`` says why that could not be done.
    """

    row: GridRow
    weight: Cell | None
    year: Cell | None
    months: tuple[Cell, ...]
    offers: tuple[Offer, ...]
    pattern: str
    refusal: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All inputs, from the left."""
        return tuple(cell for cell in (self.weight, self.year, *self.months) if cell is not None)

    @property
    def said(self) -> tuple[Cell, ...]:
        """The inputs of which something is said."""
        return tuple(cell for cell in self.cells if cell.error or cell.note)

    @property
    def targets(self) -> Targets:
        """The months as they were read."""
        return tuple(cell.value for cell in self.months)

    @property
    def weight_value(self) -> Decimal | None:
        """The weight as it was read."""
        value = self.weight.value if self.weight else None
        return value if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """All rows as they were typed. ``problems`` are the inputs that cannot be read, each with its row."""

    rows: tuple[ReadRow, ...]

    @property
    def problems(self) -> tuple[tuple[ReadRow, Cell], ...]:
        """The inputs that cannot be taken."""
        return tuple((row, cell) for row in self.rows for cell in row.cells if cell.error)

    @property
    def notes(self) -> tuple[tuple[ReadRow, Cell], ...]:
        """The inputs whose notation could have been meant otherwise."""
        return tuple((row, cell) for row in self.rows for cell in row.cells if cell.note)

    @property
    def weight_total(self) -> Decimal:
        """What the readable weights sum to."""
        return sum((row.weight_value or Decimal(0) for row in self.rows), Decimal(0))

    @property
    def weight_words(self) -> str:
        """That sum in words."""
        return weight_words(self.weight_total)

    @property
    def is_complete(self) -> bool:
        """Whether the weights sum to exactly 100."""
        return self.weight_total == FULL_WEIGHT

    @property
    def read(self) -> tuple[GridRow, ...]:
        """The rows with the figures that were typed; only of use without problems."""
        return tuple(row.row.with_figures(row.weight_value, row.targets) for row in self.rows)


def read_grid(
    data: Mapping[str, str], rows: Iterable[GridRow], *, refusals: Mapping[str, str] | None = None
) -> ReadGrid:
    """What was typed for these rows. Nothing is refused as a whole: each input says what is wrong with it.

    ``refusals`` say by a row's key why it could not be filled.
    """
    said = refusals or {}
    return ReadGrid(tuple(_read_row(data, row, said.get(row.key, "")) for row in rows))


def refilled(data: Mapping[str, str], row: GridRow) -> dict[str, str]:
    """What was typed, with the months of a row filled in the way that was chosen for it; those that are fixed stay.

    Raises:
        ValueRefused: an input of the row cannot be read, or the way does not suit.
    """
    read = _read_row(data, row, "")
    for cell in (read.year, *read.months):
        if cell is not None and cell.error and cell.value is None:
            raise ValueRefused(f"{cell.label}: {cell.error}")
    ways = filled(row, read.pattern, year=read.year.value if read.year else None, months=read.targets)
    months = [*row.targets[: row.first_month - 1], *ways[row.first_month - 1 :]]
    return {**data, **month_data(row, months), f"{row.key}-tahun": shown_target(total_of(months))}


def with_levelled_weights(data: Mapping[str, str], rows: Iterable[GridRow]) -> dict[str, str]:
    """What was typed, with weights that sum to exactly 100.

    Raises:
        ValueRefused: a weight cannot be read, or nothing is left to share.
    """
    grid = read_grid(data, [row for row in rows if row.takes_weight])
    for row in grid.rows:
        if row.weight is not None and row.weight.error:
            raise ValueRefused(f"{row.row.code}: {row.weight.error}")
    weights = levelled([row.weight_value for row in grid.rows])
    names = [f"{row.row.key}-bobot" for row in grid.rows]
    return {**data, **dict(zip(names, map(shown_percent, weights), strict=True))}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSheet:
    """Rows in their order and what was typed in them, none of it stored yet.

    ``message`` tells what the last act did, or why it could not (``is_refused``); ``refusals`` the same by row.
    """

    rows: tuple[GridRow, ...]
    data: Mapping[str, str]
    refusals: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    is_refused: bool = False

    @property
    def grid(self) -> ReadGrid:
        """All of it, read."""
        return read_grid(self.data, self.rows, refusals=self.refusals)


Sheet = TypeVar("Sheet", bound=TypedSheet)


def fill_row(sheet: Sheet, key: str) -> Sheet:
    """The months of a row, in the way that was chosen for it."""
    row = next((one for one in sheet.rows if one.key == key), None)
    if row is None:
        return replace(sheet, message=_("Baris itu tidak ada lagi di lembar ini."), is_refused=True)
    try:
        data = refilled(sheet.data, row)
    except ValueRefused as refused:
        return replace(sheet, refusals={key: str(refused)}, is_refused=True)
    return replace(sheet, data=data, message=_("%(code)s terisi dengan pola. Belum disimpan.") % {"code": row.code})


def level_weights(sheet: Sheet) -> Sheet:
    """Weights that sum to exactly 100."""
    try:
        data = with_levelled_weights(sheet.data, sheet.rows)
    except ValueRefused as refused:
        return replace(sheet, message=str(refused), is_refused=True)
    return replace(sheet, data=data, message=_("Bobot diratakan menjadi tepat 100,00. Belum disimpan."))


def grid_data(rows: Iterable[GridRow]) -> dict[str, str]:
    """What the form holds when nothing was typed yet: the stored figures."""
    data = {}
    for row in rows:
        data[f"{row.key}-bobot"] = "" if row.weight is None else shown_percent(row.weight)
        data[f"{row.key}-tahun"] = shown_target(row.year_total)
        data |= month_data(row, row.targets)
    return data


def month_data(row: GridRow, targets: Sequence[Target | None]) -> dict[str, str]:
    """Twelve inputs with these targets."""
    return {month_name(row, month): shown_target(target) for month, target in enumerate(targets, start=1)}


def month_name(row: GridRow, month: int) -> str:
    """What the input of a month is called."""
    return f"{row.key}-t{month:02}"


def shown_target(target: Target | None) -> str:
    """A target as it is typed: `12,5` or `80-90`; empty for none."""
    if target is None:
        return ""
    return "-".join(map(shown_number, target)) if isinstance(target, NumberRange) else shown_number(target)


def _read_row(data: Mapping[str, str], row: GridRow, refusal: str) -> ReadRow:
    months = tuple(_read_month(data, row, month) for month in range(1, 13))
    return ReadRow(
        row=row,
        weight=_read_weight(data, row) if row.takes_weight else None,
        year=_read_year(data, row, months) if row.is_counted else None,
        months=months,
        offers=offers_for(row),
        pattern=data.get(f"{row.key}-pola", ""),
        refusal=refusal,
    )


def _read_weight(data: Mapping[str, str], row: GridRow) -> Cell:
    name, label = f"{row.key}-bobot", _("Bobot")
    text = _typed(data, name)
    try:
        read = read_number(text, decimals=2)
    except ValueRefused as refused:
        return Cell(name, label, label, text, error=str(refused))
    if read.value is not None and not is_weight(read.value):
        said = _("Isi lebih dari 0 sampai 100, terbaca %(number)s. Kosongkan bila belum ditentukan.")
        return Cell(name, label, label, text, error=said % {"number": shown_number(read.value)})
    return Cell(name, label, label, text, read.value, note=read.warning or "")


def _read_month(data: Mapping[str, str], row: GridRow, month: int) -> Cell:
    name, label, short = month_name(row, month), str(MONTHS[month]), str(MONTHS_3[month]).capitalize()
    if month < row.first_month:
        kept = row.targets[month - 1]
        return Cell(name, label, short, shown_target(kept), kept, is_shut=kept is None, is_fixed=True)
    text = _typed(data, name)
    is_measured = month in row.measured
    if is_empty(text):
        return Cell(name, label, short, text, is_shut=not is_measured)
    if not is_measured:
        said = _("Bulan ini bukan bulan ukur indikator ini. Kosongkan, atau ubah bulan ukurnya di katalog.")
        return Cell(name, label, short, text, error=said)
    return _read_target(Cell(name, label, short, text), row)


def _read_year(data: Mapping[str, str], row: GridRow, months: Sequence[Cell]) -> Cell:
    """The sum of the months, or a figure that a pattern shall cut: then it may not stand there alone and be lost."""
    name, label = f"{row.key}-tahun", _("Jumlah setahun")
    cell = _read_target(Cell(name, label, _("Setahun"), _typed(data, name)), row)
    is_untouched = cell.text == shown_target(row.year_total)
    if cell.value is None or is_untouched or any(month.error for month in months):
        return cell
    total = total_of(month.value for month in months)
    if total == cell.value:
        return cell
    if total is None:
        said = _("Belum dibagi ke bulan. Pilih Isi dengan pola di baris ini, atau isi bulannya.")
    else:
        said = _("Jumlah bulannya %(total)s. Sesuaikan, kosongkan, atau pilih Isi dengan pola.") % {
            "total": shown_target(total)
        }
    return Cell(name, label, cell.short, cell.text, cell.value, error=said, note=cell.note)


def _read_target(cell: Cell, row: GridRow) -> Cell:
    try:
        read = read_target(cell.text, is_range=row.direction.takes_a_range, decimals=MOST_DECIMALS)
    except ValueRefused as refused:
        return Cell(cell.name, cell.label, cell.short, cell.text, error=str(refused))
    return Cell(cell.name, cell.label, cell.short, cell.text, read.value, note=read.warning or "")


def _typed(data: Mapping[str, str], name: str) -> str:
    return data.get(name, "").replace("\x00", "").strip()[:LONGEST_TEXT]


def grid_differences(
    mine: Mapping[str, str], stored: Mapping[str, str], rows: Iterable[GridRow]
) -> Iterator[tuple[str, str, str]]:
    """Where what was typed is not what is stored: the input in words, what was typed, what is stored."""
    mine_read, stored_read = read_grid(mine, rows := tuple(rows)), read_grid(stored, rows)
    for typed, kept in zip(mine_read.rows, stored_read.rows, strict=True):
        for one, other in zip(typed.cells, kept.cells, strict=True):
            is_same = one.value == other.value and not one.error
            if one is not typed.year and not is_same and one.text != other.text:
                yield f"{typed.row.code}, {one.label}", one.text, other.text
