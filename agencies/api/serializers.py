"""What the API says of units, their people and what was done."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agencies.api.examples import A_CAREER, A_PLACEMENT, A_UNIT, AN_AGENCY, AN_EMPLOYEE, AN_EVENT, shown
from agencies.models import Agency, AuditEvent, Employee, Placement


@shown("a puskesmas", AN_AGENCY)
class AgencySerializer(serializers.ModelSerializer[Agency]):
    """A unit; ``parent`` is the code of the unit above it."""

    parent = serializers.CharField(  # type: ignore[assignment]  # its name on the wire
        source="parent.code", allow_null=True, default=None, help_text="kode_opd"
    )

    class Meta:
        model = Agency
        fields: ClassVar = ["code", "name", "kind", "parent"]


@shown("a puskesmas", A_UNIT)
class UnitSerializer(serializers.Serializer[Any]):
    """A unit with its people: who sits in it today, who leads it, who administers it."""

    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    people = serializers.IntegerField(help_text="placed in it today, definitively")
    all_people = serializers.IntegerField(help_text="in it and in the units below it")
    head = serializers.CharField(help_text="name; empty without a head")
    head_position = serializers.CharField()
    admins = serializers.ListField(child=serializers.CharField(), help_text="names; granted for exactly this unit")
    sub_units = serializers.SerializerMethodField(help_text="the codes of the units right below it")

    def get_sub_units(self, unit: Any) -> list[str]:
        """Codes, in their order."""
        return [one.code for one in unit.below]


@shown("a nurse", A_PLACEMENT)
class PlacementSerializer(serializers.ModelSerializer[Placement]):
    """Who sits where, under whom, from the first to the last day, both included; without a last day it goes on."""

    nip = serializers.CharField(source="employee.nip")
    agency = serializers.CharField(source="agency.code", help_text="kode_opd")
    supervisor = serializers.CharField(
        source="supervisor.nip", allow_null=True, default=None, help_text="NIP; null where only the regional head is"
    )

    class Meta:
        model = Placement
        fields: ClassVar = [
            "nip",
            "agency",
            "kind",
            "position",
            "position_kind",
            "supervisor",
            "first_day",
            "last_day",
        ]


@shown("a nurse", AN_EMPLOYEE)
class EmployeeSerializer(serializers.ModelSerializer[Employee]):
    """A person of the region. Where the person sits is told by the placements."""

    class Meta:
        model = Employee
        fields: ClassVar = ["id", "nip", "name", "status", "grade"]


@shown("a nurse", A_CAREER)
class CareerSerializer(serializers.ModelSerializer[Employee]):
    """A person with all placements, the first one first."""

    placements = serializers.SerializerMethodField()

    class Meta:
        model = Employee
        fields: ClassVar = ["id", "nip", "name", "status", "grade", "placements"]

    @extend_schema_field(PlacementSerializer(many=True))
    def get_placements(self, employee: Employee) -> Any:
        """From the context, where the view has put them."""
        del employee
        return PlacementSerializer(self.context["placements"], many=True).data


@shown("a lock", AN_EVENT)
class AuditEventSerializer(serializers.ModelSerializer[AuditEvent]):
    """What was done, by whom and why. Names are those of then."""

    action_name = serializers.CharField(source="get_action_display", help_text="in the reader's language")
    actor = serializers.UUIDField(allow_null=True, help_text="key of the account; null for the system")
    details = serializers.JSONField(help_text="facts of the act; their names differ by action")

    class Meta:
        model = AuditEvent
        fields: ClassVar = ["at", "action", "action_name", "actor", "actor_name", "subject", "reason", "details"]
