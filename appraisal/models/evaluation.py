"""Results: derived, verified, and kept in revisions.

Both tables have composite keys that start with region and period, no enforced foreign keys and one secondary index
(docs/adr/0004): what can cost a bulk run three times its price is the schema. `verify_evaluations` proves the rows.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agencies.tenancy.base import RegionOwned
from appraisal.querysets import EvaluationQuerySet


def derived(to: str, *, null: bool = False, related_name: str = "+") -> models.ForeignKey:  # type: ignore[type-arg]
    """A reference that the database does not enforce, since the row is derived and can be verified."""
    return models.ForeignKey(
        to, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name=related_name, null=null
    )


def figure(name: str) -> models.DecimalField:  # type: ignore[type-arg]
    """A published figure: rounded half up to two decimals; empty when it could not be computed."""
    return models.DecimalField(name, max_digits=7, decimal_places=2, null=True)


class Evaluation(RegionOwned):
    """The result of one plan in one period: figures, ratings, and the snapshot they follow from (contract 2.11).

    ``snapshot`` is the canonical text of every input, ``fingerprint`` its SHA-256. A changed input makes a new
    revision; the old one is kept with ``is_latest`` off. Ratings are the effective ones; the computed ones stay
    beside them. Figures of an incomplete evaluation are provisional and carry no rating, predicate or rank.
    """

    pk = models.CompositePrimaryKey("region_id", "period_id", "plan_id", "revision")
    period = derived("appraisal.Period")
    plan = derived("indicators.Plan")
    revision = models.PositiveSmallIntegerField("revisi")
    is_latest = models.BooleanField(default=True)

    employee = derived("agencies.Employee")
    agency = derived("agencies.Agency")
    placement_kind = models.CharField(max_length=10)
    position = models.CharField("jabatan", max_length=200)
    rater = derived("agencies.Employee", null=True)
    superior = derived("agencies.Employee", null=True)
    scheme = derived("appraisal.SchemeVersion")
    plan_days = models.PositiveSmallIntegerField("hari")

    complete = models.BooleanField("lengkap")
    indicator_score = figure("nilai indikator")
    result_score = figure("nilai hasil kerja")
    behaviour_score = figure("nilai perilaku kerja")
    final_score = figure("nilai akhir")
    computed_result_rating = models.CharField(max_length=8, blank=True)
    computed_behaviour_rating = models.CharField(max_length=8, blank=True)
    result_rating = models.CharField("rating hasil kerja", max_length=8, blank=True)
    behaviour_rating = models.CharField("rating perilaku kerja", max_length=8, blank=True)
    predicate = models.CharField("predikat", max_length=16, blank=True)
    frozen_rank = models.PositiveIntegerField("peringkat", null=True)

    snapshot = models.TextField("masukan")
    fingerprint = models.CharField("sidik", max_length=64)
    created_at = models.DateTimeField(db_default=Now())

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluasi"
        constraints = [
            models.CheckConstraint(
                condition=Q(complete=True) & ~Q(predicate="")
                | Q(complete=False, predicate="", frozen_rank__isnull=True),
                name="evaluation_predicate_only_when_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region", "period", "agency"],
                condition=Q(is_latest=True),
                name="evaluation_latest_of_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"evaluasi SKP {self.plan_id}, revisi {self.revision}"


class EvaluationItem(RegionOwned):
    """What one plan item contributed: its state, the figures used, and its attainment in percent."""

    pk = models.CompositePrimaryKey("region_id", "period_id", "plan_id", "revision", "plan_item_id")
    period = derived("appraisal.Period")
    plan = derived("indicators.Plan")
    revision = models.PositiveSmallIntegerField("revisi")
    plan_item = derived("indicators.PlanItem")
    indicator_version = derived("indicators.IndicatorVersion", related_name="evaluated_items")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=16)
    weight = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=40, decimal_places=18, null=True)
    upper_target = models.DecimalField(max_digits=40, decimal_places=18, null=True)
    actual = models.DecimalField(max_digits=40, decimal_places=18, null=True)
    attainment = figure("capaian")

    class Meta:
        verbose_name = "rincian evaluasi"

    def __str__(self) -> str:
        return f"butir {self.plan_item_id}: {self.attainment}"
