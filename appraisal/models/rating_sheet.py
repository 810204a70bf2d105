"""The scoring sheet as work: each change with what was before it, and that a row was sent."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class RatingChange(OwnedByRegionWithId):
    """One saved change of a row of the sheet, so that it can be undone (urungkan).

    ``before`` and ``after`` are ``{"levels": {dimension id: level}, "chosen": {axis: [rating, reason]}}``.
    """

    period = RegionForeignKey("appraisal.Period", related_name="rating_changes", db_index=False)
    plan = RegionForeignKey("indicators.Plan", related_name="rating_changes", db_index=False)
    made_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    made_by_name = models.CharField(max_length=160)
    made_at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField()
    after = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["id"]
        verbose_name = "perubahan penilaian"
        constraints = [*OwnedByRegionWithId.Meta.constraints]
        indexes = [models.Index(fields=["region", "period", "plan", "-id"], name="rating_changes_of_a_row")]

    def __str__(self) -> str:
        return f"perubahan penilaian SKP {self.plan_id}"


class SentRating(OwnedByRegionWithId):
    """A row of the sheet was checked and sent: it stands until it is reopened with a reason, while the period is open.

    ``version`` is the digest of the row that was sent.
    """

    period = RegionForeignKey("appraisal.Period", related_name="sent_ratings", db_index=False)
    plan = RegionForeignKey("indicators.Plan", related_name="sent_ratings", db_index=False)
    rater = RegionForeignKey("agencies.Employee", null=True, blank=True, related_name="+", db_index=False)
    version = models.CharField(max_length=64)
    sent_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    sent_by_name = models.CharField(max_length=160)
    sent_at = models.DateTimeField("dikirim", auto_now_add=True)
    reopened_at = models.DateTimeField("dibuka kembali", null=True, blank=True)
    reopened_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    reopen_reason = models.TextField("alasan", blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["id"]
        verbose_name = "penilaian terkirim"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "period", "plan"],
                condition=Q(reopened_at__isnull=True),
                name="sent_rating_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reopen_reason=""),
                name="sent_rating_reopened_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"penilaian terkirim SKP {self.plan_id}"
