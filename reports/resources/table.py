"""A table that can only be taken away: the frame of the imported files, without the way back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from agencies.files.columns import Column, DateWidget, IntegerWidget, NumberWidget, TextWidget
from agencies.files.resource import FileResource
from agencies.files.results import SavedRows
from agencies.files.writer import write_rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""With what a spreadsheet takes a text of a CSV file for a formula."""
MOST = 10**9


class TableResource(FileResource[Any]):
    """A table by its columns, each named after the attribute of its rows; ``counts__complete`` goes through attributes.

    A method ``dehydrate_<name>`` gives a column's value instead. In CSV a text that a spreadsheet would run stands
    behind an apostrophe; in XLSX every text is one already.
    """

    def cells(self, item: object) -> Sequence[object]:
        """The values of a row in the order of the columns."""
        return [getter(item) for getter in self._getters]

    def export_file(self, objects: Iterable[object], output_path: Path) -> None:
        """Write the rows to a ``.csv`` or ``.xlsx`` file, whole or not at all.

        Without rows the sheet, which people open, says so under its heads; in CSV, which programs read, heads are all.
        """
        rows: Iterable[Sequence[object]] = (self.cells(item) for item in objects)
        if output_path.suffix == ".csv":
            rows = ([without_formula(cell) for cell in row] for row in rows)
        else:
            rows = _or_sentence(rows)
        write_rows(self.get_export_headers(), rows, output_path)

    @cached_property
    def _getters(self) -> list[Callable[[object], object]]:
        return [getattr(self, f"dehydrate_{name}", column.get_value) for name, column in self.fields.items()]

    def save_rows(self, rows: list[Any]) -> SavedRows:
        """A table of results is no input."""
        raise NotImplementedError("a table of results is not imported")


def _or_sentence(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    is_empty = True
    for row in rows:
        is_empty = False
        yield row
    if is_empty:
        yield [_("Tidak ada baris untuk pilihan ini.")]


def without_formula(cell: object) -> object:
    """A text that begins like a formula, behind an apostrophe; anything else as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def text(header: str) -> Column:
    """A column of words."""
    return Column(header, TextWidget(), filled=False)


def figure(header: str) -> Column:
    """A column of published figures, with two places; empty where there is none."""
    return Column(header, NumberWidget(decimals=2), filled=False)


def amount(header: str) -> Column:
    """A column of counts."""
    return Column(header, IntegerWidget(lowest=0, highest=MOST), filled=False)


def day(header: str) -> Column:
    """A column of dates, ISO in CSV."""
    return Column(header, DateWidget(), filled=False)
