"""What a unit has agreed to achieve in a year (perjanjian kinerja): where the plans of its people begin."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class UnitAgreement(OwnedByRegionWithId):
    """The indicators of a unit for a year, with weights and monthly targets.

    Plans are drafted from it, also while the superior has none. ``edition`` rises with every save.
    """

    agency = RegionForeignKey("agencies.Agency", verbose_name="unit", related_name="agreements", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    edition = models.PositiveIntegerField("suntingan", default=1)
    edited_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    edited_at = models.DateTimeField("disunting", auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["year", "agency"]
        verbose_name = "perjanjian kinerja unit"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agency", "year"], name="agreement_key_in_region"),
        ]

    def __str__(self) -> str:
        return f"perjanjian kinerja {self.year}"


class UnitAgreementItem(OwnedByRegionWithId):
    """An indicator in a unit's agreement: weight in percent, targets as in a plan item; both may still be missing."""

    agreement = RegionForeignKey(UnitAgreement, related_name="items", on_delete=models.CASCADE, db_index=False)
    indicator = RegionForeignKey("indicators.Indicator", related_name="agreement_items")
    weight = models.DecimalField("bobot", max_digits=5, decimal_places=2, null=True, blank=True)
    targets = ArrayField(models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12)
    upper_targets = ArrayField(models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12, null=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["agreement", "id"]
        verbose_name = "butir perjanjian kinerja"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agreement", "indicator"], name="agreement_item_once"),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0, weight__lte=100), name="agreement_item_weight"
            ),
            models.CheckConstraint(
                condition=Q(targets__len=12) & (Q(upper_targets__isnull=True) | Q(upper_targets__len=12)),
                name="agreement_item_has_twelve_months",
            ),
        ]

    def __str__(self) -> str:
        return f"butir perjanjian {self.pk}"
