"""The part that staff take in what is measured (masukan): proposals, comments, and the answer to each."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class ContributionKind(models.TextChoices):
    """What is asked for."""

    COMMENT = "comment", "komentar"
    NEW_INDICATOR = "new_indicator", "usulan indikator baru"
    CHANGE = "change", "usulan perubahan"


class Outcome(models.TextChoices):
    """What the admin answered: each contribution gets one of these, and a reason."""

    TAKEN = "taken", "diterima"
    TAKEN_CHANGED = "taken_changed", "diterima dengan perubahan"
    NOT_TAKEN = "not_taken", "belum diterima"


class Contribution(OwnedByRegionWithId):
    """What somebody said about an indicator, about its draft, or for an indicator that is not there yet.

    ``text`` is the comment, or the reason of a proposal; ``proposed`` what a proposal asks for, field by field. It
    hangs on the indicator once there is one: a published draft hands its contributions over.
    """

    agency = RegionForeignKey("agencies.Agency", related_name="contributions", db_index=False)
    indicator = RegionForeignKey(
        "indicators.Indicator", null=True, blank=True, related_name="contributions", db_index=False
    )
    draft = RegionForeignKey(
        "indicators.IndicatorDraft", null=True, blank=True, related_name="contributions", db_index=False
    )
    kind = models.CharField("jenis", max_length=14, choices=ContributionKind, default=ContributionKind.COMMENT)
    author = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    author_name = models.CharField("nama", max_length=160)
    proposed = models.JSONField("yang diusulkan", default=dict, blank=True)
    text = models.TextField("isi")
    at = models.DateTimeField("ditulis", auto_now_add=True)
    outcome = models.CharField("hasil", max_length=14, choices=Outcome, blank=True)
    answer = models.TextField("jawaban", blank=True)
    answered_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    answered_by_name = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["at", "id"]
        verbose_name = "masukan"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True)
                | ~Q(outcome="") & Q(answered_at__isnull=False) & ~Q(answer=""),
                name="contribution_outcome_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "agency", "-at"], name="contribution_of_an_agency"),
            models.Index(fields=["region", "indicator", "at"], name="contribution_of_an_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} oleh {self.author_name}"


class ContributionReply(OwnedByRegionWithId):
    """A further word in the thread of a contribution. Never changed."""

    contribution = RegionForeignKey(Contribution, related_name="replies", db_index=False)
    author = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    author_name = models.CharField("nama", max_length=160)
    text = models.TextField("isi")
    at = models.DateTimeField("ditulis", auto_now_add=True)

    rows_may_change = False

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["at", "id"]
        verbose_name = "balasan"
        constraints = [*OwnedByRegionWithId.Meta.constraints]
        indexes = [models.Index(fields=["region", "contribution", "at"], name="reply_of_a_contribution")]

    def __str__(self) -> str:
        return f"balasan oleh {self.author_name}"
