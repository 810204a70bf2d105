"""Which rows' history can be read, and which is never shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.models import Employee, Placement
from appraisal.models import Actual, AttendanceRecap, Exclusion, Rating, RatingOverride
from appraisal.models.rating import RaterRole
from indicators.models import Plan, PlanItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class RowKind:
    """Rows about a person. ``owner`` is the column that says whose: a person's id, or a plan's of the person.

    ``named_by`` are the columns by which a row is known; ``columns`` those whose changes are shown, with their labels.
    ``only`` are the values that a row must hold, and must have held, to be shown at all.
    """

    code: str
    label: _StrPromise
    model: type[Model]
    owner: str
    named_by: tuple[str, ...]
    columns: Mapping[str, _StrPromise]
    only: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """Its table, as the history names it."""
        return self.model._meta.db_table


FIRST, LAST = _("Mulai"), _("Hari terakhir")

KINDS = (
    RowKind(
        "realisasi",
        _("Realisasi"),
        Actual,
        "employee_id",
        ("indicator_id", "month"),
        {"value": _("Angka"), "state": _("Status"), "note": _("Catatan")},
    ),
    RowKind(
        "penilaian",
        _("Penilaian atasan"),
        Rating,
        "employee_id",
        ("dimension_id", "period_id"),
        {"level": _("Tingkat"), "rater_id": _("Penilai")},
        only={"role": RaterRole.SUPERVISOR.value},
    ),
    RowKind(
        "rating",
        _("Rating yang ditetapkan"),
        RatingOverride,
        "plan_id",
        ("axis", "period_id"),
        {"rating": _("Rating"), "reason": _("Alasan")},
    ),
    RowKind(
        "presensi",
        _("Rekap presensi"),
        AttendanceRecap,
        "employee_id",
        ("month",),
        {
            "workdays": _("Hari kerja"),
            "present": _("Hadir"),
            "absent": _("Tanpa keterangan"),
            "tl1": _("Terlambat 1"),
            "tl2": _("Terlambat 2"),
            "tl3": _("Terlambat 3"),
            "tl4": _("Terlambat 4"),
            "psw1": _("Pulang sebelum waktu 1"),
            "psw2": _("Pulang sebelum waktu 2"),
            "psw3": _("Pulang sebelum waktu 3"),
            "psw4": _("Pulang sebelum waktu 4"),
        },
    ),
    RowKind(
        "butir",
        _("Butir SKP"),
        PlanItem,
        "plan_id",
        ("indicator_id",),
        {
            "kind": _("Jenis"),
            "weight": _("Bobot"),
            "targets": _("Target Januari sampai Desember"),
            "upper_targets": _("Target atas Januari sampai Desember"),
            "month_weights": _("Bobot Januari sampai Desember"),
            "last_month": _("Bulan terakhir"),
        },
    ),
    RowKind(
        "skp",
        _("SKP"),
        Plan,
        "employee_id",
        ("year", "agency_id"),
        {"state": _("Status"), "agreed_at": _("Disepakati pada"), "agency_id": _("Unit")},
    ),
    RowKind(
        "penempatan",
        _("Penempatan"),
        Placement,
        "employee_id",
        ("first_day", "agency_id"),
        {
            "agency_id": _("Unit"),
            "kind": _("Jenis penempatan"),
            "position": _("Jabatan"),
            "position_kind": _("Jenis jabatan"),
            "supervisor_id": _("Pejabat penilai"),
            "first_day": FIRST,
            "last_day": LAST,
        },
    ),
    RowKind(
        "pengecualian",
        _("Pengecualian"),
        Exclusion,
        "employee_id",
        ("kind", "first_day"),
        {
            "kind": _("Jenis"),
            "first_day": FIRST,
            "last_day": LAST,
            "reason": _("Alasan"),
            "ended_at": _("Dicabut"),
        },
    ),
    RowKind(
        "pegawai",
        _("Data pegawai"),
        Employee,
        "id",
        ("nip",),
        {"nip": _("NIP"), "name": _("Nama"), "status": _("Status"), "grade": _("Golongan")},
    ),
)
OF_CODE = {kind.code: kind for kind in KINDS}

STAYS_OUT: Mapping[str, str] = MappingProxyType(
    {
        "appraisal_raternomination": "who was to rate whom, and when they sent (docs/adr/0008)",
        "appraisal_feedbackrequest": "between two people",
        "appraisal_checkin": "notes of a talk between two people",
        "appraisal_nextstep": "notes of a talk between two people",
        "indicators_planversion": "a plan under discussion belongs to the two who discuss it",
        "indicators_planresult": "a plan under discussion",
        "indicators_planversionitem": "a plan under discussion",
        "indicators_behaviourexpectation": "a plan under discussion",
        "indicators_annexline": "a plan under discussion",
        "indicators_contribution": "an opinion on an indicator, not a person's data; its thread shows it",
        "appraisal_evidence": "files of the employee; the trail says when one came and went",
        "appraisal_delivery": "what the supervisor and the employee wrote to each other",
        "appraisal_finaljudgement": "the trail holds each reason that was written",
        "agencies_agency": "of no person; the trail holds before and after",
        "agencies_rolegrant": "of an account; the trail holds each grant",
        "agencies_delegation": "of two people; the trail holds each",
        "agencies_regionalday": "of no person; the trail holds before and after",
        "appraisal_period": "of no person",
        "appraisal_periodrule": "of no person; the trail holds before and after",
        "appraisal_scheduledstep": "of no person; the trail holds before and after",
        "appraisal_periodextension": "of no person",
        "appraisal_organisationrating": "of a unit; the trail holds before and after",
        "appraisal_distributionreason": "of a unit",
        "appraisal_rubricdimension": "of no person",
        "appraisal_schemedraft": "of no person",
        "indicators_indicator": "of no person; its page shows its versions",
        "indicators_unitagreementitem": "of a unit",
        "reports_letterhead": "of no person; the trail holds before and after",
    }
)
"""Tables whose history is kept by the database and is not read on the screen, with the reason."""
