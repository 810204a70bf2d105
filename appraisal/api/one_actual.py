"""``/actuals/<id>/``: one stored actual, and changing it by who has seen it as it is (``If-Match``)."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.response import Response

from agencies.api.problems import (
    PreconditionFailedError,
    PreconditionRequiredError,
    ProblemSerializer,
    RefusedError,
)
from agencies.api.views import ApiView
from agencies.models import ApiScope
from agencies.problem_details import MEDIA_TYPE
from agencies.views.access import fetch_visible
from appraisal.api.bulk import actuals_taker
from appraisal.api.bulk_rows import ACTUALS, read_rows
from appraisal.api.bulk_serializers import ChangedActualSerializer
from appraisal.api.examples import AN_ACTUAL
from appraisal.api.input_serializers import ActualSerializer
from appraisal.models import Actual
from appraisal.period_codes import month_code, parse_period_code
from appraisal.permissions import may_bring_inputs
from appraisal.services.inputs.readable_inputs import readable_actuals
from appraisal.services.sending.change_actual import ChangedMeanwhileError, change_actual, version_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rest_framework.request import Request


_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_ETAG = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, response=[200], description="what the actual is now; for If-Match"
)
_IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": r'^(\*|(W/)?"[!#-~]{1,64}"(, ?(W/)?"[!#-~]{1,64}")*)$', "maxLength": 500},
    OpenApiParameter.HEADER,
    required=True,
    description="the ETag of the actual as it was read; `*` changes it whatever it is by now",
    examples=[OpenApiExample("whatever it is", "*")],
)


class ActualView(ApiView):
    """One actual: as it stands, with an ETag by which it can be changed."""

    read_scope = ApiScope.ACTUALS_READ
    write_scope = ApiScope.ACTUALS_WRITE

    @extend_schema(operation_id="actuals_retrieve", parameters=[_ETAG], responses=ActualSerializer)
    def get(self, request: Request, actual_id: int) -> Response:
        """What was reported for an indicator in a month. Its ETag is what a change asks for."""
        del request
        return _answer(self._found(actual_id))

    @extend_schema(
        operation_id="actuals_update",
        parameters=[_ETAG, _IF_MATCH],
        request=ChangedActualSerializer,
        responses={
            200: ActualSerializer,
            (412, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description="changed since it was read"),
            (413, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description="more than a request may bring"),
            (422, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description="refused; nothing was stored"),
            (428, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description="If-Match is missing"),
        },
        examples=[
            OpenApiExample("another value", {"value": "96.5"}, request_only=True),
            OpenApiExample("changed", AN_ACTUAL | {"value": "96.5"}, response_only=True, status_codes=["200"]),
        ],
    )
    def put(self, request: Request, actual_id: int) -> Response:
        """Store another value by the rules of ``/actuals/bulk/``: of an admin it counts as verified, of an employee it
        waits for the supervisor. What was changed since it was read is 412, and stays.
        """
        found = self._found(actual_id)
        take = actuals_taker(self.actor)
        if not may_bring_inputs(self.actor) and found.employee_id != self.actor.employee_id:
            raise PermissionDenied(_("Realisasi orang lain diubah dengan akun admin perangkat daerahnya."))
        is_seen = _seen(request)
        form = ChangedActualSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        read = read_rows(ACTUALS, [_key_of(found) | form.validated_data])
        try:
            sent = change_actual(
                actual=found, rows=read.rows, unreadable=read.errors, is_seen=is_seen, actor=self.actor, take=take
            )
        except ChangedMeanwhileError:
            message = _("Realisasi ini sudah berubah sejak dibaca. Baca lagi, lalu kirim dengan ETag yang baru.")
            raise PreconditionFailedError(message) from None
        if not sent.is_stored:
            errors = [{"field": ACTUALS.place(one.column), "message": one.message} for one in sent.errors]
            raise RefusedError(_("Realisasi ini tidak diubah. Perbaiki yang disebut di errors."), errors)
        return _answer(self._found(actual_id))

    def _found(self, actual_id: int) -> Actual:
        rows = Actual.objects.filter(pk=actual_id).select_related("employee", "indicator__agency")
        month = rows.values_list("month", flat=True).first()
        visible = readable_actuals(self.actor, parse_period_code(month_code(month))) if month else rows.none()
        return fetch_visible(rows, rows & visible, refusal=_("Realisasi ini untuk yang mengikuti pegawainya."))


def _answer(actual: Actual) -> Response:
    """The state of the row is what its tag names, so that a change can be asked for in whatever form it was read."""
    return Response(ActualSerializer(actual).data, HTTPStatus.OK, headers={"ETag": f'"{version_of(actual)}"'})


def _key_of(actual: Actual) -> dict[str, Any]:
    return {
        "nip": actual.employee.nip,
        "period": month_code(actual.month),
        "agency": actual.indicator.agency.code,
        "indicator": actual.indicator.code,
    }


def _seen(request: Request) -> Callable[[str], bool]:
    """Whether a version is among those that the request names. Compression on the way makes a tag a weak one (RFC 9110
    8.8.3), which says nothing against the row that it names.

    Raises:
        PreconditionRequiredError: it names none.
    """
    asked = request.headers.get("If-Match", "").strip()
    if not asked:
        message = _("Kirim If-Match dengan ETag realisasi seperti yang dibaca, agar perubahan orang lain tidak hilang.")
        raise PreconditionRequiredError(message)
    named = set(_TAG.findall(asked))
    return lambda version: asked == "*" or version in named
