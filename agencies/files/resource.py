"""One way to import every kind of file: all rows are read and checked, then handed over at once.

django-import-export gives the frame (columns as fields with widgets, `import_data` with its transaction, dry run and
Result), so that its browser pages can be put on top. Its inner loop is replaced: for each row it would look up an
instance, open a savepoint and render a difference, while here a file is taken whole or not at all, by one service.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings
from django.utils import translation
from import_export.resources import Resource
from tablib import Dataset

from agencies.files.columns import Column, Reading
from agencies.files.errors import FileRefused, RowError, RowWarning
from agencies.files.limits import DEFAULT_LIMITS, FileLimits
from agencies.files.reader import FileRows, check_headers, normal_headers, read_rows, row_numbers_of
from agencies.files.results import FileResult, SavedRows
from agencies.files.writer import write_rows

Row = TypeVar("Row")

REMEMBERED_CELLS = 20_000


@dataclass(slots=True)
class ReadRows(Generic[Row]):
    """The rows of a file as far as they could be read, with all remarks on them."""

    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    warnings: list[RowWarning] = field(default_factory=list)

    def add(self, remark: RowError | RowWarning) -> None:
        if isinstance(remark, RowError):
            self.errors.append(remark)
        else:
            self.warnings.append(remark)


class FileResource(Resource, Generic[Row]):  # type: ignore[misc]  # import_export has no types
    """A kind of file: columns declared as class attributes, `row_class` with an attribute for each and `row_number`.

    `Meta.import_id_fields` names the columns of the key, which may not occur twice in one file. A concrete resource
    gives `save_rows`, and `check_row` for what two columns must have in common:

        class AttendanceResource(FileResource[AttendanceRow]):
            row_class = AttendanceRow
            nip = Column("nip", NipWidget())
            period = Column("periode", PeriodWidget(months_only=True))
            absent = Column("tk", IntegerWidget(lowest=0, highest=31), filled=False)

            class Meta:
                import_id_fields = ("nip", "period")

            def save_rows(self, rows):
                return import_attendance(region=self.region, rows=rows)
    """

    row_class: Callable[..., Row]

    class Meta:
        import_id_fields: Sequence[str] = ()

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        for name, column in self.fields.items():
            column.attribute = name

    def save_rows(self, rows: list[Row]) -> SavedRows:
        """Hand all rows to one service, within the transaction; it raises FileRefused for rows that cannot be taken."""
        raise NotImplementedError

    def check_row(self, row: Row) -> Iterable[RowError | RowWarning]:  # noqa: ARG002 - for subclasses
        """Errors and warnings of a row whose cells are each well read."""
        return ()

    def import_file(
        self, source: Path | bytes, *, name: str, dry_run: bool = False, limits: FileLimits = DEFAULT_LIMITS
    ) -> FileResult:
        """Read a file and save all its rows, or none; `dry_run` does the same and takes it back.

        Raises FileRefused with every error found.
        """
        result: FileResult = self.import_data(read_rows(source, name=name, limits=limits), dry_run=dry_run)
        if result.refused:
            raise result.refused
        return result

    def export_file(self, objects: Iterable[object], output_path: Path) -> None:
        """Write the declared columns of the objects, such that `import_file` reads the same values back."""
        fields = self.get_export_fields()
        rows = ([column.get_value(item) for column in fields] for item in objects)
        write_rows(self.get_export_headers(), rows, output_path)

    def read(self, dataset: Dataset) -> ReadRows[Row]:
        """All rows of a dataset, checked but for what only the database knows. Raises FileRefused for its headers."""
        headers = normal_headers(dataset.headers or [])
        columns: dict[str, Column] = dict(self.fields)
        check_headers(
            headers,
            required=[column.column_name for column in columns.values() if not column.optional],
            optional=[column.column_name for column in columns.values() if column.optional],
        )
        found: ReadRows[Row] = ReadRows(warnings=list(dataset.warnings) if isinstance(dataset, FileRows) else [])
        readers = [_CellReader(name, column, headers) for name, column in columns.items()]
        keys = _Keys({name: columns[name] for name in self.get_import_id_fields()})
        for row_number, cells in zip(row_numbers_of(dataset), dataset, strict=True):
            values = {reader.name: reader.value(row_number, cells, found) for reader in readers}
            repeated = list(keys.repeated(row_number, values))
            found.errors.extend(repeated)
            if not repeated and REFUSED not in values.values():
                row = self.row_class(row_number=row_number, **values)
                found.rows.append(row)
                for remark in self.check_row(row):
                    found.add(remark)
        return found

    def import_data(
        self,
        dataset: Dataset,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - as the base has it
        raise_errors: bool = False,  # noqa: FBT001, FBT002 - as the base has it
        **options: object,
    ) -> FileResult:
        """Read, check and save a dataset; what refuses it stands in the result, or is raised with `raise_errors`.

        Remarks on a file are Indonesian whoever brings it (contract 4): people hand files on with what is to be mended.
        """
        # Whole or nothing is no option here, whatever the page or the settings ask for.
        options |= {"use_transactions": True, "rollback_on_validation_errors": True}
        with translation.override(settings.LANGUAGE_CODE):
            result: FileResult = super().import_data(dataset, dry_run, raise_errors, **options)
        return result

    def import_data_inner(
        self,
        dataset: Dataset,
        dry_run: bool,  # noqa: FBT001 - as the base has it
        raise_errors: bool,  # noqa: FBT001 - as the base has it
        using_transactions: bool,  # noqa: ARG002, FBT001 - as the base has it
        collect_failed_rows: bool,  # noqa: FBT001 - as the base has it
        **options: object,
    ) -> FileResult:
        """The base's loop over rows, replaced: everything is read and checked before anything is saved."""
        result = FileResult()
        result.diff_headers = self.get_diff_headers()
        try:
            self.before_import(dataset, dry_run=dry_run, **options)
            result.total_rows = len(dataset)
            found = self.read(dataset)
            result.warnings = tuple(found.warnings)
            result.take(self._save(found))
            self.after_import(dataset, result, dry_run=dry_run, **options)
        except FileRefused as refused:
            result.refuse(refused, dataset, collect_failed_rows=collect_failed_rows)
            if raise_errors:
                raise
        return result

    def _save(self, found: ReadRows[Row]) -> SavedRows:
        if found.errors:
            raise FileRefused(sorted(found.errors, key=_row_number))
        return self.save_rows(found.rows)


