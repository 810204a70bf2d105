"""Who rates on behalf of somebody else for some days."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class DelegationKind(models.TextChoices):
    """Handed over while the rater is away, or taken over by the rater's superior because the rater is silent."""

    ACTING = "plt", "plt"
    DAILY_ACTING = "plh", "plh"
    TAKEOVER = "takeover", "diambil alih"


class Delegation(OwnedByRegionWithId):
    """``delegate`` does the acts of ``rater`` as appraising supervisor, from the first to the last day, both included.

    The rater of record stays the supervisor by placement (contract 2.9): what is written names the rater, and the
    audit trail names who wrote it. Those of one rater never overlap unless they were ended early (docs/adr/0007).
    """

    rater = RegionForeignKey("agencies.Employee", verbose_name="pejabat penilai", related_name="delegations")
    delegate = RegionForeignKey("agencies.Employee", verbose_name="pelaksana", related_name="stands_in")
    kind = models.CharField("jenis", max_length=8, choices=DelegationKind)
    first_day = models.DateField("mulai")
    last_day = models.DateField("selesai")
    reason = models.TextField("alasan")
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField("diakhiri", null=True, blank=True)
    ended_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-first_day"]
        verbose_name = "delegasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(condition=~Q(rater=F("delegate")), name="delegation_to_somebody_else"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="delegation_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(reason=""), name="delegation_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="delegation_ended_by_somebody",
            ),
            ExclusionConstraint(
                name="delegation_no_overlap",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    ("rater", RangeOperators.EQUAL),
                    (
                        Func(F("first_day"), F("last_day"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"delegasi {self.get_kind_display()}, {self.first_day:%Y-%m-%d} s.d. {self.last_day:%Y-%m-%d}"
