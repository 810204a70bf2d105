"""What the API says of periods and of what went into evaluations."""

from typing import ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from appraisal.models import Actual, ActualState, AttendanceRecap, Period, Rating
from appraisal.models.attendance import EARLY, LATE
from appraisal.period_codes import month_code


class PeriodSerializer(serializers.ModelSerializer[Period]):
    """A period with its deadlines and state."""

    class Meta:
        model = Period
        fields: ClassVar = [
            "code",
            "kind",
            "first_day",
            "last_day",
            "report_until",
            "rate_until",
            "entry_closed_at",
            "scoring_closed_at",
            "state",
            "locked_at",
        ]


class ActualSerializer(serializers.ModelSerializer[Actual]):
    """What somebody reported for an indicator in a month, in its unit without trailing zeros."""

    nip = serializers.CharField(source="employee.nip")
    indicator = serializers.IntegerField(source="indicator_id")
    agency = serializers.CharField(source="indicator.agency.code", help_text="kode_opd of the indicator's owner")
    code = serializers.CharField(source="indicator.code")
    period = serializers.SerializerMethodField(help_text="the month, as 2026-01")
    value = serializers.DecimalField(max_digits=36, decimal_places=18, normalize_output=True, allow_null=True)
    reason = serializers.SerializerMethodField(help_text="why the month does not apply; empty where it does")

    class Meta:
        model = Actual
        fields: ClassVar = ["nip", "indicator", "agency", "code", "period", "value", "state", "reason", "updated_at"]

    def get_period(self, actual: Actual) -> str:
        """Its code."""
        return month_code(actual.month)

    def get_reason(self, actual: Actual) -> str:
        """The supervisor's; what the employee noted is for the two of them."""
        return actual.note if actual.state == ActualState.NOT_APPLICABLE else ""


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "a level",
            value={
                "nip": "198503152010011001",
                "period": "2026-01",
                "role": "supervisor",
                "rater": "197901022005012003",
                "rubric": "berakhlak",
                "dimension": "BP",
                "level": 3,
                "updated_at": "2026-02-03T09:12:00+08:00",
            },
        )
    ]
)
class RatingSerializer(serializers.ModelSerializer[Rating]):
    """A level 1 to 5 in one dimension. Of peers and subordinates only those that the account itself gave."""

    nip = serializers.CharField(source="employee.nip")
    period = serializers.CharField(source="period.code")
    rater = serializers.CharField(
        source="rater.nip", allow_null=True, default=None, help_text="NIP; null for the regional head's account"
    )
    rubric = serializers.CharField(source="dimension.rubric.name")
    dimension = serializers.CharField(source="dimension.code")

    class Meta:
        model = Rating
        fields: ClassVar = ["nip", "period", "role", "rater", "rubric", "dimension", "level", "updated_at"]


class AttendanceSerializer(serializers.ModelSerializer[AttendanceRecap]):
    """Monthly counts: days, and events by length."""

    nip = serializers.CharField(source="employee.nip")
    period = serializers.SerializerMethodField(help_text="the month, as 2026-01")

    class Meta:
        model = AttendanceRecap
        fields: ClassVar = ["nip", "period", "workdays", "present", "absent", *LATE, *EARLY]

    def get_period(self, recap: AttendanceRecap) -> str:
        """Its code."""
        return month_code(recap.month)
