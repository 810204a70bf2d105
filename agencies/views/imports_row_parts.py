"""Faulty rows and their groups, as the page of the check shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from agencies.imports.cells import fingerprint
from agencies.imports.check_import import CheckedImport, CheckedRow
from agencies.imports.columns import key_columns
from agencies.imports.groups import Group, error_groups, warning_groups
from agencies.imports.kinds import ImportKind
from agencies.imports.mends import suggestion
from agencies.imports.template_file import accepted_words
from agencies.permissions import Actor
from agencies.views.listing import PAGE, ROWS_A_PAGE

LONGEST_SELECT = 30
LONGEST_LIST = 500
CELL = "sel-"
"""What the name of a field begins with; the rest is the title of the column."""

Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class CellPart:
    """A field of a row: ``options`` make it a list to choose from, ``suggests`` names a list of words."""

    title: str
    value: str
    is_wrong: bool
    options: tuple[str, ...] = ()
    suggests: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether what it holds is none of the options."""
        return bool(self.options) and self.value not in self.options


@dataclass(frozen=True, slots=True)
class MessagePart:
    """What is wrong in a row, and what a button would write instead."""

    title: str
    text: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class RowPart:
    """A row: its fields in the table and below it, and its messages. ``stored`` is told when somebody was faster."""

    number: int
    seen: str
    cells: tuple[CellPart, ...]
    more: tuple[CellPart, ...]
    messages: tuple[MessagePart, ...]
    stored: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page of the check: counts, groups, one page of rows, words for fields."""

    checked: CheckedImport
    groups: Sequence[Group]
    warnings: Sequence[Group]
    page: Page[CheckedRow]
    rows: Sequence[RowPart]
    titles: Sequence[str]
    lists: Mapping[str, Sequence[str]]
    only: str = ""


def check_page(checked: CheckedImport, kind: ImportKind, actor: Actor, asked: QueryDict) -> CheckPage:
    """What the address asks for: a page of all faulty rows, or of those of one group."""
    words = words_of(kind, actor)
    groups = error_groups(checked, kind, words)
    only = next((group for group in groups if group.key == asked.get("kelompok", "")), None)
    faulty = checked.faulty
    if only is not None:
        faulty = [row for row in faulty if row.number in only.rows]
    page = Paginator(faulty, ROWS_A_PAGE).get_page(asked.get(PAGE))
    titles = titles_of(page.object_list, checked, kind)
    return CheckPage(
        checked=checked,
        groups=groups,
        warnings=warning_groups(checked),
        page=page,
        rows=[row_part(row, checked, titles, words) for row in page.object_list],
        titles=titles,
        lists=_lists(checked, words),
        only=only.key if only else "",
    )


def words_of(kind: ImportKind, actor: Actor) -> Words:
    """The words that the columns of a kind accept from somebody."""
    return accepted_words(kind, kind.template(actor))


def titles_of(rows: Iterable[CheckedRow], checked: CheckedImport, kind: ImportKind) -> list[str]:
    """The columns that the table shows: those of the key, and those in which something is wrong."""
    wrong = {error.column for row in rows for error in row.errors}
    key = key_columns(kind.resource)
    return [title for title in checked.titles if title in key or title in wrong]


def row_part(
    row: CheckedRow,
    checked: CheckedImport,
    titles: Sequence[str],
    words: Words,
    *,
    typed: Mapping[str, str] | None = None,
) -> RowPart:
    """A row with its fields; ``typed`` stands in them instead of what is stored, which is told beside."""
    wrong = {error.column for error in row.errors}
    texts = {title: row.text(title) for title in checked.titles} | dict(typed or {})
    cells = [_cell(title, texts[title], checked, words, is_wrong=title in wrong) for title in checked.titles]
    differing = typed or {}
    return RowPart(
        number=row.number,
        seen=fingerprint(row.stored),
        cells=tuple(cell for cell in cells if cell.title in titles),
        more=tuple(cell for cell in cells if cell.title not in titles),
        messages=tuple(_messages(row, checked, words)),
        stored=tuple((title, row.text(title)) for title, text in differing.items() if row.text(title) != text),
    )


def _cell(title: str, value: str, checked: CheckedImport, words: Words, *, is_wrong: bool) -> CellPart:
    known = tuple(words.get(title, ()))
    is_closed = bool(checked.columns[title].widget.words) and len(known) <= LONGEST_SELECT
    if is_closed:  # as the contract has it, whatever the case of its letters
        value = next((word for word in known if word.casefold() == value.strip().casefold()), value)
    return CellPart(title, value, is_wrong, known if is_closed else (), suggests=bool(known) and not is_closed)


def _messages(row: CheckedRow, checked: CheckedImport, words: Words) -> Iterable[MessagePart]:
    for error in row.errors:
        text = error.text if error.value is None else error.text[:1].upper() + error.text[1:]
        column = checked.columns.get(error.column or "")
        title = error.column or ""
        meant = suggestion(column, row.cells.get(title), words.get(title, ())) if column else None
        yield MessagePart(title, text, meant.text if meant else "")


def _lists(checked: CheckedImport, words: Words) -> dict[str, Sequence[str]]:
    return {
        title: list(words[title])[:LONGEST_LIST]
        for title in checked.titles
        if title in words and not (checked.columns[title].widget.words and len(words[title]) <= LONGEST_SELECT)
    }
