"""What admins do so that a period becomes complete: leave somebody out with a reason, remind."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Exclusion(OwnedByRegionWithId):
    """Somebody is not expected to report or to be rated for some days, and why; without a last day it goes on.

    It concerns what is waited for, never a figure: whom nobody rated stays incomplete (contract 2.1).
    """

    class Kind(models.TextChoices):
        """Why."""

        LEAVE = "leave", "cuti"
        STUDY = "study", "tugas belajar"
        TOO_NEW = "too_new", "baru bertugas"
        LEAVING = "leaving", "menjelang pensiun atau pindah"
        OTHER = "other", "alasan lain"

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="exclusions")
    kind = models.CharField("jenis", max_length=8, choices=Kind)
    first_day = models.DateField("mulai")
    last_day = models.DateField("selesai", null=True, blank=True)
    reason = models.CharField("alasan", max_length=200)
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField("dicabut", null=True, blank=True)
    ended_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-first_day", "-id"]
        verbose_name = "pengecualian"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="exclusion_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exclusion_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"pengecualian: {self.get_kind_display()}"


class Reminder(OwnedByRegionWithId):
    """Somebody was reminded of what a period waits for; it stands on their page until they have seen to it.

    ``sent_by`` is empty where the region's schedule sent it.
    """

    class Stage(models.TextChoices):
        """What is waited for."""

        REPORT = "report", "melaporkan realisasi"
        VERIFY = "verify", "memverifikasi realisasi"
        RATE = "rate", "menilai pegawai"
        SEND = "send", "mengirim penilaian"
        DELIVER = "deliver", "menyampaikan hasil"
        ACKNOWLEDGE = "acknowledge", "mengetahui hasil"

    period = RegionForeignKey("appraisal.Period", related_name="reminders", db_index=False)
    employee = RegionForeignKey("agencies.Employee", verbose_name="penerima", related_name="reminders")
    stage = models.CharField("tahap", max_length=11, choices=Stage)
    day = models.DateField("tanggal")
    sent_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    sent_by_name = models.CharField(max_length=160)
    sent_at = models.DateTimeField("dikirim", auto_now_add=True)
    seen_at = models.DateTimeField("dilihat", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-sent_at"]
        verbose_name = "pengingat"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "period", "employee", "stage", "day"], name="reminder_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"pengingat: {self.get_stage_display()}"
