"""The columns of a file kind: django-import-export fields and widgets that read cells by the contract's rules."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from agencies.files.errors import ValueRefused
from agencies.files.nip import Nip, read_nip
from agencies.files.values import (
    MOST_DECIMALS,
    ReadNumber,
    ReadTarget,
    is_empty,
    read_choice,
    read_date,
    read_integer,
    read_number,
    read_period,
    read_target,
    read_text,
)
from agencies.files.writer import file_text


class Reading(NamedTuple):
    """What a cell was found to hold: a value (None = no value), remarks on it, or why it cannot be read."""

    value: object
    warnings: tuple[str, ...] = ()
    refusal: str | None = None


class CellWidget(Widget):  # type: ignore[misc]  # import_export has no types
    """Reads a cell with a function of `agencies.files.values`, and writes a value so that it reads back the same.

    `words` are those that it accepts, where they are few.
    """

    words: tuple[str, ...] = ()

    def __init__(self, read: Callable[[object], object]) -> None:
        super().__init__()
        self._read = read

    def reading(self, raw: object) -> Reading:
        """The cell's value with its warnings, or the refusal; never raises."""
        if is_empty(raw):
            return Reading(None)
        try:
            found = self._read(raw)
        except ValueRefused as refused:
            return Reading(None, refusal=str(refused))
        if isinstance(found, Nip):
            return Reading(found.value, found.warnings)
        if isinstance(found, ReadNumber | ReadTarget):
            return Reading(found.value, (found.warning,) if found.warning else ())
        return Reading(found)

    def clean(self, value: object, row: object = None, **_options: object) -> object:  # noqa: ARG002 - as the base has it
        """The cell's value; raises ValueRefused, which django-import-export takes as a validation error."""
        reading = self.reading(value)
        if reading.refusal:
            raise ValueRefused(reading.refusal)
        return reading.value

    def render(self, value: object, obj: object = None, **_options: object) -> str:  # noqa: ARG002 - as the base has it
        return file_text(value)


class TextWidget(CellWidget):
    """A text of at most `most` characters."""

    def __init__(self, *, most: int | None = None) -> None:
        super().__init__(partial(read_text, most=most))


class NipWidget(CellWidget):
    """A NIP, as 18 digits."""

    def __init__(self) -> None:
        super().__init__(read_nip)


class NumberWidget(CellWidget):
    """A Decimal with at most `decimals` digits after the comma."""

    def __init__(self, *, decimals: int = MOST_DECIMALS) -> None:
        super().__init__(partial(read_number, decimals=decimals))


class IntegerWidget(CellWidget):
    """An int between two bounds, both included."""

    def __init__(self, *, lowest: int, highest: int) -> None:
        super().__init__(partial(read_integer, lowest=lowest, highest=highest))


class TargetWidget(CellWidget):
    """A Decimal or a NumberRange; which of them the indicator needs is checked by `values.check_target`."""

    def __init__(self, *, decimals: int = MOST_DECIMALS) -> None:
        super().__init__(partial(read_target, decimals=decimals))


class DateWidget(CellWidget):
    """A date."""

    def __init__(self) -> None:
        super().__init__(read_date)


class PeriodWidget(CellWidget):
    """A period as text: `2026-01`, and unless `months_only` also `2026-Q1`, `2026-S1`, `2026`."""

    def __init__(self, *, months_only: bool = False) -> None:
        super().__init__(partial(read_period, months_only=months_only))


class ChoiceWidget(CellWidget):
    """One of a few words, as written in `choices`."""

    def __init__(self, choices: Iterable[str]) -> None:
        self.words = tuple(choices)
        super().__init__(partial(read_choice, choices=self.words))


class Column(Field):  # type: ignore[misc]  # import_export has no types
    """A column of a file kind.

    `header` is its title in the file; the name it is declared under is the attribute of the row. `filled`: a cell
    without a value is an error. `optional`: the whole column may be absent, which reads as no value in every row.
    """

    def __init__(self, header: str, widget: CellWidget, *, filled: bool = True, optional: bool = False) -> None:
        super().__init__(column_name=header, widget=widget)
        self.filled = filled
        self.optional = optional

    def reading(self, raw: object) -> Reading:
        """What a cell of this column holds; never raises."""
        reading: Reading = self.widget.reading(raw)
        if self.filled and reading.value is None and reading.refusal is None:
            return Reading(None, refusal=_("Kolom ini wajib diisi."))
        return reading
