"""What was planned, reported, judged and said of somebody, for the copy of the own data.

It tells what the screens tell the person, and no more: levels of peers and subordinates are left out, figures that wait
for them too (docs/adr/0008), and what the supervisor is still writing.
"""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from agencies.permissions import Actor
from appraisal.models import (
    Actual,
    AttendanceRecap,
    CheckIn,
    Delivery,
    Evaluation,
    Evidence,
    PeriodState,
    RaterRole,
    Rating,
    Verification,
)
from appraisal.services.feedback.find_feedback import given_by, received_by
from appraisal.services.peers.sealed import held_back_of
from appraisal.services.scorecards.find_evaluations import own_evaluations
from indicators.models import Plan, PlanItem, qualified_code

Rows = list[dict[str, Any]]

COUNTED = ("workdays", "present", "absent", *(f"{kind}{level}" for kind in ("tl", "psw") for level in range(1, 5)))


def load_own_results(*, actor: Actor) -> dict[str, Rows]:
    """Sections by their Indonesian name; empty for an account without an employee. Fifteen queries at most."""
    person = actor.employee_id
    if person is None:
        return {}
    return {
        "skp": _plans(person),
        "realisasi": _actuals(person),
        "bukti_dukung": _evidence(person),
        "presensi": _attendance(person),
        "penilaian_perilaku": _ratings(person),
        "evaluasi": _evaluations(person),
        "penyampaian_hasil": _deliveries(person),
        "umpan_balik_diterima": _feedback(actor, got=True),
        "umpan_balik_diberikan": _feedback(actor, got=False),
        "dialog_kinerja": _talks(person),
    }


def _plans(person: int) -> Rows:
    items: dict[int, Rows] = defaultdict(list)
    mine = PlanItem.objects.filter(plan__employee_id=person).select_related("indicator__agency").order_by("plan", "pk")
    for item in mine:
        items[item.plan_id].append(
            {
                "indikator": qualified_code(item.indicator.agency.code, item.indicator.code),
                "jenis": item.get_kind_display(),
                "bobot": _amount(item.weight),
                "target": [_amount(value) for value in item.targets],
                "target_atas": [_amount(value) for value in item.upper_targets or ()],
            }
        )
    return [
        {
            "tahun": plan.year,
            "kode_opd": plan.agency.code,
            "jenis_penempatan": plan.get_placement_kind_display(),
            "status": plan.get_state_display(),
            "butir": items[plan.pk],
        }
        for plan in Plan.objects.filter(employee_id=person).select_related("agency").order_by("year", "pk")
    ]


def _actuals(person: int) -> Rows:
    decided: dict[int, Rows] = defaultdict(list)
    for one in Verification.objects.filter(actual__employee_id=person).order_by("pk"):
        decided[one.actual_id].append(
            {"keputusan": one.get_outcome_display(), "alasan": one.reason, "oleh": one.decided_by_name}
        )
    rows = Actual.objects.filter(employee_id=person).select_related("indicator__agency").order_by("month", "pk")
    return [
        {
            "periode": f"{row.month:%Y-%m}",
            "indikator": qualified_code(row.indicator.agency.code, row.indicator.code),
            "nilai": _amount(row.value),
            "status": row.get_state_display(),
            "catatan": row.note,
            "verifikasi": decided[row.pk],
        }
        for row in rows
    ]


def _evidence(person: int) -> Rows:
    return [
        {
            "nama": row.name,
            "keterangan": row.note,
            "jenis": row.media_type,
            "ukuran": row.size,
            "sha256": row.sha256,
            "diunggah": row.uploaded_at,
            "dikeluarkan": row.removed_at,
        }
        for row in Evidence.objects.filter(employee_id=person).order_by("uploaded_at", "pk")
    ]


