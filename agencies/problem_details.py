"""The one form in which programs are refused (RFC 9457), with its titles."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("Permintaan tidak dapat dibaca"),
    401: gettext_lazy("Belum dikenal"),
    403: gettext_lazy("Tidak berwenang"),
    404: gettext_lazy("Tidak ditemukan"),
    405: gettext_lazy("Metode tidak dilayani"),
    406: gettext_lazy("Bentuk jawaban tidak dilayani"),
    409: gettext_lazy("Bertentangan dengan keadaan sekarang"),
    412: gettext_lazy("Sudah berubah"),
    413: gettext_lazy("Terlalu besar"),
    415: gettext_lazy("Bentuk isian tidak dilayani"),
    422: gettext_lazy("Isian ditolak"),
    428: gettext_lazy("Syarat belum disebut"),
    429: gettext_lazy("Terlalu sering"),
    500: gettext_lazy("Gangguan di sistem"),
}


def problem(status: int, detail: str, instance: str, errors: list[dict[str, str]]) -> dict[str, Any]:
    """The members of a refusal; ``detail`` says what happened and how to mend it, ``errors`` name the places."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": str(TITLES.get(status, HTTPStatus(status).phrase)),
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    return said | ({"errors": errors} if errors else {})


def keep_from_caches(response: HttpResponseBase) -> None:
    """Tell browsers and proxies that the answer is one program's alone, refusals too: a 404 would be kept by itself."""
    add_never_cache_headers(response)
    response["Vary"] = "Authorization, Cookie, Accept-Language"


def problem_response(request: HttpRequest, status: int, detail: str) -> JsonResponse:
    """A refusal from outside the views of the API."""
    said = problem(status, detail, request.get_full_path(), [])
    response = JsonResponse(said, status=status, content_type=MEDIA_TYPE)
    keep_from_caches(response)
    return response
