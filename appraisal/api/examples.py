"""A month of one person as the OpenAPI document shows it, from what was reported to the scorecard."""

import datetime
from typing import Any

from agencies.api.examples import NIP, SUPERIOR, UNIT
from appraisal.scoring.scheme_parsing import parse_scheme

_FINGERPRINT = "203f000e13f4a6319c12121ce7481ca3d36f1667cbbc77008f2fea3eca3f18f8"

A_PERIOD = {
    "code": "2026-01",
    "kind": "month",
    "first_day": "2026-01-01",
    "last_day": "2026-01-31",
    "report_until": "2026-02-05",
    "rate_until": "2026-02-09",
    "entry_closed_at": None,
    "scoring_closed_at": None,
    "state": "open",
    "locked_at": None,
}
AN_ACTUAL = {
    "id": 1,
    "nip": NIP,
    "indicator": 1,
    "agency": "1.02",
    "code": "IKU-1",
    "period": "2026-01",
    "value": "95",
    "state": "verified",
    "reason": "",
    "updated_at": "2026-02-02T09:12:00+08:00",
}
A_RECAP = {"nip": NIP, "period": "2026-01", "workdays": 21, "present": 20, "absent": 1} | dict.fromkeys(
    ("tl1", "tl2", "tl3", "tl4", "psw1", "psw2", "psw3", "psw4"), 0
)
A_LEVEL = {
    "nip": NIP,
    "period": "2026-01",
    "role": "supervisor",
    "rater": SUPERIOR,
    "rubric": "berakhlak",
    "dimension": "BP",
    "level": 3,
    "updated_at": "2026-02-03T09:12:00+08:00",
}
AN_EVALUATION = {
    "plan_id": 1,
    "period": "2026-01",
    "revision": 1,
    "status": "lengkap",
    "nip": NIP,
    "name": "Budi Santoso",
    "agency": UNIT,
    "placement_kind": "definitive",
    "position": "Perawat Terampil",
    "result_score": "95.00",
    "behaviour_score": "100.00",
    "final_score": "96.50",
    "result_rating": "expected",
    "behaviour_rating": "expected",
    "predicate": "baik",
    "rank": 1,
    "fingerprint": _FINGERPRINT,
}


def _axis(axis: str, weight: str, component: str, score: str) -> dict[str, Any]:
    figure = score.replace(".", ",")
    return {
        "axis": axis,
        "score": score,
        "weight": weight,
        "components": [{"name": component, "weight": "100.00", "score": score}],
        "computed_rating": "expected",
        "rating": "expected",
        "formula": f"(100 × {figure}) ÷ 100 = {figure}",
        "rating_reason": f"{figure} sedikitnya 90,00 dan di bawah 110,00: sesuai ekspektasi.",
        "override_reason": "",
        "follows_organisation": False,
    }


A_SCORECARD: dict[str, Any] = {
    "plan_id": 1,
    "period": "2026-01",
    "revision": 1,
    "is_latest": True,
    "status": "lengkap",
    "nip": NIP,
    "name": "Budi Santoso",
    "position": "Perawat Terampil",
    "agency": UNIT,
    "agency_name": "Puskesmas Oesapa",
    "rater": SUPERIOR,
    "superior": None,
    "evaluated_at": "2026-02-04T02:00:00+08:00",
    "months": [1],
    "indicator_score": "95.00",
    "final_score": "96.50",
    "predicate": "baik",
    "items": [
        {
            "key": "1.02/IKU-1",
            "name": "Jumlah pasien terlayani",
            "unit": "orang",
            "kind": "main",
            "direction": "higher",
            "pattern": "count",
            "state": "measured",
            "counted": True,
            "weight": "100.00",
            "target": {"low": "100", "high": None},
            "actual": "95",
            "attainment": "95.00",
            "formula": "100 × (1 + (95 − 100) ÷ 100) = 95,00",
            "by_month": [
                {
                    "month": 1,
                    "target": {"low": "100", "high": None},
                    "actual": "95",
                    "not_applicable": False,
                    "verified": False,
                    "used": True,
                }
            ],
        }
    ],
    "indicator_formulas": ["(100 × 95,00) ÷ 100 = 95,00"],
    "rubrics": [
        {
            "name": "BerAKHLAK",
            "axis": "behaviour",
            "score": "100.00",
            "formula": "100,00 ÷ 1 = 100,00",
            "dimensions": [
                {
                    "name": "Berorientasi Pelayanan",
                    "level": 3,
                    "anchor": "",
                    "groups": [{"group": "supervisor", "weight": "100.00", "ratings": 1, "mean": "100.00"}],
                    "score": "100.00",
                    "formula": "Tingkat 3 = 100,00",
                }
            ],
            "months": [],
            "hides_groups": False,
            "note": "",
        }
    ],
    "attendance": None,
    "rules": parse_scheme({"name": "nasional-1", "valid_from": datetime.date(2026, 1, 1)}).to_document(),
    "axes": [
        _axis("result", "70.00", "indikator kinerja", "95.00"),
        _axis("behaviour", "30.00", "BerAKHLAK", "100.00"),
    ],
    "final_formula": "(70 × 95,00 + 30 × 100,00) ÷ 100 = 96,50",
    "predicate_reason": "Hasil kerja sesuai ekspektasi dan perilaku kerja sesuai ekspektasi: Baik.",
    "gaps": [],
    "held_back": "",
    "scheme": "nasional-1",
    "scheme_number": 1,
    "fingerprint": _FINGERPRINT,
    "delivery": None,
}
A_REVISION = {
    "revision": 1,
    "evaluated_at": "2026-02-04T02:00:00+08:00",
    "final_score": "96.50",
    "predicate": "baik",
    "delivery": None,
}
