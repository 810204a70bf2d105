"""The spreadsheet to fill in: headers with lists to choose from, what each column means, and one filled example."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from agencies.files.columns import DateWidget, IntegerWidget, NumberWidget
from agencies.imports.columns import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from agencies.files.columns import Column
    from agencies.imports.kinds import ImportKind, Template
    from agencies.permissions import Actor

SHEET, EXAMPLE_SHEET, HELP_SHEET, LIST_SHEET = "Isian", "Contoh", "Petunjuk", "Daftar"
"""The reader takes the first sheet, so an example elsewhere is never imported."""

LAST_ROW = 5_001
"""So many rows have lists to choose from."""

HEAD = PatternFill("solid", fgColor="FFDDE6F0")
TEXT, DAY = "@", "yyyy-mm-dd"


def accepted_words(kind: ImportKind, template: Template) -> dict[str, Sequence[str]]:
    """The words that a column accepts, by its title: those of the template, else those that its widget knows."""
    found: dict[str, Sequence[str]] = {}
    for title, column in columns_of(kind.resource).items():
        words = template.choices.get(title) or column.widget.words
        if words:
            found[title] = tuple(words)
    return found


def template_file(*, kind: ImportKind, actor: Actor) -> bytes:
    """The template as an XLSX file, for what the actor may fill in. The statements of the kind's lists."""
    template = kind.template(actor)
    columns = columns_of(kind.resource)
    words = accepted_words(kind, template)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _write_head(sheet, columns)
    _write_example(book.create_sheet(EXAMPLE_SHEET), columns, template.example)
    _write_help(book.create_sheet(HELP_SHEET), columns, template, words)
    _write_lists(book.create_sheet(LIST_SHEET), sheet, columns, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_head(sheet: Worksheet, columns: Mapping[str, Column]) -> None:
    sheet.freeze_panes = "A2"
    for place, (title, column) in enumerate(columns.items(), start=1):
        cell = sheet.cell(row=1, column=place, value=title)
        _emphasise(cell)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = max(14, min(40, len(title) + 6))
        dimension.number_format = number_format(column)


def number_format(column: Column) -> str:
    """Text for whatever a spreadsheet could take for something else: NIP, codes, `1-6`, `2026-01`, ranges."""
    if isinstance(column.widget, DateWidget):
        return DAY
    return "General" if isinstance(column.widget, NumberWidget | IntegerWidget) else TEXT


def _write_example(sheet: Worksheet, columns: Mapping[str, Column], example: Mapping[str, object]) -> None:
    _write_head(sheet, columns)
    for place, (title, column) in enumerate(columns.items(), start=1):
        cell = sheet.cell(row=2, column=place)
        cell.value = example.get(title)  # type: ignore[assignment]
        cell.number_format = number_format(column)
        if isinstance(cell.value, str):
            cell.data_type = "s"


def _write_help(
    sheet: Worksheet, columns: Mapping[str, Column], template: Template, words: Mapping[str, Sequence[str]]
) -> None:
    for place, title in enumerate((_("Kolom"), _("Wajib"), _("Isi"), _("Contoh"), _("Pilihan")), start=1):
        _emphasise(sheet.cell(row=1, column=place, value=title))
    for row, (title, column) in enumerate(columns.items(), start=2):
        choices = words.get(title, ())
        facts = (
            title,
            _required(column),
            template.hints.get(title, ""),
            str(example) if (example := template.example.get(title)) is not None else "",
            ", ".join(choices) if len(choices) <= 12 else _("pilih dari daftar di kolomnya"),
        )
        for place, fact in enumerate(facts, start=1):
            cell = sheet.cell(row=row, column=place, value=fact)
            cell.data_type, cell.number_format = "s", TEXT
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDE", (22, 18, 60, 26, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _required(column: Column) -> str:
    if column.filled:
        return _("wajib")
    return _("kolom boleh tidak ada") if column.optional else _("boleh kosong")


def _write_lists(
    lists: Worksheet, sheet: Worksheet, columns: Mapping[str, Column], words: Mapping[str, Sequence[str]]
) -> None:
    """The words of each column in a hidden sheet, since a list inside a rule may hold but 255 characters."""
    lists.sheet_state = "hidden"
    titles = list(columns)
    for place, (title, choices) in enumerate(words.items(), start=1):
        lists.cell(row=1, column=place, value=title)
        for row, word in enumerate(choices, start=2):
            cell = lists.cell(row=row, column=place, value=word)
            cell.data_type, cell.number_format = "s", TEXT
        letter, target = get_column_letter(place), get_column_letter(titles.index(title) + 1)
        rule = DataValidation(
            type="list", formula1=f"{LIST_SHEET}!${letter}$2:${letter}${len(choices) + 1}", allow_blank=True
        )
        rule.errorStyle = "stop" if columns[title].widget.words else "warning"
        rule.errorTitle, rule.error = _("Tidak ada dalam daftar"), _("Pilih salah satu dari daftar.")
        rule.showErrorMessage = True
        rule.add(f"{target}2:{target}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _emphasise(cell: Cell) -> None:
    cell.font = Font(bold=True)
    cell.fill = HEAD
    cell.number_format = TEXT
