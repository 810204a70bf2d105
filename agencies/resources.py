"""Files of this app, column by column (contract section 4), and what every kind of file shares."""

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import TextChoices

from agencies.files.columns import CellWidget, Column, DateWidget, NipWidget, TextWidget
from agencies.files.errors import RowError, RowWarning
from agencies.files.limits import DEFAULT_LIMITS, FileLimits
from agencies.files.nip import status_warning
from agencies.files.resource import FileResource, ReadRows
from agencies.files.results import FileResult
from agencies.files.values import read_choice
from agencies.models import EmploymentStatus, PlacementKind
from agencies.permissions import Actor
from agencies.services.import_agencies import AgencyRow, import_agencies
from agencies.services.import_employees import EmployeeRow, import_employees
from agencies.services.take_file import SourceFile, TakenRows

Row = TypeVar("Row")


class LabelWidget(CellWidget):
    """A choice of a model, written with its Indonesian label."""

    def __init__(self, choices: type[TextChoices]) -> None:
        self._choices = choices
        self._by_label: dict[str, TextChoices] = {str(choice.label): choice for choice in choices}
        self.words = tuple(self._by_label)
        super().__init__(self._read_label)

    def _read_label(self, raw: object) -> TextChoices | None:
        label = read_choice(raw, self._by_label)
        return None if label is None else self._by_label[label]

    def render(self, value: object, obj: object = None, **options: object) -> str:
        """The label of a stored value."""
        label = str(self._choices(str(value)).label) if value else None
        return super().render(label, obj, **options)


class ImportResource(FileResource[Row]):
    """A kind of file whose import is recorded: with the file's SHA-256, and who did it (nobody for commands).

    ``row_type`` is the dataclass of a row; its defaults stand for cells without a value.
    """

    row_type: type[Row]

    class Meta:
        import_id_fields = ()

    def __init__(self, *, actor: Actor | None = None) -> None:
        super().__init__()
        self.actor = actor
        self.source = SourceFile(name="", sha256="")

    def import_file(
        self, source: Path | bytes, *, name: str, dry_run: bool = False, limits: FileLimits = DEFAULT_LIMITS
    ) -> FileResult:
        """Read a file and save all its rows, or none; `dry_run` does the same and takes it back.

        Raises FileRefused with every error found.
        """
        self.source = SourceFile(name=name, sha256=_sha256(source))
        return super().import_file(source, name=name, dry_run=dry_run, limits=limits)

    def row_class(self, **cells: Any) -> Row:
        """A row of its cells; an empty one leaves the row's default."""
        return self.row_type(**{name: value for name, value in cells.items() if value is not None})

    def cells_of(self, row: Row) -> dict[str, Any]:
        """What the columns of a row hold, by their names: the way back from `row_class`."""
        return {name: getattr(row, name) for name in self.fields}

    def over(self, row: Row, stored: Row) -> Row:  # noqa: ARG002 - for kinds that keep what a file does not say
        """What will be stored when a row comes over a stored one."""
        return row


class CheckedResource(ImportResource[Row]):
    """A kind of file whose rows are compared with what the region knows.

    The rows that can be read are compared even when others cannot, so that one round of mending is enough. What a row
    is refused for because of other rows of the file waits until all of them can be read.
    """

    #: Sees all rows before they are stored, to keep what an undo will need; only where somebody may undo.
    remember: Callable[[Sequence[Row]], None] | None = None

    class Meta:
        import_id_fields = ()

    @abstractmethod
    def import_rows(self, rows: Sequence[Row], refused: Sequence[RowError]) -> TakenRows:
        """Hand the rows to their service, with the errors of those that could not be read."""

    def _save(self, found: ReadRows[Row]) -> TakenRows:
        if self.remember and not found.errors:
            self.remember(found.rows)
        return self.import_rows(found.rows, found.errors)


class AgencyResource(CheckedResource[AgencyRow]):
    """Units of the region."""

    row_type = AgencyRow
    code = Column("kode_opd", TextWidget(most=40))
    name = Column("nama", TextWidget(most=200))
    kind = Column("jenis", TextWidget(most=60), filled=False)
    parent_code = Column("kode_induk", TextWidget(most=40), filled=False)

    class Meta:
        import_id_fields = ("code",)

    def import_rows(self, rows: Sequence[AgencyRow], refused: Sequence[RowError]) -> TakenRows:
        """Hand over to the service."""
        return import_agencies(rows=rows, refused=refused, source=self.source, actor=self.actor)


class EmployeeResource(CheckedResource[EmployeeRow]):
    """People with their placements; an empty kind of placement is definitive."""

    row_type = EmployeeRow
    nip = Column("nip", NipWidget())
    name = Column("nama", TextWidget(most=160))
    status = Column("status", LabelWidget(EmploymentStatus))
    grade = Column("golongan", TextWidget(most=40), filled=False)
    agency_code = Column("kode_opd", TextWidget(most=40))
    position = Column("jabatan", TextWidget(most=200))
    position_kind = Column("jenis_jabatan", TextWidget(most=80), filled=False)
    supervisor_nip = Column("nip_atasan", NipWidget(), filled=False)
    first_day = Column("mulai", DateWidget())
    last_day = Column("selesai", DateWidget(), filled=False)
    kind = Column("jenis_penempatan", LabelWidget(PlacementKind), filled=False)

    class Meta:
        import_id_fields = ("nip", "agency_code", "kind", "first_day")

    def check_row(self, row: EmployeeRow) -> Iterator[RowWarning]:
        """A status that the NIP contradicts is odd, yet it is the status that counts."""
        warning = status_warning(row.nip, row.status)
        if warning:
            yield RowWarning(row.row_number, "status", row.status, warning)

    def import_rows(self, rows: Sequence[EmployeeRow], refused: Sequence[RowError]) -> TakenRows:
        """Hand over to the service."""
        return import_employees(rows=rows, refused=refused, source=self.source, actor=self.actor)


def _sha256(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    if not source.is_file():
        return ""  # reading it will say so
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
