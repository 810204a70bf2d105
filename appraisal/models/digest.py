"""One message a working day to those who want it."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Digest(OwnedByRegionWithId):
    """The reminders of a day went out to an account's mail address; once a day, also when the worker starts twice."""

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    day = models.DateField("tanggal")
    reminders = models.PositiveIntegerField("pengingat")
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-day"]
        verbose_name = "ringkasan harian"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "user", "day"], name="digest_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"ringkasan {self.day:%Y-%m-%d}"
