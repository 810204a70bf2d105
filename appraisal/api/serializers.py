"""What the API says of an evaluation: plain decimals with two places, official words for ratings and predicate."""

from typing import ClassVar

from rest_framework import serializers

from agencies.api.examples import shown
from appraisal.api.examples import A_REVISION, A_SCORECARD, AN_EVALUATION
from appraisal.api.explanation import ExplanationSerializer, figure
from appraisal.documents.delivery import Delivered, Revision
from appraisal.documents.scorecard import Status
from appraisal.models import Evaluation
from appraisal.scoring.types import Predicate, Rating


@shown("a month", AN_EVALUATION)
class EvaluationSerializer(serializers.ModelSerializer[Evaluation]):
    """A line of the list. Figures of an incomplete evaluation are provisional; it has no rating, predicate or rank.

    Figures with levels of peers or subordinates are null until nobody can send any more (docs/adr/0008).
    """

    nip = serializers.CharField(source="employee.nip")
    name = serializers.CharField(source="employee.name")
    agency = serializers.CharField(source="agency.code", help_text="kode_opd")
    period = serializers.CharField(source="period.code")
    status = serializers.SerializerMethodField()
    rank = serializers.SerializerMethodField()

    class Meta:
        model = Evaluation
        fields: ClassVar = [
            "plan_id",
            "period",
            "revision",
            "status",
            "nip",
            "name",
            "agency",
            "placement_kind",
            "position",
            "result_score",
            "behaviour_score",
            "final_score",
            "result_rating",
            "behaviour_rating",
            "predicate",
            "rank",
            "fingerprint",
        ]

    def get_status(self, evaluation: Evaluation) -> Status:
        """Lengkap, belum_lengkap or final."""
        return Status.of(complete=evaluation.complete, locked=evaluation.period.is_locked)

    def get_rank(self, evaluation: Evaluation) -> int | None:
        """The rank in the agency, for those who may see ranks."""
        rank: int | None = self.context["ranks"].get(evaluation.plan_id)
        return rank


class ComponentSerializer(serializers.Serializer[object]):
    """A component of an axis."""

    name = serializers.CharField()
    weight = figure()
    score = figure()


class AxisSerializer(serializers.Serializer[object]):
    """An axis with its components and both ratings: computed, and effective."""

    axis = serializers.CharField()
    score = figure(source="result.score")
    weight = figure(source="result.weight")
    components = ComponentSerializer(many=True)
    computed_rating = serializers.ChoiceField(
        source="result.computed", choices=[rating.value for rating in Rating], allow_null=True
    )
    rating = serializers.ChoiceField(
        source="result.rating", choices=[rating.value for rating in Rating], allow_null=True
    )
    formula = serializers.CharField()
    rating_reason = serializers.CharField(help_text="why the axis score gives this rating; empty without one")
    override_reason = serializers.CharField()
    follows_organisation = serializers.BooleanField(
        help_text="the rating is the predicate of the unit which the person leads, and not the rater's choice"
    )


class DeliverySerializer(serializers.Serializer[Delivered]):
    """How this revision was delivered; ``delivered_by`` is null for the regional head's account."""

    delivered_at = serializers.DateTimeField()
    delivered_by = serializers.CharField(allow_null=True)
    recommendation = serializers.CharField()
    acknowledged_at = serializers.DateTimeField(allow_null=True, help_text="taking note is not agreeing")
    response = serializers.CharField(help_text="what the employee noted; empty without a note")


@shown("a month", A_SCORECARD)
class ScorecardSerializer(ExplanationSerializer):
    """An evaluation with its whole computation, as the scorecard on screen and in the PDF shows it: whoever has this
    answer can compute every figure in it again.
    """

    plan_id = serializers.IntegerField(source="identity.plan_id")
    period = serializers.CharField(source="identity.period_code")
    revision = serializers.IntegerField(source="identity.revision")
    is_latest = serializers.BooleanField(source="identity.is_latest")
    status = serializers.ChoiceField(source="identity.status", choices=[status.value for status in Status])
    nip = serializers.CharField(source="identity.employee.nip")
    name = serializers.CharField(source="identity.employee.name")
    position = serializers.CharField(source="identity.position")
    agency = serializers.CharField(source="identity.agency_code", help_text="kode_opd")
    agency_name = serializers.CharField(source="identity.agency")
    rater = serializers.CharField(
        source="identity.rater.nip",
        allow_null=True,
        default=None,
        help_text="NIP; null for the regional head's account",
    )
    superior = serializers.CharField(
        source="identity.superior.nip", allow_null=True, default=None, help_text="NIP of the rater's superior"
    )
    evaluated_at = serializers.DateTimeField(source="identity.evaluated_at")
    indicator_score = figure(source="figures.indicators")
    final_score = figure(source="figures.final")
    predicate = serializers.ChoiceField(
        source="figures.predicate", choices=[predicate.value for predicate in Predicate], allow_null=True
    )
    axes = AxisSerializer(many=True)
    final_formula = serializers.CharField()
    predicate_reason = serializers.CharField()
    gaps = serializers.ListField(
        child=serializers.CharField(), help_text="why it is incomplete, in the reader's language"
    )
    held_back = serializers.CharField(
        help_text="why figures come without peers and subordinates, in the reader's language; empty where they do not"
    )
    scheme = serializers.CharField(source="identity.scheme_name")
    scheme_number = serializers.IntegerField(source="identity.scheme_number")
    fingerprint = serializers.CharField(source="identity.fingerprint")
    delivery = DeliverySerializer(
        source="delivered", allow_null=True, help_text="null while this revision is not delivered"
    )


@shown("the first", A_REVISION)
class RevisionSerializer(serializers.Serializer[Revision]):
    """A revision with what it came to; nothing where that is not shown (docs/adr/0008) or it was incomplete."""

    revision = serializers.IntegerField(source="number")
    evaluated_at = serializers.DateTimeField()
    final_score = figure(source="final")
    predicate = serializers.ChoiceField(choices=[predicate.value for predicate in Predicate], allow_null=True)
    delivery = DeliverySerializer(source="delivered", allow_null=True)
