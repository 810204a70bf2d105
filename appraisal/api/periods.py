"""``/periods/``: months, quarters, semesters and years, for whom their screen is for."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.api.asked import asked_choice, asked_year
from agencies.api.listing import ListView
from agencies.api.views import ApiView
from agencies.models import ApiScope
from appraisal.api.input_serializers import PeriodSerializer
from appraisal.models import Period, PeriodKind, PeriodState
from appraisal.permissions import may_read_periods
from appraisal.views.periods import REFUSAL


class PeriodListView(ListView):
    """The periods that the region has opened."""

    read_scope = ApiScope.EVALUATIONS_READ
    orders = {
        "first_day": ("first_day", "last_day", "id"),
        "-first_day": ("-first_day", "-last_day", "-id"),
        "code": ("code",),
    }

    @extend_schema(
        operation_id="periods_list",
        parameters=[
            OpenApiParameter("year", {"type": "integer", "minimum": 1900, "maximum": 2999}, description="as 2026"),
            OpenApiParameter("kind", str, enum=PeriodKind.values),
            OpenApiParameter("state", str, enum=PeriodState.values),
        ],
        responses=PeriodSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page."""
        if not may_read_periods(self.actor):
            raise PermissionDenied(REFUSAL)
        rows = Period.objects.all()
        if year := asked_year(request):
            rows = rows.filter(first_day__year=year)
        if kind := asked_choice(request, "kind", PeriodKind.values):
            rows = rows.filter(kind=kind)
        if state := asked_choice(request, "state", PeriodState.values):
            rows = rows.filter(state=state)
        return self.answer(rows, PeriodSerializer)


class PeriodView(ApiView):
    """One period."""

    read_scope = ApiScope.EVALUATIONS_READ

    @extend_schema(operation_id="periods_retrieve", responses=PeriodSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Its days, deadlines and state."""
        del request
        found = get_object_or_404(Period, code=code)
        if not may_read_periods(self.actor):
            raise PermissionDenied(REFUSAL)
        return Response(PeriodSerializer(found).data)
