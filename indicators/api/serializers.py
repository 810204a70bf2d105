"""What the API says of indicators and plans. Amounts are texts without trailing zeros, in the indicator's unit."""

import datetime
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agencies.api.examples import shown
from indicators.api.examples import A_PLAN, A_VERSIONED_INDICATOR, AN_INDICATOR
from indicators.models import Aspect, Direction, Indicator, IndicatorKind, IndicatorVersion, Pattern, Plan, PlanItem
from indicators.models.indicator import SINCE_ALWAYS


def amount() -> serializers.DecimalField:
    """An amount in the indicator's unit; null in a month that is not measured."""
    return serializers.DecimalField(max_digits=36, decimal_places=18, normalize_output=True, allow_null=True)


class SaidSerializer(serializers.ModelSerializer[IndicatorVersion]):
    """What a version of an indicator says. Without ``valid_from`` it counts for every period, however early."""

    version = serializers.IntegerField(source="number")
    direction = serializers.ChoiceField(choices=Direction.values)
    pattern = serializers.ChoiceField(choices=Pattern.values)
    aspect = serializers.ChoiceField(choices=Aspect.values)
    kind = serializers.ChoiceField(choices=[*IndicatorKind.values, ""], help_text="empty where it is not said")
    months = serializers.ListField(
        child=serializers.IntegerField(), help_text="the months in which it is measured, 1 to 12; empty means all"
    )
    valid_from = serializers.SerializerMethodField()

    class Meta:
        model = IndicatorVersion
        fields: ClassVar = [
            "version",
            "valid_from",
            "name",
            "unit",
            "direction",
            "pattern",
            "aspect",
            "kind",
            "definition",
            "formula",
            "source",
            "publisher",
            "months",
        ]

    def get_valid_from(self, version: IndicatorVersion) -> datetime.date | None:
        """The first of a month."""
        return None if version.valid_from == SINCE_ALWAYS else version.valid_from


@shown("a count", AN_INDICATOR)
class IndicatorSerializer(SaidSerializer):
    """An indicator in the version that is in force; ``agency`` and ``code`` together name it in files."""

    id = serializers.IntegerField(source="indicator_id")
    agency = serializers.CharField(source="indicator.agency.code", help_text="kode_opd")
    code = serializers.CharField(source="indicator.code")

    class Meta(SaidSerializer.Meta):
        fields: ClassVar = ["id", "agency", "code", *SaidSerializer.Meta.fields]


@shown("a count", A_VERSIONED_INDICATOR)
class VersionedIndicatorSerializer(serializers.ModelSerializer[Indicator]):
    """An indicator with all its versions, the newest first."""

    agency = serializers.CharField(source="agency.code", help_text="kode_opd")
    versions = SaidSerializer(many=True, source="told")

    class Meta:
        model = Indicator
        fields: ClassVar = ["id", "agency", "code", "retired_from", "versions"]


class PlanItemSerializer(serializers.ModelSerializer[PlanItem]):
    """An indicator in a plan. ``targets`` are January to December; of a range they are the lower bounds."""

    indicator = serializers.IntegerField(source="indicator_id")
    agency = serializers.CharField(source="indicator.agency.code", help_text="kode_opd of the indicator's owner")
    code = serializers.CharField(source="indicator.code")
    weight = serializers.DecimalField(
        max_digits=5, decimal_places=2, allow_null=True, help_text="percent; null for an additional task"
    )
    month_weights = serializers.ListField(
        child=serializers.DecimalField(max_digits=5, decimal_places=2),
        allow_null=True,
        help_text="the weight of each month, where an addendum changed it in mid-year",
    )
    last_month = serializers.IntegerField(allow_null=True, help_text="1 to 11 where an addendum took the item out")
    targets = serializers.ListField(child=amount())
    upper_targets = serializers.ListField(child=amount(), allow_null=True)

    class Meta:
        model = PlanItem
        fields: ClassVar = [
            "indicator",
            "agency",
            "code",
            "kind",
            "weight",
            "month_weights",
            "last_month",
            "targets",
            "upper_targets",
        ]


@shown("one item", A_PLAN)
class PlanSerializer(serializers.ModelSerializer[Plan]):
    """An agreed year plan (SKP) with its items, as it counts today."""

    nip = serializers.CharField(source="employee.nip")
    name = serializers.CharField(source="employee.name")
    agency = serializers.CharField(source="agency.code", help_text="kode_opd")
    items = serializers.SerializerMethodField()

    class Meta:
        model = Plan
        fields: ClassVar = ["id", "year", "nip", "name", "agency", "placement_kind", "agreed_at", "items"]

    @extend_schema_field(PlanItemSerializer(many=True))
    def get_items(self, plan: Plan) -> Any:
        """In the order in which they were agreed."""
        return PlanItemSerializer(sorted(plan.items.all(), key=lambda item: item.pk), many=True).data