def _attendance(person: int) -> Rows:
    rows = AttendanceRecap.objects.filter(employee_id=person).order_by("month")
    words = {"workdays": "hari_kerja", "present": "hadir", "absent": "tk"}
    return [
        {"periode": f"{row.month:%Y-%m}"} | {words.get(name, name): getattr(row, name) for name in COUNTED}
        for row in rows
    ]


def _ratings(person: int) -> Rows:
    """Own levels, and the supervisor's of periods whose result was handed over or locked."""
    told = Delivery.objects.filter(plan__employee_id=person, period_id=OuterRef("period_id"))
    shown = Q(role=RaterRole.SELF) | Q(role=RaterRole.SUPERVISOR) & (Exists(told) | Q(period__state=PeriodState.LOCKED))
    rows = Rating.objects.filter(shown, employee_id=person).select_related("period", "rater", "dimension__rubric")
    return [
        {
            "periode": row.period.code,
            "peran": row.get_role_display(),
            "penilai": row.rater.name if row.rater else "",
            "rubrik": row.dimension.rubric.name,
            "dimensi": row.dimension.code,
            "tingkat": row.level,
        }
        for row in rows.order_by("period__first_day", "pk")
    ]


def _evaluations(person: int) -> Rows:
    rows = list(own_evaluations(person).select_related("period", "agency", "rater", "superior", "scheme"))
    waiting = held_back_of(rows)
    return [
        _evaluation(row, waits=(row.period_id, row.plan_id) in waiting)
        for row in sorted(rows, key=lambda row: (row.period.first_day, row.period.last_day, row.plan_id))
    ]


def _evaluation(row: Evaluation, *, waits: bool) -> dict[str, Any]:
    about: dict[str, Any] = {
        "periode": row.period.code,
        "kode_opd": row.agency.code,
        "jabatan": row.position,
        "revisi": row.revision,
        "pejabat_penilai": row.rater.name if row.rater else "",
        "atasan_pejabat_penilai": row.superior.name if row.superior else "",
        "lengkap": row.complete,
        "nilai_hasil": _amount(row.result_score),
        "menunggu_penilaian_rekan": waits,
    }
    if waits:
        return about
    return about | {
        "nilai_perilaku": _amount(row.behaviour_score),
        "nilai_akhir": _amount(row.final_score),
        "rating_hasil": row.result_rating,
        "rating_perilaku": row.behaviour_rating,
        "predikat": row.predicate,
        "sidik": row.fingerprint,
    }


def _deliveries(person: int) -> Rows:
    rows = Delivery.objects.filter(plan__employee_id=person).select_related("period", "delivered_by")
    return [
        {
            "periode": row.period.code,
            "revisi": row.revision,
            "rekomendasi": row.recommendation,
            "oleh": row.delivered_by.name if row.delivered_by else "",
            "disampaikan": row.delivered_at,
            "diketahui": row.acknowledged_at,
            "catatan_pegawai": row.response,
        }
        for row in rows.order_by("delivered_at", "pk")
    ]


def _feedback(actor: Actor, *, got: bool) -> Rows:
    rows = received_by(actor) if got else given_by(actor)
    return [
        {
            "bulan": f"{row.month:%Y-%m}",
            "pemberi": row.author_name,
            "untuk": row.employee.name,
            "yang_sudah_baik": row.strength,
            "saran": row.suggestion,
            "diberikan": row.given_at,
        }
        for row in rows.select_related("employee").order_by("given_at", "pk")
    ]


def _talks(person: int) -> Rows:
    rows = CheckIn.objects.filter(plan__employee_id=person).prefetch_related("steps").order_by("held_on", "pk")
    return [
        {
            "tanggal": row.held_on,
            "pokok": row.topic,
            "catatan_pegawai": row.employee_note,
            "catatan_pejabat_penilai": row.rater_note,
            "langkah": [
                {"langkah": step.text, "batas": step.due_on, "selesai": step.done_at} for step in row.steps.all()
            ],
        }
        for row in rows
    ]


def _amount(value: Decimal | None) -> str | None:
    """A plain decimal as text, without zeros at its end."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
