"""Somebody says which column each title of a file stands for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from agencies.imports.columns import LEFT_OUT, columns_of
from agencies.imports.drafts import held_draft, save_next_edition
from agencies.imports.kinds import ImportKind
from agencies.imports.row_cells import add_missing_columns
from agencies.models import ImportDraft


class MappingRefusedError(ValueError):
    """The mapping cannot stand; ``titles`` are those to look at."""

    def __init__(self, message: str, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        super().__init__(message)


def map_columns(*, draft: ImportDraft, kind: ImportKind, columns: Sequence[str], edition: int) -> ImportDraft:
    """Store the column of each title, LEFT_OUT for one that is not read. Columns that nothing stands for are empty.

    Raises:
        MappingRefusedError: two titles for one column, no title for any column, an unknown column.
        ImportChangedError, ImportStateError: the draft is not what was on the screen.
    """
    known = columns_of(kind.resource)
    stored = held_draft(draft, edition=edition)
    chosen = [column for column in columns if column != LEFT_OUT]
    if len(columns) != len(stored.headers) or not set(chosen) <= set(known):
        raise MappingRefusedError(_("Pilih satu kolom untuk setiap judul, atau lewati judulnya."), ())
    double = [
        title for title, column in zip(stored.headers, columns, strict=True) if column and columns.count(column) > 1
    ]
    if double:
        raise MappingRefusedError(
            _("Dua judul dipasangkan dengan kolom yang sama: %(titles)s. Sisakan satu, lewati yang lain.")
            % {"titles": ", ".join(double)},
            double,
        )
    if not chosen:
        raise MappingRefusedError(_("Belum ada judul yang dipasangkan dengan kolom."), ())
    stored.columns = list(columns)
    add_missing_columns(stored, kind)
    save_next_edition(stored, "columns", "headers")
    return stored
