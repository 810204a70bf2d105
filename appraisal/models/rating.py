"""What people judged: levels of behaviour, and a rating set by the rater."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class RaterRole(models.TextChoices):
    """Whose view it is (peran)."""

    SUPERVISOR = "supervisor", "atasan"
    PEER = "peer", "rekan"
    SUBORDINATE = "subordinate", "bawahan"
    SELF = "self", "diri"


class Rating(OwnedByRegionWithId):
    """A level 1-5 that one rater gave an employee in one dimension for one period (contract 2.5).

    The rater is an employee, or the regional head's account where a head of agency has no supervisor (contract 2.8).
    """

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="ratings", db_index=False)
    period = RegionForeignKey("appraisal.Period", verbose_name="periode", related_name="ratings", db_index=False)
    rater = RegionForeignKey("agencies.Employee", verbose_name="penilai", null=True, blank=True, related_name="+")
    rater_account = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    role = models.CharField("peran", max_length=11, choices=RaterRole)
    dimension = RegionForeignKey("appraisal.RubricDimension", related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField("tingkat")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "penilaian perilaku"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "employee", "period", "role", "dimension", "rater", "rater_account"],
                nulls_distinct=False,
                name="rating_key_in_region",
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="rating_level_is_1_to_5"),
            models.CheckConstraint(
                condition=Q(rater__isnull=True) ^ Q(rater_account__isnull=True), name="rating_has_exactly_one_rater"
            ),
            models.CheckConstraint(
                condition=Q(role="self", rater=F("employee"))
                | (~Q(role="self") & (Q(rater__isnull=True) | ~Q(rater=F("employee")))),
                name="rating_nobody_rates_themselves_as_another",
            ),
            models.CheckConstraint(
                condition=Q(rater_account__isnull=True) | Q(role="supervisor"), name="rating_account_only_as_supervisor"
            ),
        ]

    def __str__(self) -> str:
        return f"tingkat {self.level}"


class RatingOverride(OwnedByRegionWithId):
    """Another rating of an axis, set by the rater with a written reason (contract 2.8). Scores do not change."""

    period = RegionForeignKey("appraisal.Period", related_name="overrides", db_index=False)
    plan = RegionForeignKey("indicators.Plan", related_name="overrides", db_index=False)
    axis = models.CharField("sumbu", max_length=9, choices=[("result", "hasil kerja"), ("behaviour", "perilaku kerja")])
    rating = models.CharField(
        max_length=8, choices=[("above", "di_atas"), ("expected", "sesuai"), ("below", "di_bawah")]
    )
    reason = models.TextField("alasan")
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "rating yang ditetapkan"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "period", "plan", "axis"], name="rating_override_key_in_region"),
            models.CheckConstraint(condition=~Q(reason=""), name="rating_override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_axis_display()}: {self.get_rating_display()}"
