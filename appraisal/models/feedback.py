"""What people tell each other about the work, at any time: feedback, and the asking for it."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class FeedbackOn(models.Model):
    """What a piece of feedback is tied to: an indicator, or one of the core values by its code, or neither."""

    indicator = RegionForeignKey("indicators.Indicator", null=True, blank=True, related_name="+", db_index=False)
    value = models.CharField("nilai dasar", max_length=2, blank=True)

    class Meta:
        abstract = True


class FeedbackRequest(OwnedByRegionWithId, FeedbackOn):
    """An employee asks somebody for feedback on something particular."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "menunggu"
        ANSWERED = "answered", "dijawab"
        DECLINED = "declined", "belum dapat menjawab"
        WITHDRAWN = "withdrawn", "ditarik"

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="feedback_requests")
    asked = RegionForeignKey("agencies.Employee", verbose_name="yang diminta", related_name="asked_for_feedback")
    question = models.TextField("pertanyaan")
    state = models.CharField("status", max_length=9, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField("diminta", auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decline_note = models.TextField("keterangan", blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-asked_at"]
        verbose_name = "permintaan umpan balik"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(condition=~Q(asked=F("employee")), name="feedback_asked_of_somebody_else"),
            models.CheckConstraint(condition=~Q(question=""), name="feedback_request_asks_something"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | ~Q(state="open") & Q(closed_at__isnull=False),
                name="feedback_request_closed_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return "permintaan umpan balik"


class Feedback(OwnedByRegionWithId, FeedbackOn):
    """Something seen and said (umpan balik berkelanjutan, PermenPANRB 6/2022): what went well, and what would help.

    Signed and dated, never changed. Read by the person, the author, and the person's rater with the rater's superior.
    ``month`` is the first day of the month that it speaks of.
    """

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="feedback")
    author = RegionForeignKey("agencies.User", verbose_name="pemberi", related_name="+", db_index=False)
    author_employee = RegionForeignKey("agencies.Employee", null=True, blank=True, related_name="feedback_given")
    author_name = models.CharField(max_length=160)
    request = RegionForeignKey(FeedbackRequest, null=True, blank=True, related_name="answers", db_index=False)
    month = models.DateField("bulan")
    strength = models.TextField("yang sudah baik", blank=True)
    suggestion = models.TextField("saran", blank=True)
    given_at = models.DateTimeField("diberikan", auto_now_add=True)
    read_at = models.DateTimeField("dibaca", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-given_at", "-id"]
        verbose_name = "umpan balik"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(
                condition=Q(author_employee__isnull=True) | ~Q(author_employee=F("employee")),
                name="feedback_by_somebody_else",
            ),
            models.CheckConstraint(condition=~Q(strength="", suggestion=""), name="feedback_says_something"),
            models.CheckConstraint(condition=Q(month__day=1), name="feedback_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"umpan balik {self.author_name}"
