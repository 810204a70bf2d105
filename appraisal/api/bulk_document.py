"""What the OpenAPI document says of bulk writes."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from agencies.api.problems import ProblemSerializer
from agencies.problem_details import MEDIA_TYPE
from appraisal.api.bulk_serializers import BulkResultSerializer

KEY = "Idempotency-Key"
View = TypeVar("View", bound=type[APIView])

_NIP = "199001012015011001"
_ROWS: dict[str, dict[str, Any]] = {
    "actuals": {"nip": _NIP, "period": "2026-01", "agency": "1.02", "indicator": "IKU-1", "value": "95.5"},
    "attendance": {"nip": _NIP, "period": "2026-01", "workdays": 21, "present": 20, "absent": 1}
    | dict.fromkeys(("tl1", "tl2", "tl3", "tl4", "psw1", "psw2", "psw3", "psw4"), 0),
    "ratings": {"nip": _NIP, "period": "2026-01", "rubric": "berakhlak", "dimension": "BP", "level": 3},
}
_KEY_PARAMETER = OpenApiParameter(
    KEY,
    {"type": "string", "pattern": "^[!-~]{1,80}$", "minLength": 1, "maxLength": 80},
    OpenApiParameter.HEADER,
    required=True,
    description=(
        "names this request, for seven days: the same request under the same key is answered as the first time and "
        "not done again, another one is refused"
    ),
    examples=[OpenApiExample("a key of the program's own", "presensi-2026-01-31-0001")],
)
_ANSWER = {
    "created": 1,
    "updated": 0,
    "unchanged": 0,
    "refused": 0,
    "results": [{"row": 0, "status": "created", "errors": []}],
}


def documented(*, name: str, sent: type[Serializer[Any]]) -> Callable[[View], View]:
    """Say of a bulk view under which key what is sent, and how it is answered."""
    both: dict[str, Any] = {
        "request": sent,
        "parameters": [_KEY_PARAMETER],
        "responses": {
            200: BulkResultSerializer,
            (409, MEDIA_TYPE): _problem("the key names another request"),
            (413, MEDIA_TYPE): _problem("more than a request may bring"),
            (422, MEDIA_TYPE): _problem("all or nothing was asked, and rows are refused: nothing was stored"),
        },
        "examples": [
            OpenApiExample("one row", {"mode": "all_or_nothing", "rows": [_ROWS[name]]}, request_only=True),
            OpenApiExample("taken", _ANSWER, response_only=True, status_codes=["200"]),
        ],
    }
    return extend_schema_view(
        post=extend_schema(operation_id=f"{name}_bulk_create", **both),
        put=extend_schema(operation_id=f"{name}_bulk_update", **both),
    )


def _problem(words: str) -> OpenApiResponse:
    return OpenApiResponse(ProblemSerializer, description=words)
