"""A result is handed over: what the supervisor recommends, and that the employee has taken note."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Delivery(OwnedByRegionWithId):
    """One revision of an evaluation, delivered to its employee with a recommendation (PermenPANRB 6/2022, Art. 28-30).

    ``revision`` and ``fingerprint`` say exactly which result it was: evaluations are derived rows and carry no enforced
    reference. Acknowledging is taking note, not agreeing; an objection counts its deadline from ``delivered_at``.
    ``delivered_by_account`` is empty where the region's schedule delivered it because the rater had not.
    ``delivered_by`` is empty where the regional head's account rates (contract 2.8).
    """

    period = RegionForeignKey("appraisal.Period", verbose_name="periode", related_name="deliveries", db_index=False)
    plan = RegionForeignKey("indicators.Plan", verbose_name="SKP", related_name="deliveries", db_index=False)
    revision = models.PositiveSmallIntegerField("revisi")
    fingerprint = models.CharField("sidik", max_length=64)
    recommendation = models.TextField("rekomendasi perbaikan")
    delivered_by = RegionForeignKey("agencies.Employee", null=True, blank=True, related_name="+", db_index=False)
    delivered_by_account = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    delivered_at = models.DateTimeField("disampaikan")
    acknowledged_at = models.DateTimeField("diketahui", null=True, blank=True)
    response = models.TextField("catatan pegawai", blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["delivered_at"]
        verbose_name = "penyampaian hasil"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "period", "plan", "revision"], name="delivery_of_a_revision"),
            models.CheckConstraint(condition=~Q(recommendation=""), name="delivery_has_a_recommendation"),
            models.CheckConstraint(condition=Q(fingerprint__regex="^[0-9a-f]{64}$"), name="delivery_names_a_sha256"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, response="") | Q(acknowledged_at__gte=F("delivered_at")),
                name="delivery_acknowledged_after_it",
            ),
        ]

    def __str__(self) -> str:
        return f"penyampaian SKP {self.plan_id}, revisi {self.revision}"
