"""Rows of a person are the own actuals, reported as on the screen: they wait for the supervisor (contract 6)."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.files.errors import RowError
from agencies.models import Employee
from appraisal.services.inputs.stored_inputs import indicator_numbers
from appraisal.services.reporting.find_month import find_month
from appraisal.services.reporting.load_month import load_month
from appraisal.services.reporting.report_actual import ActualRefusedError, check_open, due_item, write_report
from appraisal.services.sending.results import RowResult, RowStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agencies.permissions import Actor
    from appraisal.services.inputs.import_actuals import ActualRow
    from appraisal.services.reporting.due_items import MonthReport


def report_rows(rows: Sequence[ActualRow], actor: Actor) -> Iterator[RowResult]:
    """Report each row of the actor's own that is due in its month. A month is loaded once, however many rows it has."""
    own = Employee.objects.select_for_update(no_key=True).get(pk=actor.employee_id or 0)
    indicators = indicator_numbers(row.agency_code for row in rows)
    for period, of_month in groupby(sorted(rows, key=attrgetter("period")), key=attrgetter("period")):
        month = find_month(code=period, today=timezone.localdate(), employee_id=own.pk, is_held=True)
        report = load_month(employee_id=own.pk, month=month) if month else None
        for row in of_month:
            error = _foreign(row, own.nip)
            if error is None and report is not None:
                yield _report(row, report, indicators, actor)
            elif error is not None:
                yield RowResult.refused(row.row_number, error)


def _foreign(row: ActualRow, nip: str) -> RowError | None:
    if row.nip != nip:
        message = _("Akun pegawai mengirim realisasinya sendiri. Realisasi orang lain dikirim dengan token akun admin.")
        return RowError(row.row_number, "nip", row.nip, message)
    if row.status is not None or row.value is None:
        message = _("Bulan dinyatakan tidak berlaku oleh pejabat penilai. Kirim nilainya, atau keluarkan baris ini.")
        return RowError(row.row_number, "status", row.status, message)
    return None


def _report(row: ActualRow, report: MonthReport, indicators: Mapping[tuple[str, str], int], actor: Actor) -> RowResult:
    try:
        item = due_item(report, indicators.get((row.agency_code, row.indicator_code), 0))
        check_open(report, item)
    except ActualRefusedError as refused:
        column = "periode" if report.month.closed else "kode_indikator"
        return RowResult.refused(row.row_number, RowError(row.row_number, column, None, str(refused)))
    if row.value is None or (item.is_done and (item.value, item.note) == (row.value, row.note)):
        return RowResult(row.row_number, RowStatus.UNCHANGED)
    write_report(report=report, item=item, value=row.value, note=row.note, actor=actor)
    return RowResult(row.row_number, RowStatus.CREATED if item.stored is None else RowStatus.UPDATED)
