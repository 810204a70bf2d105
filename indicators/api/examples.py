"""Indicators and a plan as the OpenAPI document shows them."""

from typing import Any

from agencies.api.examples import NIP, UNIT

_SAID: dict[str, Any] = {
    "version": 1,
    "valid_from": None,
    "name": "Jumlah pasien terlayani",
    "unit": "orang",
    "direction": "higher",
    "pattern": "count",
    "aspect": "quantity",
    "kind": "output",
    "definition": "Pasien rawat jalan yang selesai dilayani dalam bulan itu.",
    "formula": "",
    "source": "register kunjungan",
    "publisher": "",
    "months": [],
}
_NAMED: dict[str, Any] = {"id": 1, "agency": "1.02", "code": "IKU-1"}
AN_INDICATOR = {**_NAMED, **_SAID}
A_VERSIONED_INDICATOR = {**_NAMED, "retired_from": None, "versions": [_SAID]}
A_PLAN: dict[str, Any] = {
    "id": 1,
    "year": 2026,
    "nip": NIP,
    "name": "Budi Santoso",
    "agency": UNIT,
    "placement_kind": "definitive",
    "agreed_at": "2026-01-12T10:30:00+08:00",
    "items": [
        {
            "indicator": 1,
            "agency": "1.02",
            "code": "IKU-1",
            "kind": "main",
            "weight": "100.00",
            "month_weights": None,
            "last_month": None,
            "targets": ["100"] * 12,
            "upper_targets": None,
        }
    ],
}
