"""The files of this app that are tables: actuals, ratings, attendance and rubrics (contract 4)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from agencies.files.columns import (
    CellWidget,
    ChoiceWidget,
    Column,
    IntegerWidget,
    NipWidget,
    NumberWidget,
    PeriodWidget,
    TextWidget,
)
from agencies.files.errors import RowError, RowWarning
from agencies.files.nip import Nip, read_nip
from agencies.files.values import read_text
from agencies.resources import CheckedResource, ImportResource
from agencies.services.take_file import TakenRows
from appraisal.models import RaterRole
from appraisal.period_codes import parse_period_code
from appraisal.services.inputs.import_actuals import ActualRow, import_actuals
from appraisal.services.inputs.import_attendance import AttendanceRow, import_attendance
from appraisal.services.inputs.import_ratings import RatingRow, import_ratings
from appraisal.services.rubrics.import_rubrics import RubricRow, import_rubrics

NOT_APPLICABLE = "tidak_berlaku"
MOST_EVENTS = 999

ROLES = {str(role.label): role for role in RaterRole}

_COULD_BE_A_NIP = re.compile(r"[\d\s.,+eE]+")


class ActualResource(CheckedResource[ActualRow]):
    """Actuals: a value, or the supervisor's declaration that the month does not apply, with its reason."""

    row_type = ActualRow
    #: What messages on a row call the status.
    not_applicable = NOT_APPLICABLE

    nip = Column("nip", NipWidget())
    period = Column("periode", PeriodWidget(months_only=True))
    agency_code = Column("kode_opd", TextWidget(most=40))
    indicator_code = Column("kode_indikator", TextWidget(most=40))
    value = Column("nilai", NumberWidget(), filled=False)
    status = Column("status", ChoiceWidget([NOT_APPLICABLE]), filled=False)
    note = Column("catatan", TextWidget(), filled=False)

    class Meta:
        import_id_fields = ("nip", "period", "agency_code", "indicator_code")

    def check_row(self, row: ActualRow) -> Iterator[RowError | RowWarning]:
        """A value or a reasoned declaration, never both, never neither."""
        if row.status is None and row.value is None:
            message = _("Isi nilai, atau isi status %(status)s beserta catatan. Kosong tidak sama dengan 0.")
            yield RowError(row.row_number, "nilai", "", message % {"status": self.not_applicable})
        elif row.status is not None and row.value is not None:
            message = _("Bulan yang %(status)s tidak bernilai. Kosongkan nilai, atau kosongkan status.")
            yield RowError(row.row_number, "nilai", row.value, message % {"status": self.not_applicable})
        elif row.status is not None and not row.note:
            message = _("Tulis alasan mengapa bulan ini %(status)s.")
            yield RowError(row.row_number, "catatan", "", message % {"status": self.not_applicable})

    def over(self, row: ActualRow, stored: ActualRow) -> ActualRow:
        """An equal number is written as the stored one: 10,50 changes nothing about 10,5."""
        return replace(row, value=stored.value) if row.value == stored.value else row

    def import_rows(self, rows: Sequence[ActualRow], refused: Sequence[RowError]) -> TakenRows:
        """Hand over to the service."""
        return import_actuals(rows=rows, refused=refused, source=self.source, actor=self.actor)


def read_rater(raw: object) -> Nip | str | None:
    """A rater: a NIP, or where the text cannot be meant as one the login of the regional head's account."""
    if isinstance(raw, str) and not _COULD_BE_A_NIP.fullmatch(raw):
        return read_text(raw, most=60)
    return read_nip(raw)