REFUSED = object()
"""Stands for the value of a cell that could not be read."""


class _CellReader:
    """Reads the cells of one column, each different text only once: a file repeats its NIPs, periods and codes."""

    def __init__(self, name: str, column: Column, headers: list[str]) -> None:
        self.name = name
        self._column = column
        self._header = column.column_name
        self._place = headers.index(self._header) if self._header in headers else None
        self._known: dict[str, Reading] = {}

    def value(self, row_number: int, cells: Sequence[object], found: ReadRows[Row]) -> object:
        """The cell's value, or REFUSED; remarks go to `found`."""
        if self._place is None:
            return None
        raw = cells[self._place]
        reading = self._known.get(raw) if isinstance(raw, str) else None
        if reading is None:
            reading = self._column.reading(raw)
            if isinstance(raw, str) and len(self._known) < REMEMBERED_CELLS:
                self._known[raw] = reading
        if reading.refusal is not None:
            found.errors.append(RowError(row_number, self._header, "" if raw is None else raw, reading.refusal))
            return REFUSED
        for warning in reading.warnings:
            found.warnings.append(RowWarning(row_number, self._header, raw, warning))
        return reading.value


class _Keys:
    """Notices a key that occurs twice in one file; `columns` gives the column of each part of the key."""

    def __init__(self, columns: dict[str, Column]) -> None:
        self._columns = columns
        self._rows: dict[tuple[object, ...], int] = {}

    def repeated(self, row_number: int, values: dict[str, object]) -> Iterable[RowError]:
        key = tuple(values[name] for name in self._columns)
        if not key or REFUSED in key:
            return
        first = self._rows.setdefault(key, row_number)
        if first != row_number:
            named = (
                f"{column.column_name} {column.widget.render(part) or 'kosong'}"
                for column, part in zip(self._columns.values(), key, strict=True)
            )
            message = f"{', '.join(named)} sudah ada di baris {first}. Sisakan satu dari kedua baris itu."
            yield RowError(row_number, None, None, message)


def _row_number(error: RowError) -> int:
    return error.row or 0
