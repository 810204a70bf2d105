"""Who somebody is to the product: identity, account, places, and what the account did. Plain values, for a file."""

from typing import Any

from agencies.models import AuditEvent, Employee, MailAddress, Placement, SecondFactor, SignedInDevice
from agencies.permissions import Actor

Section = list[dict[str, Any]] | dict[str, Any]

MOST_EVENTS = 10_000
"""The newest acts of an account: an admin's run into millions, which the audit trail shows by pages."""


def load_own_identity(*, actor: Actor, login: str) -> dict[str, Section]:
    """Sections by their Indonesian name. Six queries at most."""
    return {
        "identitas": _identity(actor),
        "akun": _account(actor, login),
        "penempatan": _placements(actor),
        "jejak_audit": _events(actor),
    }


def _identity(actor: Actor) -> dict[str, Any]:
    row = Employee.objects.filter(pk=actor.employee_id or 0).values("nip", "name", "status", "grade", "key").first()
    if row is None:
        return {}
    names = {"nip": "nip", "name": "nama", "status": "status", "grade": "golongan", "key": "kunci"}
    return {names[name]: value for name, value in row.items()}


def _account(actor: Actor, login: str) -> dict[str, Any]:
    mail = MailAddress.objects.filter(user_id=actor.user_id).values("address", "wants_digest").first()
    devices = SignedInDevice.objects.filter(user_id=actor.user_id).order_by("signed_in_at")
    return {
        "login": login,
        "kunci": actor.key,
        "peran": [str(role) for role in sorted(actor.roles)],
        "alamat_surel": mail["address"] if mail else "",
        "ringkasan_surel": bool(mail and mail["wants_digest"]),
        "verifikasi_dua_langkah": SecondFactor.objects.filter(user_id=actor.user_id).exists(),
        "perangkat": [
            {"peramban": one.agent, "jaringan": one.address, "masuk": one.signed_in_at, "terlihat": one.seen_at}
            for one in devices
        ],
    }


def _placements(actor: Actor) -> list[dict[str, Any]]:
    rows = Placement.objects.filter(employee_id=actor.employee_id or 0).select_related("agency", "supervisor")
    return [
        {
            "kode_opd": row.agency.code,
            "unit": row.agency.name,
            "jabatan": row.position,
            "jenis_jabatan": row.position_kind,
            "jenis_penempatan": row.get_kind_display(),
            "pejabat_penilai": row.supervisor.name if row.supervisor else "",
            "mulai": row.first_day,
            "selesai": row.last_day,
        }
        for row in rows.order_by("first_day", "pk")
    ]


def _events(actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "waktu": event.at,
            "perbuatan": event.get_action_display(),
            "perihal": event.subject,
            "alasan": event.reason,
            "rincian": event.details,
        }
        for event in AuditEvent.objects.filter(actor=actor.key).order_by("-at")[:MOST_EVENTS]
    ]
