"""Who sits where, under whom, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from agencies.querysets import PlacementQuerySet
from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class PlacementKind(models.TextChoices):
    """Definitive, or acting for somebody else (pelaksana tugas, pelaksana harian)."""

    DEFINITIVE = "definitive", "definitif"
    ACTING = "plt", "plt"
    DAILY_ACTING = "plh", "plh"


class Placement(OwnedByRegionWithId):
    """An employee in a position of an agency under a supervisor, from the first to the last day, both included.

    Without ``last_day`` it goes on. Definitive placements of one person never overlap; the database sees to it.
    """

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="placements", db_index=False)
    agency = RegionForeignKey("agencies.Agency", verbose_name="perangkat daerah", related_name="placements")
    kind = models.CharField("jenis penempatan", max_length=10, choices=PlacementKind, default=PlacementKind.DEFINITIVE)
    position = models.CharField("jabatan", max_length=200)
    position_kind = models.CharField("jenis jabatan", max_length=80, blank=True)
    supervisor = RegionForeignKey(
        "agencies.Employee", verbose_name="pejabat penilai", null=True, blank=True, related_name="reports"
    )
    first_day = models.DateField("mulai")
    last_day = models.DateField("selesai", null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["employee", "first_day"]
        verbose_name = "penempatan"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "employee", "agency", "kind", "first_day"], name="placement_key_in_region"
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="placement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("employee")), name="placement_not_own_supervisor"
            ),
            ExclusionConstraint(
                name="placement_definitive_no_overlap",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    ("employee", RangeOperators.EQUAL),
                    (
                        Func(F("first_day"), F("last_day"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(kind="definitive"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} ({self.get_kind_display()})"
