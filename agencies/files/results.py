"""What came of importing a file, in django-import-export's terms and in ours."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from import_export.results import Error, Result, RowResult
from tablib import Dataset

from agencies.files.errors import FileRefused, RowError, RowWarning
from agencies.files.reader import row_numbers_of

SHOWN_ROWS = 100


@dataclass(frozen=True, slots=True)
class SavedRows:
    """What a service did with the rows of a file, in rows."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    warnings: tuple[RowWarning, ...] = ()


class FileResult(Result):  # type: ignore[misc]  # import_export has no types
    """django-import-export's Result with, beside it, everything that is to be said about the file.

    `refused` holds all errors (None: the file was taken, or would be after a dry run); `warnings` all warnings.
    `invalid_rows` is for pages and ends after SHOWN_ROWS rows; `totals` counts them all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refused: FileRefused | None = None
        self.warnings: tuple[RowWarning, ...] = ()
        self.saved = SavedRows()

    def take(self, saved: SavedRows) -> None:
        """Note what the service did."""
        self.saved = saved
        self.warnings += saved.warnings
        self.totals[RowResult.IMPORT_TYPE_NEW] = saved.new
        self.totals[RowResult.IMPORT_TYPE_UPDATE] = saved.updated
        self.totals[RowResult.IMPORT_TYPE_SKIP] = saved.unchanged

    def refuse(self, refused: FileRefused, dataset: Dataset, *, collect_failed_rows: bool) -> None:
        """Note why the file is refused: by row where a row is to blame, else as an error of the whole file."""
        self.refused = refused
        row_numbers = row_numbers_of(dataset)
        places = {row_number: place for place, row_number in enumerate(row_numbers)}
        by_row: dict[int, list[RowError]] = defaultdict(list)
        for error in refused.errors:
            if error.row in places:
                by_row[error.row].append(error)
            else:
                self.append_base_error(Error(FileRefused([error])))
        self.totals[RowResult.IMPORT_TYPE_INVALID] = len(by_row)
        if collect_failed_rows:
            self.add_dataset_headers(dataset.headers)
        for row_number, errors in by_row.items():
            row = dict(zip(dataset.headers, dataset[places[row_number]], strict=True))
            if len(self.invalid_rows) < SHOWN_ROWS:
                self.append_invalid_row(row_number, row, _validation_error(errors))
            if collect_failed_rows:
                self.append_failed_row(row, " ".join(error.text for error in errors))


def _validation_error(errors: list[RowError]) -> ValidationError:
    by_column: dict[str, list[str]] = defaultdict(list)
    for error in errors:
        by_column[error.column or NON_FIELD_ERRORS].append(error.text)
    return ValidationError(dict(by_column))
