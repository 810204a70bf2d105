"""Actuals and attendance recaps as their files would write them, and what an undo must know of them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from agencies.models import Employee
from appraisal.models import Actual, ActualState, AttendanceRecap
from appraisal.period_codes import parse_period_code
from appraisal.services.inputs.import_actuals import ActualRow
from appraisal.services.inputs.import_attendance import COLUMNS, AttendanceRow
from indicators.models import Indicator
from indicators.services.stored_plans import plain

ActualKey = tuple[str, str, str, str]
"""NIP, month, agency and code of the indicator: what a row of the file names."""


class StoredActual(NamedTuple):
    """An actual as the database holds it, with its state, under the words of the file."""

    key: ActualKey
    value: Decimal | None
    state: ActualState
    note: str

    @property
    def row(self) -> ActualRow:
        """As a file would write it. Whether it was verified no file says: what comes from a file is."""
        status = str(self.state.label) if self.state == ActualState.NOT_APPLICABLE else None
        return ActualRow(0, *self.key, value=self.value, status=status, note=self.note)


def stored_actuals(rows: Sequence[ActualRow]) -> dict[ActualKey, StoredActual]:
    """Those under the keys of some rows. One query."""
    wanted = {(row.nip, row.period, row.agency_code, row.indicator_code) for row in rows}
    months = {parse_period_code(period).first_day for _nip, period, *_indicator in wanted}
    facts = Actual.objects.filter(employee__nip__in={row.nip for row in rows}, month__in=months).order_by()
    found: dict[ActualKey, StoredActual] = {}
    for nip, month, agency, code, value, state, note in facts.values_list(
        "employee__nip", "month", "indicator__agency__code", "indicator__code", "value", "state", "note"
    ):
        key = (nip, f"{month:%Y-%m}", agency, code)
        if key in wanted:
            found[key] = StoredActual(key, None if value is None else plain(value), ActualState(state), note)
    return found


def stored_recaps(rows: Sequence[AttendanceRow]) -> dict[tuple[object, ...], AttendanceRow]:
    """The recaps under the keys of some rows, as rows. One query."""
    wanted = {(row.nip, row.period) for row in rows}
    months = {parse_period_code(period).first_day for _nip, period in wanted}
    facts = AttendanceRecap.objects.filter(employee__nip__in={row.nip for row in rows}, month__in=months).order_by()
    read = (
        (nip, f"{month:%Y-%m}", counts) for nip, month, *counts in facts.values_list("employee__nip", "month", *COLUMNS)
    )
    return {(nip, code): AttendanceRow(0, nip, code, *counts) for nip, code, counts in read if (nip, code) in wanted}


def numbers_of(nips: Iterable[str]) -> dict[str, int]:
    """The people under some NIPs. One query."""
    return dict(Employee.objects.with_nip(set(nips)).values_list("nip", "id"))


def indicator_numbers(agency_codes: Iterable[str]) -> dict[tuple[str, str], int]:
    """The indicators of some agencies, by the codes of agency and indicator. One query."""
    owned = Indicator.objects.filter(agency__code__in=set(agency_codes)).values_list("agency__code", "code", "id")
    return {(agency, code): number for agency, code, number in owned}
