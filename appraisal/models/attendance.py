"""Presence, as counted elsewhere."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey

LATE = ("tl1", "tl2", "tl3", "tl4")
EARLY = ("psw1", "psw2", "psw3", "psw4")


class AttendanceRecap(OwnedByRegionWithId):
    """Monthly counts (rekap presensi) from which the discipline component is computed (contract 2.6).

    Days: ``workdays``, ``present``, ``absent`` (TK, without explanation). Events: late arrival TL1-TL4 and early
    departure PSW1-PSW4, by length.
    """

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="recaps", db_index=False)
    month = models.DateField("bulan")
    workdays = models.PositiveSmallIntegerField("hari kerja")
    present = models.PositiveSmallIntegerField("hadir")
    absent = models.PositiveSmallIntegerField("tanpa keterangan", default=0)
    tl1 = models.PositiveSmallIntegerField(default=0)
    tl2 = models.PositiveSmallIntegerField(default=0)
    tl3 = models.PositiveSmallIntegerField(default=0)
    tl4 = models.PositiveSmallIntegerField(default=0)
    psw1 = models.PositiveSmallIntegerField(default=0)
    psw2 = models.PositiveSmallIntegerField(default=0)
    psw3 = models.PositiveSmallIntegerField(default=0)
    psw4 = models.PositiveSmallIntegerField(default=0)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["month"]
        verbose_name = "rekap presensi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "employee", "month"], name="attendance_key_in_region"),
            models.CheckConstraint(condition=Q(month__day=1), name="attendance_month_is_its_first_day"),
            models.CheckConstraint(condition=Q(workdays__lte=31), name="attendance_fits_a_month"),
            models.CheckConstraint(condition=Q(present__lte=F("workdays")), name="attendance_present_within_workdays"),
        ]

    def __str__(self) -> str:
        return f"rekap presensi {self.month:%Y-%m}"
