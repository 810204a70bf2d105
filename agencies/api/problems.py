"""Refusals as problem details (RFC 9457), in Indonesian or English as the program asks (``Accept-Language``)."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
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
    response = exception_handler(error, cast("dict[str, Any]", context))
    if response is None:
        return None
    status = response.status_code
    request = context["request"]
    response.data = problem(status, _sentence(error, status), request.get_full_path(), _errors(error))
    response.content_type = MEDIA_TYPE
    return response


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
            # What stands against a list as a whole, as against its length, is told of the list.
            place = path if path and name == api_settings.NON_FIELD_ERRORS_KEY else f"{path}/{name}" if path else name
            yield from _flat(below, str(place))
    elif isinstance(detail, list):
        for place, below in enumerate(detail):
            is_text = isinstance(below, str)
            yield from _flat(below, path if is_text else f"{path}/{place}" if path else str(place))
    else:
        yield path, str(detail)
