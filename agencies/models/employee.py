"""People who are appraised and appraise."""

import uuid

from django.db import models

from agencies.name_order import SortKey
from agencies.querysets import EmployeeQuerySet
from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class EmploymentStatus(models.TextChoices):
    """The two kinds of civil servant (UU 20/2023)."""

    PNS = "PNS", "PNS"
    PPPK = "PPPK", "PPPK"


class Employee(OwnedByRegionWithId):
    """A civil servant (ASN) of the region, known by an 18-digit NIP.

    ``key`` is what snapshots and fingerprints call the person: opaque, so that name and NIP can be redacted after
    retention and the proof of a score still holds (contract 2.11). ``redacted_at`` says that they were.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    nip = models.CharField("NIP", max_length=18)
    name = models.CharField("nama", max_length=160)
    status = models.CharField("status", max_length=4, choices=EmploymentStatus)
    grade = models.CharField("golongan", max_length=40, blank=True)
    user = RegionForeignKey("agencies.User", verbose_name="akun", null=True, blank=True, related_name="+")
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EmployeeQuerySet.as_manager()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["name__sort_key", "nip"]
        verbose_name = "pegawai"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "nip"], name="employee_nip_in_region"),
            models.UniqueConstraint(fields=["region", "key"], name="employee_key_in_region"),
            models.UniqueConstraint(fields=["region", "user"], name="employee_account_in_region"),
            models.CheckConstraint(condition=models.Q(nip__regex=r"^\d{18}$"), name="employee_nip_has_18_digits"),
        ]
        indexes = [models.Index("region", SortKey("name"), "nip", name="employee_by_name")]

    def __str__(self) -> str:
        return self.name
