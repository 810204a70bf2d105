"""``/api/v1/evaluations/``: what a person may read on screen, a program of that person may read here."""

from typing import cast

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.models import Agency
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible
from appraisal.api.serializers import EvaluationSerializer, ScorecardSerializer
from appraisal.models import Evaluation, Period
from appraisal.period_codes import PeriodCodeError, parse_period_code
from appraisal.services.scorecards.find_evaluations import find_evaluations, ranks_of, withhold
from appraisal.services.scorecards.load_scorecard import load_scorecards


class IsOfARegion(BasePermission):
    """A signed-in person of a region; an operator sees no region's data."""

    message = "Masuk dahulu dengan akun daerah Anda."

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the request runs in a region's scope."""
        del view
        return hasattr(request._request, "actor")  # noqa: SLF001 - the request that the middleware knows


@method_decorator(never_cache, name="dispatch")
class EvaluationListView(APIView):
    """The latest evaluations of a period that the account may read."""

    permission_classes = (IsOfARegion,)

    @extend_schema(
        operation_id="evaluations_list",
        parameters=[
            OpenApiParameter("period", str, required=True, description="2026-01, 2026-Q1, 2026-S1 or 2026"),
            OpenApiParameter("agency", str, description="kode_opd; stands for the agency with its sub-units"),
            OpenApiParameter("search", str, description="the beginning of a NIP, or a part of a name"),
            OpenApiParameter("limit", int, description="rows a page, 50 unless told"),
            OpenApiParameter("offset", int, description="rows to skip"),
        ],
        responses=EvaluationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page, by agency code and name."""
        actor = actor_of_request(request)
        found = find_evaluations(
            period=_asked_period(request),
            actor=actor,
            agency=_asked_agency(request),
            search=_asked_text(request, "search"),
        )
        pages = LimitOffsetPagination()
        page = pages.paginate_queryset(found.select_related("employee", "agency", "period"), request, view=self) or []
        context = {"ranks": ranks_of(page, actor)}
        withhold(page)
        return pages.get_paginated_response(EvaluationSerializer(page, many=True, context=context).data)


@method_decorator(never_cache, name="dispatch")
class ScorecardView(APIView):
    """The evaluation in force of one plan in one period."""

    permission_classes = (IsOfARegion,)

    @extend_schema(operation_id="evaluations_retrieve", responses=ScorecardSerializer)
    def get(self, request: Request, code: str, plan_id: int) -> Response:
        """The evaluation with its whole computation."""
        rows = Evaluation.objects.filter(period__code=code, plan_id=plan_id).latest()
        visible = rows.visible_to(actor_of_request(request))
        refusal = "Evaluasi ini untuk pegawai yang dinilai, pejabat penilainya, atasan pejabat penilai, dan admin."
        [card] = load_scorecards([fetch_visible(rows, visible, refusal=refusal)])
        return Response(ScorecardSerializer(card).data)


def actor_of_request(request: Request) -> Actor:
    """The actor that the region's middleware put on the request."""
    return cast("RegionRequest", request._request).actor  # noqa: SLF001 - as above


def _asked_period(request: Request) -> Period:
    try:
        span = parse_period_code(request.query_params.get("period", ""))
    except PeriodCodeError as error:
        raise ValidationError({"period": [str(error)]}) from error
    period = Period.objects.filter(code=span.code).first()
    if period is None:
        raise Http404
    return period


def _asked_text(request: Request, name: str) -> str:
    text = request.query_params.get(name, "")
    if "\0" in text:
        raise ValidationError({name: ["Nilai ini memuat karakter yang tidak dapat dibaca (NUL). Hapus karakter itu."]})
    return text


def _asked_agency(request: Request) -> Agency | None:
    code = _asked_text(request, "agency")
    if not code:
        return None
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise ValidationError({"agency": [f"Perangkat daerah dengan kode {code} tidak ditemukan."]})
    return agency
