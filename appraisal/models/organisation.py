"""What leaders decide on whole units and whole years: the unit's predicate, its distribution, the final judgement."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class OrganisationRating(OwnedByRegionWithId):
    """The predicate of a unit in a period, set by the leader above before the staff's (PermenPANRB 6/2022, Art. 24-25).

    It becomes the result rating of the unit's head and selects the guideline of its staff (SE MenPANRB 3/2023).
    ``source`` names what it is taken from: action plan, performance agreement, recommendation of Inspektorat.
    """

    class Predicate(models.TextChoices):
        """Predikat kinerja organisasi."""

        EXCELLENT = "istimewa", "Istimewa"
        GOOD = "baik", "Baik"
        FAIR = "cukup", "Butuh Perbaikan"
        POOR = "kurang", "Kurang"
        VERY_POOR = "sangat_kurang", "Sangat Kurang"

    period = RegionForeignKey("appraisal.Period", related_name="organisation_ratings", db_index=False)
    agency = RegionForeignKey("agencies.Agency", verbose_name="perangkat daerah", related_name="+", db_index=False)
    predicate = models.CharField("predikat organisasi", max_length=13, choices=Predicate)
    source = models.CharField("sumber", max_length=300)
    reason = models.TextField("alasan")
    edition = models.PositiveIntegerField(default=1)
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "predikat organisasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "period", "agency"], name="organisation_rating_of_a_unit"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(reason=""), name="organisation_rating_says_why"),
        ]

    def __str__(self) -> str:
        return f"predikat organisasi: {self.get_predicate_display()}"


class DistributionReason(OwnedByRegionWithId):
    """Why the predicates of a unit's staff lie outside the guideline of SE MenPANRB 3/2023. A guide, never a quota."""

    period = RegionForeignKey("appraisal.Period", related_name="distribution_reasons", db_index=False)
    agency = RegionForeignKey("agencies.Agency", verbose_name="perangkat daerah", related_name="+", db_index=False)
    reason = models.TextField("alasan")
    counts = models.JSONField(default=dict, help_text="How many people had each predicate when it was written.")
    edition = models.PositiveIntegerField(default=1)
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "alasan sebaran"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "period", "agency"], name="distribution_reason_of_a_unit"),
            models.CheckConstraint(condition=~Q(reason=""), name="distribution_reason_is_written"),
        ]

    def __str__(self) -> str:
        return "alasan sebaran"


class FinalJudgement(OwnedByRegionWithId):
    """The rater's closing word on a plan's year, after looking at its months (domain 1.2).

    It confirms the proposal or goes with ratings set with a reason (:class:`RatingOverride`); ``fingerprint`` names
    the result that the rater looked at. It changes no figure by itself.
    """

    period = RegionForeignKey("appraisal.Period", related_name="final_judgements", db_index=False)
    plan = RegionForeignKey("indicators.Plan", related_name="final_judgements", db_index=False)
    note = models.TextField("pertimbangan")
    fingerprint = models.CharField("sidik", max_length=64)
    edition = models.PositiveIntegerField(default=1)
    judged_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    judged_by_name = models.CharField(max_length=160)
    judged_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "penetapan akhir"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "period", "plan"], name="final_judgement_of_a_plan"),
            models.CheckConstraint(condition=~Q(note=""), name="final_judgement_has_a_note"),
        ]

    def __str__(self) -> str:
        return f"penetapan akhir SKP {self.plan_id}"
