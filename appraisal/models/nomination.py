"""Peers and subordinates who are asked to rate somebody."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class RaterNomination(OwnedByRegionWithId):
    """Somebody proposed to rate an employee in a period as peer or subordinate; the supervisor approves it.

    ``sent_at`` says that the rater is done: from then on the levels are sealed, and nobody learns who gave which.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "diusulkan"
        APPROVED = "approved", "disetujui"
        DECLINED = "declined", "tidak disetujui"
        WITHDRAWN = "withdrawn", "ditarik"

    period = RegionForeignKey("appraisal.Period", verbose_name="periode", related_name="nominations", db_index=False)
    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="nominations")
    rater = RegionForeignKey("agencies.Employee", verbose_name="penilai", related_name="nominated_for")
    role = models.CharField("peran", max_length=11, choices=[("peer", "rekan"), ("subordinate", "bawahan")])
    state = models.CharField("status", max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    proposed_at = models.DateTimeField("diusulkan", auto_now_add=True)
    decided_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField("alasan", blank=True)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["id"]
        verbose_name = "usulan penilai"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "period", "employee", "rater"], name="nomination_once"),
            models.CheckConstraint(condition=~Q(rater=F("employee")), name="nomination_of_somebody_else"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False) | ~Q(state__in=["approved", "declined"]),
                name="nomination_decided_at_some_time",
            ),
            models.CheckConstraint(condition=~Q(state="declined", reason=""), name="nomination_declined_with_reason"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(state="approved"), name="nomination_sent_when_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"usulan penilai ({self.get_role_display()})"
