"""What the rater said of a reported actual."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Verification(OwnedByRegionWithId):
    """One decision on an actual (verifikasi): accepted, returned with a reason, or the month declared not applicable.

    The actual itself carries the state in force; these rows are how it came to it. ``value`` is what was decided on,
    in the indicator's unit: a later value has not been looked at yet.
    """

    class Outcome(models.TextChoices):
        """Returned counts as not reported until it is given again (contract 2.1)."""

        ACCEPTED = "accepted", "diterima"
        RETURNED = "returned", "dikembalikan"
        NOT_APPLICABLE = "not_applicable", "tidak berlaku"
        TAKEN_BACK = "taken_back", "keputusan ditarik"

    actual = RegionForeignKey("appraisal.Actual", on_delete=models.CASCADE, related_name="verifications")
    outcome = models.CharField("keputusan", max_length=14, choices=Outcome)
    value = models.DecimalField("nilai", max_digits=36, decimal_places=18, null=True, blank=True)
    reason = models.TextField("alasan", blank=True)
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["decided_at", "id"]
        verbose_name = "verifikasi realisasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=["accepted", "taken_back"]) | ~Q(reason=""),
                name="verification_says_why_it_returns",
            ),
        ]

    def __str__(self) -> str:
        return f"verifikasi: {self.get_outcome_display()}"
