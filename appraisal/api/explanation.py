"""What an evaluation was computed from, so far that its reader can compute it again: months, levels, counts, rules."""

from operator import attrgetter
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from appraisal.documents.scorecard import Scorecard, ScorecardItem, ScorecardRubric
from appraisal.scoring.types import Axis, Direction, Item, ItemKind, ItemState, MonthEntry, Pattern, RaterGroup


def figure(source: str | None = None) -> serializers.DecimalField:
    """A published figure, to the digit as on screen, PDF and export; null where it could not be computed."""
    return serializers.DecimalField(source=source, max_digits=7, decimal_places=2, allow_null=True)


def quantity(source: str | None = None) -> serializers.DecimalField:
    """An amount in the indicator's unit, without trailing zeros."""
    return serializers.DecimalField(
        source=source, max_digits=40, decimal_places=18, normalize_output=True, allow_null=True
    )


class TargetSerializer(serializers.Serializer[Any]):
    """A target: one number, or a range when ``high`` is given; bounds included."""

    low = quantity()
    high = quantity()


class ItemMonthSerializer(serializers.Serializer[Any]):
    """A month of an item as the evaluation found it. A declared month loses both target and actual."""

    month = serializers.IntegerField(help_text="1 to 12")
    target = TargetSerializer(allow_null=True)
    actual = quantity()
    not_applicable = serializers.BooleanField()
    verified = serializers.BooleanField(help_text="matters for additional tasks alone")
    used = serializers.SerializerMethodField(help_text="whether it went into target and actual of the period")

    def get_used(self, entry: MonthEntry) -> bool:
        """As the item's result says."""
        return entry.month in self.context["used"]


class ItemSerializer(serializers.Serializer[Any]):
    """A plan item with the figures it was scored from, and the formula as people read it."""

    key = serializers.CharField(source="result.key", help_text="kode_opd/kode of the indicator")
    name = serializers.CharField()
    unit = serializers.CharField()
    kind = serializers.ChoiceField(source="result.kind", choices=[kind.value for kind in ItemKind])
    direction = serializers.ChoiceField(source="result.direction", choices=[one.value for one in Direction])
    pattern = serializers.ChoiceField(source="result.pattern", choices=[one.value for one in Pattern])
    state = serializers.ChoiceField(source="result.state", choices=[state.value for state in ItemState])
    counted = serializers.BooleanField(source="result.counted", help_text="whether it went into the indicator score")
    weight = figure(source="result.weight")
    target = TargetSerializer(source="result.target", allow_null=True)
    actual = quantity(source="result.actual")
    attainment = figure(source="result.attainment")
    formula = serializers.CharField()
    by_month = serializers.SerializerMethodField(help_text="the months of the plan in this period, as they were then")

    @extend_schema_field(ItemMonthSerializer(many=True))
    def get_by_month(self, item: ScorecardItem) -> Any:
        """Those that say anything: a target, an actual or a declaration."""
        stored: Item = self.context["items"][item.result.key]
        entries = sorted((one for one in stored.months if one.month in self.context["months"]), key=attrgetter("month"))
        rows = [one for one in entries if one.target is not None or one.actual is not None or one.not_applicable]
        return ItemMonthSerializer(rows, many=True, context={"used": item.result.used}).data


class GroupSerializer(serializers.Serializer[Any]):
    """The mean of a rater group in a dimension; of peers and subordinates from three raters, after rating is closed."""

    group = serializers.ChoiceField(choices=[group.value for group in RaterGroup])
    weight = figure()
    ratings = serializers.IntegerField()
    mean = figure()


class DimensionSerializer(serializers.Serializer[Any]):
    """A dimension. ``level`` is the supervisor's; ``score`` is null where it would tell what others gave."""

    name = serializers.CharField()
    level = serializers.IntegerField(allow_null=True, help_text="1 to 5; worth what rules.levels says")
    anchor = serializers.CharField(help_text="what the level means, as written in the rubric")
    groups = GroupSerializer(source="means", many=True)
    score = figure()
    formula = serializers.CharField()


class RubricMonthSerializer(serializers.Serializer[Any]):
    """A month from which the rubric score of a longer period follows."""

    month = serializers.IntegerField(help_text="1 to 12")
    score = figure()


class RubricSerializer(serializers.Serializer[Any]):
    """A rubric with its dimensions, or with the months that it follows from."""

    name = serializers.CharField()
    axis = serializers.ChoiceField(choices=[axis.value for axis in Axis])
    score = figure()
    formula = serializers.CharField()
    dimensions = DimensionSerializer(many=True)
    months = serializers.SerializerMethodField()
    hides_groups = serializers.BooleanField(help_text="means of peers and subordinates are held back (docs/adr/0008)")
    note = serializers.CharField(help_text="from which ratings a longer period's score comes")

    @extend_schema_field(RubricMonthSerializer(many=True))
    def get_months(self, rubric: ScorecardRubric) -> Any:
        """Every month of the plan, in its order; empty where the score does not follow from months."""
        scores = (score for _name, score in rubric.months)
        rows = [
            {"month": month, "score": score}
            for month, score in zip(sorted(self.context["months"]), scores, strict=False)
        ]
        return RubricMonthSerializer(rows, many=True).data


class AttendanceMonthSerializer(serializers.Serializer[Any]):
    """What was counted in a month, what it cuts by rules.attendance, and what is left of 100."""

    month = serializers.IntegerField(help_text="1 to 12")
    tk = serializers.IntegerField()
    tl = serializers.ListField(child=serializers.IntegerField(), help_text="events of TL1 to TL4")
    psw = serializers.ListField(child=serializers.IntegerField(), help_text="events of PSW1 to PSW4")
    cut = quantity()
    score = figure()


class CountedAttendanceSerializer(serializers.Serializer[Any]):
    """The attendance score: the mean of the months that have a recap."""

    score = figure(source="card.attendance.score")
    months = AttendanceMonthSerializer(source="card.attendance.months", many=True)
    formulas = serializers.ListField(source="attendance", child=serializers.CharField())


class ExplanationSerializer(serializers.Serializer[Scorecard]):
    """Everything between what was reported and the final score, with the rules that were applied."""

    months = serializers.ListField(
        source="identity.months",
        child=serializers.IntegerField(),
        help_text="the months of the period that belong to the plan",
    )
    items = serializers.SerializerMethodField()
    indicator_formulas = serializers.ListField(child=serializers.CharField())
    rubrics = serializers.SerializerMethodField()
    attendance = serializers.SerializerMethodField(help_text="null where the scheme does not count it")
    rules = serializers.SerializerMethodField(help_text="the scheme as its file says it; docs/scoring.md explains it")

    @extend_schema_field(ItemSerializer(many=True))
    def get_items(self, card: Scorecard) -> Any:
        """In the order of the plan, each with the months that the evaluation saw."""
        context = {"items": {one.key: one for one in card.sheet.items}, "months": card.sheet.months}
        return ItemSerializer(card.items, many=True, context=context).data

    @extend_schema_field(RubricSerializer(many=True))
    def get_rubrics(self, card: Scorecard) -> Any:
        """In the order of the scheme."""
        return RubricSerializer(card.rubrics, many=True, context={"months": card.sheet.months}).data

    @extend_schema_field(CountedAttendanceSerializer(allow_null=True))
    def get_attendance(self, card: Scorecard) -> Any:
        """Counts, cuts and scores."""
        return None if card.card.attendance is None else CountedAttendanceSerializer(card).data

    def get_rules(self, card: Scorecard) -> dict[str, Any]:
        """Decimals are texts here too."""
        return card.scheme.to_document()
