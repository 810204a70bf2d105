"""``/indicators/`` and ``/plans/``: what is measured, for everybody of the region, and what people agreed on."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.api.asked import (
    AGENCY,
    DAY,
    NIP,
    asked_agency,
    asked_choice,
    asked_day,
    asked_text,
    asked_year,
)
from agencies.api.listing import ListView
from agencies.api.views import ApiView
from agencies.models import ApiScope, PlacementKind
from agencies.views.access import fetch_visible
from indicators.api.serializers import IndicatorSerializer, PlanSerializer, VersionedIndicatorSerializer
from indicators.models import Aspect, Direction, Indicator, IndicatorVersion, Plan, PlanItem
from indicators.querysets import PlanQuerySet
from indicators.services.find_indicators import find_indicators
from indicators.views.plan_access import REFUSAL

PLAN_KIND = OpenApiParameter("kind", str, enum=PlacementKind.values, description="of the placement behind the plan")


class IndicatorListView(ListView):
    """What is measured: everybody of the region may read it."""

    read_scope = ApiScope.INDICATORS_READ
    orders = {
        "code": ("indicator__code", "indicator__agency__code", "id"),
        "-code": ("-indicator__code", "-indicator__agency__code", "-id"),
        "name": ("name__sort_key", "id"),
    }

    @extend_schema(
        operation_id="indicators_list",
        parameters=[
            DAY,
            AGENCY,
            OpenApiParameter("search", str, description="a part of name, code or definition"),
            OpenApiParameter("direction", str, enum=Direction.values),
            OpenApiParameter("aspect", str, enum=Aspect.values),
        ],
        responses=IndicatorSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page: the version in force of each, without the retired ones. ``agency`` also brings what the agreed
        plans of its people are measured by.
        """
        rows = find_indicators(
            day=asked_day(request),
            agency_ids=asked_agency(request),
            search=asked_text(request, "search"),
            direction=asked_choice(request, "direction", Direction.values),
            aspect=asked_choice(request, "aspect", Aspect.values),
        )
        return self.answer(rows, IndicatorSerializer)


class IndicatorView(ApiView):
    """One indicator."""

    read_scope = ApiScope.INDICATORS_READ

    @extend_schema(operation_id="indicators_retrieve", responses=VersionedIndicatorSerializer)
    def get(self, request: Request, indicator_id: int) -> Response:
        """The indicator with all its versions."""
        del request
        newest_first = Prefetch("versions", IndicatorVersion.objects.order_by("-number"), to_attr="told")
        rows = Indicator.objects.select_related("agency").prefetch_related(newest_first)
        return Response(VersionedIndicatorSerializer(get_object_or_404(rows, pk=indicator_id)).data)


class PlanListView(ListView):
    """Agreed plans: the own, those of whom the account follows today, of administered units, or all."""

    read_scope = ApiScope.PLANS_READ
    orders = {
        "nip": ("employee__nip", "id"),
        "-nip": ("-employee__nip", "-id"),
        "-year": ("-year", "-id"),
        "id": ("id",),
    }

    @extend_schema(
        operation_id="plans_list",
        parameters=[
            OpenApiParameter("year", {"type": "integer", "minimum": 1900, "maximum": 2999}, description="as 2026"),
            AGENCY,
            NIP,
            PLAN_KIND,
        ],
        responses=PlanSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page, each with its items."""
        rows = _agreed().visible_to(self.actor, timezone.localdate())
        rows = self.narrowed(rows, agency="agency_id", nip="employee__nip")
        if year := asked_year(request):
            rows = rows.filter(year=year)
        if kind := asked_choice(request, "kind", PlacementKind.values):
            rows = rows.filter(placement_kind=kind)
        return self.answer(rows, PlanSerializer)


class PlanView(ApiView):
    """One agreed plan."""

    read_scope = ApiScope.PLANS_READ

    @extend_schema(operation_id="plans_retrieve", responses=PlanSerializer)
    def get(self, request: Request, plan_id: int) -> Response:
        """The plan with its items."""
        del request
        rows = _agreed().filter(pk=plan_id)
        visible = rows.visible_to(self.actor, timezone.localdate())
        return Response(PlanSerializer(fetch_visible(rows, visible, refusal=str(REFUSAL))).data)


def _agreed() -> PlanQuerySet:
    items = Prefetch("items", PlanItem.objects.select_related("indicator__agency"))
    return Plan.objects.all().agreed().select_related("employee", "agency").prefetch_related(items)
