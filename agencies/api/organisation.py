"""``/agencies/``, ``/employees/`` and ``/placements/``: the organisation, as the screens of admins show it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.api.asked import (
    AGENCY,
    DAY,
    NIP,
    SEARCH,
    asked_agency,
    asked_choice,
    asked_day,
    asked_nip,
    asked_text,
)
from agencies.api.listing import ListView
from agencies.api.serializers import (
    AgencySerializer,
    CareerSerializer,
    EmployeeSerializer,
    PlacementSerializer,
    UnitSerializer,
)
from agencies.api.views import ApiView
from agencies.models import Agency, ApiScope, EmploymentStatus, Placement, PlacementKind
from agencies.permissions import may_read_organisation
from agencies.services.organisation.careers import load_placements
from agencies.services.organisation.find_employees import find_employees
from agencies.services.organisation.load_organisation import Unit, load_organisation
from agencies.views.access import fetch_visible
from agencies.views.employees import REFUSAL as PEOPLE_REFUSAL
from agencies.views.employees import kept_employee
from agencies.views.organisation import REFUSAL


class AgencyListView(ListView):
    """The units: all of the region for its readers, the administered ones for an agency admin."""

    read_scope = ApiScope.ORGANISATION_READ
    orders = {"code": ("code", "id"), "-code": ("-code", "-id"), "name": ("name__sort_key", "id")}

    @extend_schema(
        operation_id="agencies_list",
        parameters=[
            AGENCY,
            OpenApiParameter("kind", str, description="as the unit has it, in any case: dinas, puskesmas, sekolah"),
            OpenApiParameter("search", str, description="a part of the code or of the name"),
        ],
        responses=AgencySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page."""
        if not may_read_organisation(self.actor):
            raise PermissionDenied(REFUSAL)
        rows = Agency.objects.select_related("parent")
        if not self.actor.reads_region:
            rows = rows.filter(pk__in=self.actor.admin_agency_ids)
        rows = self.narrowed(rows, agency="pk")
        if kind := asked_text(request, "kind"):
            rows = rows.filter(kind__iexact=kind)
        if search := asked_text(request, "search"):
            rows = rows.filter(Q(code__icontains=search) | Q(name__icontains=search))
        return self.answer(rows, AgencySerializer)


class AgencyView(ApiView):
    """One unit."""

    read_scope = ApiScope.ORGANISATION_READ

    @extend_schema(operation_id="agencies_retrieve", responses=UnitSerializer)
    def get(self, request: Request, agency_code: str) -> Response:
        """The unit with its people, its head and its admins, as they are today."""
        del request
        if "\0" in agency_code:
            raise Http404
        rows = Agency.objects.filter(code=agency_code)
        kept = rows if self.actor.reads_region else rows.filter(pk__in=self.actor.admin_agency_ids)
        unit = fetch_visible(rows, kept, refusal=str(REFUSAL))
        organisation = load_organisation(actor=self.actor, day=timezone.localdate())
        return Response(UnitSerializer(_find(organisation.units, unit.code)).data)


def _find(units: tuple[Unit, ...], code: str) -> Unit:
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit.code == code:
            return unit
        waiting += unit.below
    raise Http404


class EmployeeListView(ListView):
    """The people whose placements the account follows."""

    read_scope = ApiScope.ORGANISATION_READ
    orders = {"nip": ("nip", "id"), "-nip": ("-nip", "-id"), "name": ("name__sort_key", "nip")}

    @extend_schema(
        operation_id="employees_list",
        parameters=[AGENCY, NIP, SEARCH, OpenApiParameter("status", str, enum=EmploymentStatus.values)],
        responses=EmployeeSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page; ``agency`` narrows to those placed there today."""
        if not may_read_organisation(self.actor):
            raise PermissionDenied(PEOPLE_REFUSAL)
        rows = find_employees(
            actor=self.actor,
            day=timezone.localdate(),
            agency_ids=asked_agency(request),
            search=asked_text(request, "search"),
        )
        if nip := asked_nip(request):
            rows = rows.with_nip([nip])  # type: ignore[attr-defined]
        if status := asked_choice(request, "status", EmploymentStatus.values):
            rows = rows.filter(status=status)
        return self.answer(rows, EmployeeSerializer)


class EmployeeView(ApiView):
    """One person."""

    read_scope = ApiScope.ORGANISATION_READ

    @extend_schema(operation_id="employees_retrieve", responses=CareerSerializer)
    def get(self, request: Request, employee_id: int) -> Response:
        """The person with all placements."""
        del request
        person = kept_employee(self.actor, employee_id)
        placements = load_placements(person)
        for one in placements:
            one.employee = person
        return Response(CareerSerializer(person, context={"placements": placements}).data)


class PlacementListView(ListView):
    """The placements of a day that the account follows: the own, those under it, of administered units, or all."""

    read_scope = ApiScope.ORGANISATION_READ
    orders = {
        "nip": ("employee__nip", "id"),
        "-nip": ("-employee__nip", "-id"),
        "first_day": ("first_day", "id"),
        "-first_day": ("-first_day", "-id"),
    }

    @extend_schema(
        operation_id="placements_list",
        parameters=[
            DAY,
            AGENCY,
            NIP,
            OpenApiParameter("supervisor", {"type": "string", "pattern": "^[0-9]{18}$"}, description="NIP"),
            OpenApiParameter("kind", str, enum=PlacementKind.values),
        ],
        responses=PlacementSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page."""
        rows = Placement.objects.all().visible_to(self.actor, asked_day(request))
        rows = self.narrowed(rows, agency="agency_id", nip="employee__nip")
        if supervisor := asked_nip(request, "supervisor"):
            rows = rows.filter(supervisor__nip=supervisor)
        if kind := asked_choice(request, "kind", PlacementKind.values):
            rows = rows.filter(kind=kind)
        return self.answer(rows.select_related("employee", "agency", "supervisor"), PlacementSerializer)
