"""What lies on the desk while an agreement is edited: rows and what was typed. Nothing of it is stored yet."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.forms.item_grid import TypedSheet, fill_row, grid_data, level_weights
from indicators.services.agreements.grid import GridRow
from indicators.services.agreements.load_agreement import MOST_ROWS, AgreementSheet


class Desk(TypedSheet):
    """The sheet of an agreement: rows come and go."""

    __slots__ = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows by their keys."""
        return tuple(row.key for row in self.rows)


def stored_desk(sheet: AgreementSheet) -> Desk:
    """The agreement as it is stored."""
    return Desk(data=grid_data(sheet.rows), rows=sheet.rows)


def posted_desk(sheet: AgreementSheet, data: Mapping[str, str]) -> Desk:
    """What a form sent: rows that the agreement may not hold are left out."""
    return Desk(data=data, rows=sheet.rows_of(posted_keys(data)))


def posted_keys(data: Mapping[str, str]) -> list[str]:
    """The rows that a form says it has."""
    return [key for key in data.get("baris", "").split(",") if key]


Act = Callable[[AgreementSheet, Desk, str], Desk]


def fill(_sheet: AgreementSheet, desk: Desk, key: str) -> Desk:
    """The months of a row, in the way that was chosen for it."""
    return fill_row(desk, key)


def level(_sheet: AgreementSheet, desk: Desk, _value: str) -> Desk:
    """Weights that sum to exactly 100."""
    return level_weights(desk)


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
