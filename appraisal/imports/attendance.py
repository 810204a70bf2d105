"""Attendance recaps on the road of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.imports.kinds import Affected, ImportKind, Template
from agencies.imports.taken_back import published_at, whole_or_refused
from appraisal.imports.inputs import FIRST_EXAMPLE_NIP, affected_people
from appraisal.models import AttendanceRecap
from appraisal.models.attendance import EARLY, LATE
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_bring_inputs
from appraisal.resources import AttendanceResource
from appraisal.services.inputs.import_attendance import COLUMNS
from appraisal.services.inputs.save_inputs import Input
from appraisal.services.inputs.stored_inputs import numbers_of, stored_recaps
from appraisal.services.inputs.take_back_inputs import take_back_inputs

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from appraisal.services.inputs.import_attendance import AttendanceRow


class AttendanceKind(ImportKind):
    """Rekap presensi."""

    code = "attendance"
    title: ClassVar[_StrPromise] = gettext_lazy("Rekap presensi")
    resource = AttendanceResource

    def may_import(self, actor: Actor) -> bool:
        """Admins of the region and of agencies."""
        return may_bring_inputs(actor)

    def stored(self, rows: Sequence[AttendanceRow]) -> Mapping[tuple[object, ...], AttendanceRow]:
        """The recaps as they are. One query."""
        return stored_recaps(rows)

    def template(self, actor: Actor) -> Template:  # noqa: ARG002 - the same for everybody
        """Counts have no lists."""
        counts = dict.fromkeys((*LATE, *EARLY), 0)
        return Template(
            example={
                "nip": FIRST_EXAMPLE_NIP,
                "periode": f"{timezone.localdate():%Y-%m}",
                "hari_kerja": 21,
                "hadir": 20,
                "tk": 1,
                **counts,
            },
            hints={
                "nip": _("NIP pegawai, wajib."),
                "periode": _("Bulan, wajib, misalnya 2026-01."),
                "hari_kerja": _("Jumlah hari kerja bulan itu, wajib."),
                "hadir": _("Jumlah hari hadir, wajib; tidak melebihi hari_kerja."),
                "tk": _("Hari tanpa keterangan, wajib; tulis 0 bila tidak ada."),
                **{name: _("Berapa kali terlambat menurut tingkatnya, wajib; 0 bila tidak ada.") for name in LATE},
                **{name: _("Berapa kali pulang cepat menurut tingkatnya, wajib; 0 bila tidak ada.") for name in EARLY},
            },
        )

    def affected(self, rows: Sequence[AttendanceRow]) -> Affected:
        """Whose months change."""
        return affected_people({row.nip for row in rows}, {row.period for row in rows})

    def take_back(
        self,
        *,
        draft: ImportDraft,
        added: Sequence[AttendanceRow],
        before: Sequence[AttendanceRow],
        actor: Actor,  # noqa: ARG002 - the undo itself is recorded
        now: datetime.datetime,
    ) -> None:
        """Recaps as they were; new ones go. Not once a month is locked or its result delivered."""
        rows = [*added, *before]
        people = numbers_of(row.nip for row in rows)
        spans = {row.period: parse_period_code(row.period) for row in rows}

        def number(row: AttendanceRow) -> tuple[object, ...]:
            return people.get(row.nip), spans[row.period].first_day

        with whole_or_refused():
            take_back_inputs(
                stored=AttendanceRecap.objects.filter(
                    employee_id__in=people.values(), month__in={span.first_day for span in spans.values()}
                ),
                key=("employee_id", "month"),
                columns=COLUMNS,
                before=[Input(row.row_number, spans[row.period], number(row), row.counts) for row in before],
                added={number(row): spans[row.period] for row in added},
                since=published_at(draft, now),
            )
