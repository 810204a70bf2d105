"""A document as the OpenAPI document shows it."""

from agencies.api.examples import NIP, UNIT

A_DOCUMENT = {
    "id": 1,
    "number": "KN-2026-000001",
    "version": 1,
    "kind": "scorecard",
    "kind_name": "kartu nilai",
    "period": "2026-01",
    "agency": UNIT,
    "nip": NIP,
    "name": "Budi Santoso",
    "plan_id": 1,
    "revision": 1,
    "part": 1,
    "made_at": "2026-02-10T09:05:00+08:00",
    "standing": "berlaku",
    "ended_at": None,
    "is_signed": False,
    "file_name": "KN-2026-000001.pdf",
    "pages": 2,
    "size": 48213,
    "fingerprint": "203f000e13f4a6319c12121ce7481ca3d36f1667cbbc77008f2fea3eca3f18f8",
    "file_hash": "206baf64043322e89954d64839b559ef5359213023b2b5c4593695e63bd63a37",
}