class RatingResource(CheckedResource[RatingRow]):
    """Ratings: a level that one rater gave a person in one dimension."""

    row_type = RatingRow

    nip = Column("nip", NipWidget())
    period = Column("periode", PeriodWidget())
    rater = Column("nip_penilai", CellWidget(read_rater))
    role = Column("peran", ChoiceWidget(ROLES))
    rubric = Column("rubrik", TextWidget(most=60))
    dimension = Column("dimensi", TextWidget(most=20))
    level = Column("tingkat", IntegerWidget(lowest=1, highest=5))

    class Meta:
        import_id_fields = ("nip", "period", "rater", "role", "rubric", "dimension")

    def row_class(self, **cells: Any) -> RatingRow:
        """A row with its role as a role, while messages about the cell keep the file's word."""
        return RatingRow(**cells | {"role": ROLES[cells["role"]]})

    def import_rows(self, rows: Sequence[RatingRow], refused: Sequence[RowError]) -> TakenRows:
        """Hand over to the service."""
        return import_ratings(rows=rows, refused=refused, source=self.source, actor=self.actor)


class AttendanceResource(CheckedResource[AttendanceRow]):
    """Attendance recaps. Every count must be written, 0 too: empty is no value, which is not 0."""

    row_type = AttendanceRow

    nip = Column("nip", NipWidget())
    period = Column("periode", PeriodWidget(months_only=True))
    workdays = Column("hari_kerja", IntegerWidget(lowest=0, highest=31))
    present = Column("hadir", IntegerWidget(lowest=0, highest=31))
    absent = Column("tk", IntegerWidget(lowest=0, highest=31))
    tl1 = Column("tl1", IntegerWidget(lowest=0, highest=MOST_EVENTS))
    tl2 = Column("tl2", IntegerWidget(lowest=0, highest=MOST_EVENTS))
    tl3 = Column("tl3", IntegerWidget(lowest=0, highest=MOST_EVENTS))
    tl4 = Column("tl4", IntegerWidget(lowest=0, highest=MOST_EVENTS))
    psw1 = Column("psw1", IntegerWidget(lowest=0, highest=MOST_EVENTS))
    psw2 = Column("psw2", IntegerWidget(lowest=0, highest=MOST_EVENTS))
    psw3 = Column("psw3", IntegerWidget(lowest=0, highest=MOST_EVENTS))
    psw4 = Column("psw4", IntegerWidget(lowest=0, highest=MOST_EVENTS))

    class Meta:
        import_id_fields = ("nip", "period")

    def check_row(self, row: AttendanceRow) -> Iterator[RowError | RowWarning]:
        """Days that do not fit into each other."""
        if row.present > row.workdays:
            message = _("Hari hadir melebihi hari_kerja (%(workdays)s). Perbaiki salah satunya.")
            yield RowError(row.row_number, "hadir", row.present, message % {"workdays": row.workdays})
        elif row.absent > row.workdays - row.present:
            message = f"Melebihi selisih hari_kerja dan hadir ({row.workdays - row.present}). Periksa ketiganya."
            yield RowWarning(row.row_number, "tk", row.absent, message)
        days = parse_period_code(row.period).last_day.day
        if row.workdays > days:
            message = f"Bulan {row.period} hanya {days} hari. Periksa hari_kerja atau periode."
            yield RowWarning(row.row_number, "hari_kerja", row.workdays, message)

    def import_rows(self, rows: Sequence[AttendanceRow], refused: Sequence[RowError]) -> TakenRows:
        """Hand over to the service."""
        return import_attendance(rows=rows, refused=refused, source=self.source, actor=self.actor)


class RubricResource(ImportResource[RubricRow]):
    """Rubrics: a dimension with the written anchors of its five levels."""

    row_type = RubricRow

    rubric = Column("rubrik", TextWidget(most=60))
    code = Column("dimensi", TextWidget(most=20))
    name = Column("nama", TextWidget(most=160))
    anchor_1 = Column("j1", TextWidget())
    anchor_2 = Column("j2", TextWidget())
    anchor_3 = Column("j3", TextWidget())
    anchor_4 = Column("j4", TextWidget())
    anchor_5 = Column("j5", TextWidget())

    class Meta:
        import_id_fields = ("rubric", "code")

    def save_rows(self, rows: list[RubricRow]) -> TakenRows:
        """Hand over to the service."""
        return import_rubrics(rows=rows, source=self.source, actor=self.actor)
