"""Refusals as problem details (RFC 9457), in Indonesian or English as the program asks (``Accept-Language``)."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from agencies.problem_details import MEDIA_TYPE, TITLES, problem


class ConflictError(exceptions.APIException):
    """What was asked contradicts what is stored."""

    status_code = HTTPStatus.CONFLICT


class RefusedError(exceptions.APIException):
    """What was sent can be read and is refused; ``errors`` name the places."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, detail: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(detail)
        self.errors = errors or []


class PreconditionFailedError(exceptions.APIException):
    """What is stored is not what the program has seen (``If-Match``, RFC 9110 13.1.1)."""

    status_code = HTTPStatus.PRECONDITION_FAILED


class PreconditionRequiredError(exceptions.APIException):
    """A change that must say what it has seen does not (RFC 6585)."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED


class FieldErrorSerializer(serializers.Serializer[Any]):
    """One place of what was sent, and what is wrong with it."""

    field = serializers.CharField(help_text="name of the field, or its path as in rows/3/value")
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """Why a request was refused (RFC 9457): ``detail`` says what happened and how to mend it."""

    type = serializers.CharField(default="about:blank")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="the address that was asked")
    errors = FieldErrorSerializer(many=True, required=False)  # type: ignore[assignment]  # its name on the wire


def handle_exception(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to what a view raised; nothing for a fault of the program, which the server's page reports."""
    if isinstance(error, Http404):
        error = exceptions.NotFound(_("Tidak ada data di alamat ini yang dapat Anda baca."))
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    elif isinstance(error, RecursionError):
        error = exceptions.ParseError(_("Isian bersarang terlalu dalam. Kirim dalam bentuk yang disebut dokumen API."))
    if isinstance(error, exceptions.APIException):
        _say_what_is_served(error, context)
    response = exception_handler(error, cast("dict[str, Any]", context))
    if response is None:
        return None
    status = response.status_code
    request = context["request"]
    response.data = problem(status, _sentence(error, status), request.get_full_path(), _errors(error))
    response.content_type = MEDIA_TYPE
    return response


def _who_asks(request: Request) -> str:
    if request.headers.get("Authorization"):
        return _("Token tidak berlaku. Minta token baru kepada admin daerah.")
    return _("Masuk dahulu dengan akun daerah Anda, atau kirim token dalam Authorization.")


def _say_what_is_served(error: exceptions.APIException, context: Mapping[str, Any]) -> None:
    """What the machinery refuses in words of its own is told with what would be taken."""
    view, said = context["view"], ""
    if isinstance(error, exceptions.NotAuthenticated):
        said = _who_asks(context["request"])
    elif isinstance(error, exceptions.MethodNotAllowed):
        values = {"allowed": ", ".join(view.allowed_methods)}
        said = _("Metode ini tidak dilayani di alamat ini. Yang dilayani: %(allowed)s.") % values
    elif isinstance(error, exceptions.NotAcceptable):
        values = {"kinds": ", ".join(renderer.media_type for renderer in view.renderer_classes)}
        said = _("Jawaban hanya tersedia sebagai %(kinds)s. Ubah header Accept.") % values
    elif isinstance(error, exceptions.UnsupportedMediaType):
        said = _("Kirim isi sebagai JSON, dengan Content-Type: application/json.")
    elif isinstance(error, exceptions.Throttled):
        throttled: Any = error  # its wait is unknown to the stubs
        throttled.wait = max(1, ceil(throttled.wait or 1))  # Retry-After and sentence say the same
        said = _("Permintaan terlalu sering. Kirim lagi setelah %(seconds)s detik.") % {"seconds": throttled.wait}
    if said:
        error.detail = exceptions.ErrorDetail(said, error.default_code)


def _sentence(error: Exception, status: int) -> str:
    if isinstance(error, exceptions.ValidationError):
        return _("Isian tidak dapat dipakai. Perbaiki yang disebut di errors lalu kirim lagi.")
    detail = getattr(error, "detail", None)
    return str(detail) if detail else str(TITLES.get(status, ""))


def _errors(error: Exception) -> list[dict[str, str]]:
    if isinstance(error, RefusedError):
        return error.errors
    if isinstance(error, exceptions.ValidationError):
        return [{"field": field, "message": message} for field, message in _flat(error.detail)]
    return []


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(detail, Mapping):
        for name, below in detail.items():
            # What stands against a list or the body as a whole, as against its length, is told of that.
            is_whole = name == api_settings.NON_FIELD_ERRORS_KEY
            place = path if is_whole else f"{path}/{name}" if path else name
            yield from _flat(below, str(place))
    elif isinstance(detail, list):
        for place, below in enumerate(detail):
            is_text = isinstance(below, str)
            yield from _flat(below, path if is_text else f"{path}/{place}" if path else str(place))
    else:
        yield path, str(detail)
