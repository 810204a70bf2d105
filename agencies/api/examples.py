"""Answers as the OpenAPI document shows them: one person, one month, the same in every kind."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer

Kind = TypeVar("Kind", bound=type[Any])

NIP = "199001012015011001"
SUPERIOR = "197901022005012003"
UNIT = "1.02.01"


def shown(words: str, value: dict[str, Any]) -> Callable[[Kind], Kind]:
    """Show an answer of this kind. Lists show it as their one row."""
    example = OpenApiExample(words, value=value, response_only=True)

    def decorate(kind: Kind) -> Kind:
        decorated: Kind = extend_schema_serializer(examples=[example])(kind)
        return decorated

    return decorate


AN_AGENCY = {"code": UNIT, "name": "Puskesmas Oesapa", "kind": "puskesmas", "parent": "1.02"}
A_UNIT = {
    "code": UNIT,
    "name": "Puskesmas Oesapa",
    "kind": "puskesmas",
    "people": 3,
    "all_people": 3,
    "head": "Sari Wulandari",
    "head_position": "Kepala Puskesmas",
    "admins": [],
    "sub_units": [],
}
A_PLACEMENT = {
    "nip": NIP,
    "agency": UNIT,
    "kind": "definitive",
    "position": "Perawat Terampil",
    "position_kind": "fungsional",
    "supervisor": SUPERIOR,
    "first_day": "2026-01-01",
    "last_day": None,
}
AN_EMPLOYEE = {"id": 3, "nip": NIP, "name": "Budi Santoso", "status": "PNS", "grade": "II/d"}
A_CAREER = {**AN_EMPLOYEE, "placements": [A_PLACEMENT]}
AN_EVENT = {
    "at": "2026-02-09T16:00:00+08:00",
    "action": "period_locked",
    "action_name": "periode dikunci",
    "actor": "54917851-22d9-4558-b202-ab8a346022fb",
    "actor_name": "admin-bkpsdm",
    "subject": "2026-01",
    "reason": "",
    "details": {"evaluations": 3120},
}
