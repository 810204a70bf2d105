"""A small file kind as an app would declare it, saved to a table of its own: what the tests of resources use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from agencies.files.columns import (
    ChoiceWidget,
    Column,
    DateWidget,
    IntegerWidget,
    NipWidget,
    NumberWidget,
    PeriodWidget,
    TargetWidget,
    TextWidget,
)
from agencies.files.errors import FileRefused, RowError, RowWarning
from agencies.files.nip import status_warning
from agencies.files.resource import FileResource
from agencies.files.results import SavedRows
from agencies.files.values import NumberRange

HEADER = "nip,periode,status,tk,cuti,target,catatan"
SITI = "198504172010011012"
BUDI = "199002282022211003"


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One row of the file."""

    row_number: int
    nip: str
    period: str
    status: str
    absent: int
    leave: Decimal | None
    target: Decimal | NumberRange | None
    note: str | None
    since: date | None


class AttendanceResource(FileResource[AttendanceRow]):
    """Every kind of column, one of them optional, and a rule between two columns."""

    row_class = AttendanceRow

    nip = Column("nip", NipWidget())
    period = Column("periode", PeriodWidget(months_only=True))
    status = Column("status", ChoiceWidget(["PNS", "PPPK"]))
    absent = Column("tk", IntegerWidget(lowest=0, highest=31))
    leave = Column("cuti", NumberWidget(decimals=2), filled=False)
    target = Column("target", TargetWidget(), filled=False)
    note = Column("catatan", TextWidget(most=20), filled=False)
    since = Column("mulai", DateWidget(), filled=False, optional=True)

    class Meta:
        import_id_fields = ("nip", "period")

    def check_row(self, row: AttendanceRow) -> Iterator[RowError | RowWarning]:
        warning = status_warning(row.nip, row.status)
        if warning:
            yield RowWarning(row.row_number, "status", row.status, warning)
        if row.absent and not row.note:
            yield RowError(row.row_number, "catatan", "", "Jelaskan hari tanpa keterangan.")

    def save_rows(self, rows: list[AttendanceRow]) -> SavedRows:
        return save_attendance(rows)


def save_attendance(rows: Iterable[AttendanceRow]) -> SavedRows:
    """Writes row by row and only then finds out who is unknown, so that nothing but the transaction can undo it."""
    unknown = []
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute("INSERT INTO attendance_saved VALUES (%s, %s, %s)", [row.nip, row.period, row.absent])
            if row.nip == BUDI:
                unknown.append(RowError(row.row_number, "nip", row.nip, "Pegawai ini tidak ditemukan."))
        if unknown:
            raise FileRefused(unknown)
        cursor.execute("SELECT count(*) FROM attendance_saved")
        (count,) = cursor.fetchone()
    return SavedRows(new=count)
