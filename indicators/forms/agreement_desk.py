"""What lies on the desk while an agreement is edited: rows and what was typed. Nothing of it is stored yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.files.errors import ValueRefused
from indicators.forms.item_grid import ReadGrid, grid_data, read_grid, refilled, with_levelled_weights
from indicators.services.agreements.grid import GridRow
from indicators.services.agreements.load_agreement import MOST_ROWS, AgreementSheet


@dataclass(frozen=True, slots=True)
class Desk:
    """Rows in their order and what was typed in them; ``message`` tells what the last act did, or why it could not."""

    data: Mapping[str, str]
    rows: tuple[GridRow, ...]
    refusals: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    is_refused: bool = False

    @property
    def grid(self) -> ReadGrid:
        """All of it, read."""
        return read_grid(self.data, self.rows, refusals=self.refusals)

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows by their keys."""
        return tuple(row.key for row in self.rows)


def stored_desk(sheet: AgreementSheet) -> Desk:
    """The agreement as it is stored."""
    return Desk(grid_data(sheet.rows), sheet.rows)


def posted_desk(sheet: AgreementSheet, data: Mapping[str, str]) -> Desk:
    """What a form sent: rows that the agreement may not hold are left out."""
    return Desk(data, sheet.rows_of(posted_keys(data)))


def posted_keys(data: Mapping[str, str]) -> list[str]:
    """The rows that a form says it has."""
    return [key for key in data.get("baris", "").split(",") if key]


Act = Callable[[AgreementSheet, Desk, str], Desk]


def fill(_sheet: AgreementSheet, desk: Desk, key: str) -> Desk:
    """The months of a row, in the way that was chosen for it."""
    row = next((one for one in desk.rows if one.key == key), None)
    if row is None:
        return replace(desk, message=_("Baris itu tidak ada lagi di lembar ini."), is_refused=True)
    try:
        data = refilled(desk.data, row)
    except ValueRefused as refused:
        return replace(desk, refusals={key: str(refused)}, is_refused=True)
    return replace(desk, data=data, message=_("%(code)s terisi dengan pola. Belum disimpan.") % {"code": row.code})


def level(_sheet: AgreementSheet, desk: Desk, _value: str) -> Desk:
    """Weights that sum to exactly 100."""
    try:
        data = with_levelled_weights(desk.data, desk.rows)
    except ValueRefused as refused:
        return replace(desk, message=str(refused), is_refused=True)
    return replace(desk, data=data, message=_("Bobot diratakan menjadi tepat 100,00. Belum disimpan."))


def add(sheet: AgreementSheet, desk: Desk, _value: str) -> Desk:
    """One indicator more, chosen from the list."""
    chosen = desk.data.get("indikator_baru", "")
    if chosen not in {row.key for part in sheet.offered_beside(desk.keys) for row in part.rows}:
        return replace(desk, message=_("Pilih dahulu indikator yang akan ditambahkan."), is_refused=True)
    return _with_rows(desk, sheet.rows_of([chosen]))


def add_own(sheet: AgreementSheet, desk: Desk, _value: str) -> Desk:
    """Every indicator of the unit itself that is not there yet."""
    own = [row.key for part in sheet.offered_beside(desk.keys) if part.is_own for row in part.rows]
    return _with_rows(desk, sheet.rows_of(own))


def remove(_sheet: AgreementSheet, desk: Desk, key: str) -> Desk:
    """A row less."""
    gone = next((row for row in desk.rows if row.key == key), None)
    if gone is None:
        return desk
    said = _("%(code)s dikeluarkan dari lembar ini. Belum disimpan.") % {"code": gone.code}
    return replace(desk, rows=tuple(row for row in desk.rows if row.key != key), message=said)


def copy_previous(sheet: AgreementSheet, desk: Desk, _value: str) -> Desk:
    """The rows of the year before that are not there yet, with their figures."""
    new = tuple(row for row in sheet.previous if row.key not in desk.keys)
    known = sheet.rows_of([row.key for row in new])
    copied = _with_rows(desk, known, grid_data(new))
    if copied.is_refused or not sheet.previous_retired:
        return copied
    left = ngettext(
        "%(count)s indikator tidak disalin karena sudah berhenti.",
        "%(count)s indikator tidak disalin karena sudah berhenti.",
        sheet.previous_retired,
    ) % {"count": sheet.previous_retired}
    return replace(copied, message=f"{copied.message} {left}")


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "isi": fill,
        "ratakan": level,
        "tambah": add,
        "tambah_semua": add_own,
        "keluarkan": remove,
        "salin": copy_previous,
    }
)
"""What a button of the form does, by its name; a form sent by none of them is saved."""


def _with_rows(desk: Desk, new: tuple[GridRow, ...], data: Mapping[str, str] | None = None) -> Desk:
    if len(desk.rows) + len(new) > MOST_ROWS:
        said = _("Satu perjanjian memuat paling banyak %(most)s indikator. Keluarkan dahulu yang tidak diukur.")
        return replace(desk, message=said % {"most": MOST_ROWS}, is_refused=True)
    said = ngettext(
        "%(count)s indikator ditambahkan. Belum disimpan.",
        "%(count)s indikator ditambahkan. Belum disimpan.",
        len(new),
    )
    typed = {**desk.data, **(grid_data(new) if data is None else data)}
    return replace(desk, rows=(*desk.rows, *new), data=typed, message=said % {"count": len(new)})
