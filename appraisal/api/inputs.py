"""``/actuals/``, ``/attendance/`` and ``/ratings/``: what evaluations are computed from."""

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.api.asked import (
    AGENCY,
    CHANGED_SINCE,
    NIP,
    asked_agency,
    asked_choice,
    asked_number,
)
from agencies.api.listing import ListView
from agencies.models import ApiScope, Placement
from appraisal.api.asked import MONTH, REQUIRED_PERIOD, asked_month, asked_period
from appraisal.api.input_serializers import ActualSerializer, AttendanceSerializer, RatingSerializer
from appraisal.models import ActualState, RaterRole
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.inputs.readable_inputs import (
    actuals_of_units,
    readable_actuals,
    readable_ratings,
    readable_recaps,
)

BY_PERSON = {"nip": ("employee__nip", "id"), "-nip": ("-employee__nip", "-id")}
BY_CHANGE = {"updated_at": ("updated_at", "id"), "-updated_at": ("-updated_at", "-id")}


class ActualListView(ListView):
    """What was reported for a month, of people whom the account follows."""

    read_scope = ApiScope.ACTUALS_READ
    orders = {**BY_PERSON, **BY_CHANGE}

    @extend_schema(
        operation_id="actuals_list",
        parameters=[
            MONTH,
            AGENCY,
            NIP,
            OpenApiParameter("state", str, enum=ActualState.values),
            OpenApiParameter("indicator", {"type": "integer", "minimum": 1}, description="its id"),
            CHANGED_SINCE,
        ],
        responses=ActualSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page; ``agency`` is the one of the plan."""
        month = asked_month(request)
        agency_ids = asked_agency(request)
        rows = (
            readable_actuals(self.actor, month)
            if agency_ids is None
            else actuals_of_units(self.actor, month, agency_ids)
        )
        rows = self.narrowed(rows, nip="employee__nip", changed="updated_at")
        if state := asked_choice(request, "state", ActualState.values):
            rows = rows.filter(state=state)
        if (indicator := asked_number(request, "indicator")) is not None:
            rows = rows.filter(indicator_id=indicator)
        return self.answer(rows.select_related("employee", "indicator__agency"), ActualSerializer)


class AttendanceListView(ListView):
    """The recaps of a month, of people whom the account follows."""

    read_scope = ApiScope.ATTENDANCE_READ
    orders = BY_PERSON

    @extend_schema(
        operation_id="attendance_list",
        parameters=[MONTH, AGENCY, NIP],
        responses=AttendanceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page; ``agency`` is where the person sat on the last day of the month."""
        month = asked_month(request)
        rows = readable_recaps(self.actor, month)
        agency_ids = asked_agency(request)
        if agency_ids is not None:
            rows = rows.filter(_placed_in(agency_ids, month))
        rows = self.narrowed(rows, nip="employee__nip")
        return self.answer(rows.select_related("employee"), AttendanceSerializer)


class RatingListView(ListView):
    """The levels of a period that the account gave, and those of supervisors that it may read."""

    read_scope = ApiScope.RATINGS_READ
    orders = {**BY_PERSON, **BY_CHANGE}

    @extend_schema(
        operation_id="ratings_list",
        parameters=[
            REQUIRED_PERIOD,
            AGENCY,
            NIP,
            OpenApiParameter("role", str, enum=RaterRole.values),
            CHANGED_SINCE,
        ],
        responses=RatingSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page. What a rater has not sent yet is read by the rater alone."""
        period = asked_period(request)
        rows = readable_ratings(self.actor, period)
        agency_ids = asked_agency(request)
        if agency_ids is not None:
            rows = rows.filter(_placed_in(agency_ids, parse_period_code(period.code)))
        rows = self.narrowed(rows, nip="employee__nip", changed="updated_at")
        if role := asked_choice(request, "role", RaterRole.values):
            rows = rows.filter(role=role)
        return self.answer(rows.select_related("employee", "period", "rater", "dimension__rubric"), RatingSerializer)


def _placed_in(agency_ids: frozenset[int], span: PeriodSpan) -> Q:
    """Who sits in some units on the last day of a period."""
    places = Placement.objects.during(span.last_day, span.last_day).filter(agency_id__in=agency_ids)
    return Q(employee_id__in=places.order_by().values("employee_id"))
