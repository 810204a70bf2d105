"""What an employee and the supervisor agreed for a year (SKP)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.models import PlacementKind
from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from indicators.querysets import PlanQuerySet


class PlanState(models.TextChoices):
    """Where the dialogue on the plan stands. Plans from a file carry signatures elsewhere and are agreed."""

    DRAFT = "draft", "draf"
    AGREED = "agreed", "disepakati"


class Plan(OwnedByRegionWithId):
    """The year plan (SKP) of an employee in one agency and kind of placement.

    A person has several in a year after a transfer or with an acting post (domain 0.7). Successive placements in the
    same agency and kind (a new supervisor, say) share one plan; its days are theirs.
    """

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="plans", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    agency = RegionForeignKey("agencies.Agency", verbose_name="perangkat daerah", related_name="plans", db_index=False)
    placement_kind = models.CharField(max_length=10, choices=PlacementKind, default=PlacementKind.DEFINITIVE)
    state = models.CharField("status", max_length=10, choices=PlanState, default=PlanState.DRAFT)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["year", "employee"]
        verbose_name = "SKP"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "employee", "year", "agency", "placement_kind"], name="plan_key_in_region"
            ),
        ]
        indexes = [models.Index(fields=["region", "year", "agency"], name="plan_of_an_agency")]

    def __str__(self) -> str:
        return f"SKP {self.year}"


class ItemKind(models.TextChoices):
    """Main work carries a weight; an additional task adds points (contract 2.4)."""

    MAIN = "main", "utama"
    ADDITIONAL = "additional", "tambahan"


class PlanItem(OwnedByRegionWithId):
    """An indicator in a plan, with its weight (percent, two decimals) and twelve monthly targets.

    ``targets`` holds January to December in the indicator's unit; an empty month is not measured. For an indicator
    that takes a range ``targets`` is the lower bound and ``upper_targets`` the upper one of the same month.

    ``weight`` is what the plan says now. Where an addendum changed it in mid-year ``month_weights`` holds the weight of
    each of the twelve months, so that earlier months keep theirs; empty means the same all year. An item that an
    addendum took out ends with ``last_month`` and no longer counts towards the 100 percent.
    """

    plan = RegionForeignKey(Plan, verbose_name="SKP", related_name="items", on_delete=models.CASCADE, db_index=False)
    indicator = RegionForeignKey("indicators.Indicator", verbose_name="indikator", related_name="plan_items")
    kind = models.CharField("jenis", max_length=10, choices=ItemKind, default=ItemKind.MAIN)
    weight = models.DecimalField("bobot", max_digits=5, decimal_places=2, null=True, blank=True)
    targets = ArrayField(models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12)
    upper_targets = ArrayField(models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12, null=True)
    month_weights = ArrayField(models.DecimalField(max_digits=5, decimal_places=2), size=12, null=True, blank=True)
    last_month = models.PositiveSmallIntegerField("bulan terakhir", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["plan", "id"]
        verbose_name = "butir SKP"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "plan", "indicator"], name="plan_item_key_in_region"),
            models.CheckConstraint(
                condition=Q(kind="main", weight__gt=0, weight__lte=100) | Q(kind="additional", weight__isnull=True),
                name="plan_item_weight_for_main_work_only",
            ),
            models.CheckConstraint(
                condition=Q(targets__len=12) & (Q(upper_targets__isnull=True) | Q(upper_targets__len=12)),
                name="plan_item_has_twelve_months",
            ),
            models.CheckConstraint(
                condition=Q(month_weights__isnull=True) | Q(month_weights__len=12, kind="main"),
                name="plan_item_weight_of_twelve_months",
            ),
            models.CheckConstraint(
                condition=Q(last_month__isnull=True) | Q(last_month__range=(1, 11)), name="plan_item_ends_with_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"butir {self.pk}"
