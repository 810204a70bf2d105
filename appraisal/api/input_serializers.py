"""What the API says of periods and of what went into evaluations."""

from typing import ClassVar

from rest_framework import serializers

from agencies.api.examples import shown
from appraisal.api.examples import A_LEVEL, A_PERIOD, A_RECAP, AN_ACTUAL
from appraisal.models import Actual, ActualState, AttendanceRecap, Period, Rating
from appraisal.models.attendance import EARLY, LATE
from appraisal.period_codes import month_code


@shown("a month", A_PERIOD)
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


@shown("a figure", AN_ACTUAL)
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
        fields: ClassVar = [
            "id",
            "nip",
            "indicator",
            "agency",
            "code",
            "period",
            "value",
            "state",
            "reason",
            "updated_at",
        ]

    def get_period(self, actual: Actual) -> str:
        """Its code."""
        return month_code(actual.month)

    def get_reason(self, actual: Actual) -> str:
        """The supervisor's; what the employee noted is for the two of them."""
        return actual.note if actual.state == ActualState.NOT_APPLICABLE else ""


@shown("a level", A_LEVEL)
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


@shown("a recap", A_RECAP)
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
