"""The organisation of a region."""

from django.db import models

from agencies.querysets import AgencyQuerySet
from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Agency(OwnedByRegionWithId):
    """A unit of the region (perangkat daerah): dinas, bidang, seksi, UPTD, puskesmas, school … a tree."""

    code = models.CharField("kode OPD", max_length=40)
    name = models.CharField("nama", max_length=200)
    kind = models.CharField("jenis", max_length=60, blank=True)
    parent = RegionForeignKey("agencies.Agency", verbose_name="induk", null=True, blank=True, related_name="sub_units")

    objects = AgencyQuerySet.as_manager()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["code"]
        verbose_name = "perangkat daerah"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "code"], name="agency_code_in_region"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="agency_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name
