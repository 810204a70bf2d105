"""Days that a region counts differently from the national calendar, and where people want their mail."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class RegionalDay(OwnedByRegionWithId):
    """A day that the regional head sets: free (hari jadi daerah), or worked in spite of the national list.

    National holidays and joint leave (SKB 3 Menteri) come from the holiday library: :mod:`agencies.working_days`.
    """

    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=120)
    is_worked = models.BooleanField("hari kerja", default=False)
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["day"]
        verbose_name = "hari khusus daerah"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "day"], name="regional_day_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="regional_day_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.name}"


class MailAddress(OwnedByRegionWithId):
    """Where an account gets its digest. Behind the policy, since the table of accounts holds nothing personal."""

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    address = models.EmailField("alamat surel")
    wants_digest = models.BooleanField("ringkasan harian", default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "alamat surel"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "user"], name="mail_address_of_an_account"),
        ]

    def __str__(self) -> str:
        return self.address
