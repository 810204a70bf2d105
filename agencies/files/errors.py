"""What is wrong in a file, said so that its owner can mend it: row, column, value and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

SHOWN_VALUE_LENGTH = 60
SHOWN_MESSAGES = 50


class ValueRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """A single value that cannot be read; the text is an Indonesian sentence that tells how to mend it."""


@dataclass(frozen=True, slots=True)
class RowMessage:
    """One remark on a file.

    `row` counts as a spreadsheet does (the header is row 1) and is None for a remark on the whole file; `column` is the
    header and is None for a remark on the whole row; `value` is what the cell holds and is None where no value matters.
    """

    row: int | None
    column: str | None
    value: object
    message: str

    def __str__(self) -> str:
        row = None if self.row is None else _("baris %(row)s") % {"row": self.row}
        column = None if self.column is None else _("kolom %(column)s") % {"column": self.column}
        place = ", ".join(part for part in (row, column) if part)
        return f"{place[0].upper()}{place[1:]}: {self.text}" if place else self.text

    @property
    def text(self) -> str:
        """The remark without its place: what the cell holds and how to mend it."""
        return self.message if self.value is None else f"{found_value(self.value)}. {self.message}"


class RowError(RowMessage):
    """A remark for which the file is refused."""

    __slots__ = ()


class RowWarning(RowMessage):
    """A remark worth a look; the file is taken all the same."""

    __slots__ = ()


class FileRefused(Exception):  # noqa: N818 - as above
    """The file is not taken. Carries every error found, so that one round of mending is enough."""

    def __init__(self, errors: Iterable[RowError]) -> None:
        self.errors: tuple[RowError, ...] = tuple(errors)
        super().__init__(self.errors)

    def __str__(self) -> str:
        return listed(self.errors, limit=SHOWN_MESSAGES)


def refuse_file(message: str, *, row: int | None = None) -> FileRefused:
    """The exception for a file that is refused as a whole, or because of one row, with a single sentence."""
    return FileRefused([RowError(row, None, None, message)])


def listed(messages: Sequence[RowMessage], *, limit: int | None = None) -> str:
    """One remark a line; after `limit` remarks (None = no limit) a last line counts the rest."""
    lines = [str(message) for message in messages[:limit]]
    rest = len(messages) - len(lines)
    if rest:
        lines.append(f"… dan {rest} lainnya.")
    return "\n".join(lines)


def found_value(value: object) -> str:
    """What a cell holds, for a sentence: `tertulis "seratus"`, or `kosong`."""
    text = " ".join(_shown(value).split())
    if not text:
        return "kosong"
    if len(text) > SHOWN_VALUE_LENGTH:
        text = text[: SHOWN_VALUE_LENGTH - 1] + "…"
    return f'tertulis "{text}"'


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return shown_number(value)
    return str(value)


def shown_number(value: float | Decimal) -> str:
    """A number as Indonesia writes it, without thousands separators: `302663`, `24,65`."""
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite():
        return str(value)
    if abs(number.adjusted()) > SHOWN_VALUE_LENGTH:
        return str(number).replace(".", ",")
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",")
