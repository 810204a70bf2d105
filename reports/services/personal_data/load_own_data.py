"""Everything that the product holds of one person, as a file for the person (UU 27/2022 art. 7 and 13)."""

import datetime
import json
from typing import Any

from agencies.models import AuditEvent, Region
from agencies.permissions import Actor
from agencies.services.personal_data.load_own_identity import load_own_identity
from agencies.services.record_event import record_event
from appraisal.services.personal_data.load_own_results import load_own_results
from reports.models import Document, DocumentKind

LEFT_OUT = (
    "Penilaian rekan dan bawahan tidak dimuat satu per satu agar penilainya tetap anonim.",
    "Nilai yang menunggu penilaian rekan atau bawahan dimuat setelah masa penilaian ditutup.",
)
"""What is not in the file, and why; in Indonesian, as its keys are."""


def take_own_data(*, actor: Actor, login: str, region: Region, now: datetime.datetime) -> bytes:
    """The file as JSON in UTF-8, and a line in the audit trail. A fixed number of queries, whatever there is.

    Amounts are decimals as texts, days ISO 8601, moments with their zone.
    """
    sections: dict[str, Any] = {
        "tentang": {"daerah": region.name, "kode_daerah": region.code, "dibuat": now, "tidak_dimuat": LEFT_OUT},
        **load_own_identity(actor=actor, login=login),
        **load_own_results(actor=actor),
        "dokumen": _documents(actor),
    }
    record_event(action=AuditEvent.Action.TABLE_EXPORTED, subject="data-saya.json", actor=actor)
    return json.dumps(sections, ensure_ascii=False, indent=2, default=_as_text).encode()


def _documents(actor: Actor) -> list[dict[str, Any]]:
    rows = Document.objects.filter(employee_id=actor.employee_id or 0, made_at__isnull=False).select_related("period")
    return [
        {
            "jenis": str(DocumentKind(row.kind).label),
            "nomor": row.number,
            "versi": row.version,
            "periode": row.period.code if row.period else "",
            "terbit": row.made_at,
            "digantikan": row.superseded_at,
            "dibatalkan": row.revoked_at,
            "sidik": row.fingerprint,
            "sha256": row.file_hash,
        }
        for row in rows.order_by("made_at", "pk")
    ]


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
