"""Attendance recaps (rekap presensi) from a file (contract 2.6, 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from agencies.files.errors import RowError
from agencies.models import Employee, PlacementKind
from agencies.permissions import Actor
from agencies.services.own_people import foreign_month_errors
from agencies.services.take_file import SourceFile, TakenRows, take_file
from appraisal.models import AttendanceRecap
from appraisal.models.attendance import EARLY, LATE
from appraisal.period_codes import parse_period_code
from appraisal.services.inputs.save_inputs import Input, refuse_rows, save_inputs, unknown_person

COLUMNS = ("workdays", "present", "absent", *LATE, *EARLY)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A row of the file: days, and events of late arrival (TL) and early departure (PSW)."""

    row_number: int
    nip: str
    period: str
    workdays: int
    present: int
    absent: int
    tl1: int
    tl2: int
    tl3: int
    tl4: int
    psw1: int
    psw2: int
    psw3: int
    psw4: int

    @property
    def counts(self) -> tuple[int, ...]:
        """All counts in the order of ``COLUMNS``."""
        return tuple(getattr(self, name) for name in COLUMNS)


def import_attendance(
    *,
    rows: Sequence[AttendanceRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
) -> TakenRows:
    """Store the recaps of a file in the region in scope.

    ``refused`` are errors of rows that could not be read; nothing is stored then, yet the other rows are checked.

    Raises:
        FileRefused: with an error for each row of an unknown person, or of a locked month that says something else,
            or of one in which the person had no place in the actor's units.
    """
    return take_file(kind="attendance", source=source, actor=actor, save=lambda: save_attendance(rows, refused, actor))


def save_attendance(rows: Sequence[AttendanceRow], refused: Sequence[RowError], actor: Actor | None) -> TakenRows:
    """What the import does within its frame (`take_file`), for who brings rows in another one.

    Raises:
        FileRefused: as the import.
    """
    employees = dict(Employee.objects.with_nip({row.nip for row in rows}).values_list("nip", "id"))
    unknown = [unknown_person(row.row_number, row.nip) for row in rows if row.nip not in employees]
    spans = {code: parse_period_code(code) for code in {row.period for row in rows}}
    foreign = foreign_month_errors(
        rows,
        actor=actor,
        nip=attrgetter("nip"),
        days=lambda row: spans[row.period].days,
        known=employees,
        kinds=[PlacementKind.DEFINITIVE],  # who acts elsewhere is counted at home
    )
    refuse_rows([*refused, *unknown, *foreign])
    inputs = [
        Input(row.row_number, spans[row.period], (employees[row.nip], spans[row.period].first_day), row.counts)
        for row in rows
    ]
    return save_inputs(
        stored=AttendanceRecap.objects.filter(
            employee_id__in=employees.values(), month__in=[span.first_day for span in spans.values()]
        ),
        key=("employee_id", "month"),
        columns=COLUMNS,
        inputs=inputs,
    )
