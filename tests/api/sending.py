"""What a program sends, and how the answer reads."""

import json
from typing import Any
from uuid import uuid4

from django.test import Client

from tests.appraisal.month import Month

ACTUALS = "/api/v1/actuals/bulk/"
ATTENDANCE = "/api/v1/attendance/bulk/"
RATINGS = "/api/v1/ratings/bulk/"


def sent(
    client: Client,
    address: str,
    *rows: object,
    key: str = "",
    mode: str = "all_or_nothing",
    language: str = "",
) -> Any:
    """The answer to some rows, under a key of its own unless told; in Indonesian unless the program asks otherwise."""
    body = json.dumps({"mode": mode, "rows": rows})
    return sent_text(client, address, body, key or uuid4().hex, language)


def sent_text(client: Client, address: str, body: str, key: str, language: str = "") -> Any:
    """The answer to a body as it is."""
    headers = ({"idempotency-key": key} if key else {}) | ({"accept-language": language} if language else {})
    return client.post(address, body, content_type="application/json", headers=headers)


def an_actual_row(month: Month, value: str | None = "97", **other: object) -> dict[str, object]:
    """What Budi achieved with patients in January."""
    return {
        "nip": month.budi.nip,
        "period": "2026-01",
        "agency": "1.02",
        "indicator": "IKU-1",
        "value": value,
    } | other


def a_recap(nip: str, **other: object) -> dict[str, object]:
    """Somebody's presence in January."""
    events = dict.fromkeys(("tl1", "tl2", "tl3", "tl4", "psw1", "psw2", "psw3", "psw4"), 0)
    return {"nip": nip, "period": "2026-01", "workdays": 21, "present": 20, "absent": 1, **events, **other}


def a_recap_row(month: Month, **other: object) -> dict[str, object]:
    """Budi's presence in January."""
    return a_recap(month.budi.nip) | other


def a_level_row(month: Month, level: int = 4, **other: object) -> dict[str, object]:
    """A level for Budi in January."""
    return {
        "nip": month.budi.nip,
        "period": "2026-01",
        "rubric": "berakhlak",
        "dimension": "BP",
        "level": level,
    } | other


def statuses(answer: Any) -> list[str]:
    """What became of the rows."""
    assert answer.status_code == 200, answer.content.decode()
    return [result["status"] for result in answer.json()["results"]]


def errors_of(answer: Any) -> list[str]:
    """The places and sentences of a refusal, or of refused rows."""
    said = answer.json()
    found = said.get("errors") or [error for result in said["results"] for error in result["errors"]]
    return [f"{error['field']}: {error['message']}" for error in found]
