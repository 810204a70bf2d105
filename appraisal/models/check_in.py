"""Talks between employee and rater during the year (dialog kinerja), and what they agreed to do next."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class CheckIn(OwnedByRegionWithId):
    """The notes of one talk about a plan: each side writes its own, both read both.

    ``edition`` counts the changes of either side, so that a stale page is noticed.
    """

    plan = RegionForeignKey("indicators.Plan", verbose_name="SKP", related_name="check_ins")
    held_on = models.DateField("tanggal")
    topic = models.CharField("pokok pembicaraan", max_length=160, blank=True)
    employee_note = models.TextField("catatan pegawai", blank=True)
    rater_note = models.TextField("catatan pejabat penilai", blank=True)
    opened_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    edition = models.PositiveIntegerField("suntingan", default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-held_on", "-id"]
        verbose_name = "catatan dialog kinerja"
        constraints = [*OwnedByRegionWithId.Meta.constraints]

    def __str__(self) -> str:
        return f"dialog kinerja {self.held_on:%Y-%m-%d}"


class NextStep(OwnedByRegionWithId):
    """One step that was agreed in a talk: who does what by when."""

    class Owner(models.TextChoices):
        """Both sides take steps: support by the supervisor is one."""

        EMPLOYEE = "employee", "pegawai"
        RATER = "rater", "pejabat penilai"

    check_in = RegionForeignKey(CheckIn, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField("langkah", max_length=300)
    owner = models.CharField("pelaksana", max_length=8, choices=Owner)
    due_on = models.DateField("batas waktu", null=True, blank=True)
    done_at = models.DateTimeField("selesai", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["id"]
        verbose_name = "langkah berikutnya"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="next_step_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
