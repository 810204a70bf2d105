"""What is measured."""

import datetime

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from indicators.querysets import IndicatorVersionQuerySet

#: The first version of an indicator counts for every period, however early: a file names no date.
SINCE_ALWAYS = datetime.date(2000, 1, 1)


class Direction(models.TextChoices):
    """Which way is better (arah), and whether the target is one number or a range (contract 2.3)."""

    HIGHER = "higher", "naik"
    LOWER = "lower", "turun"
    RANGE = "range", "rentang"
    RANGE_HIGHER = "range_higher", "rentang_naik"
    RANGE_LOWER = "range_lower", "rentang_turun"

    @property
    def takes_a_range(self) -> bool:
        """Whether its targets are ranges."""
        return self in {Direction.RANGE, Direction.RANGE_HIGHER, Direction.RANGE_LOWER}


class Pattern(models.TextChoices):
    """How months make a period (pola, contract 2.2)."""

    COUNT = "count", "hitungan"
    POSITION = "position", "posisi"
    RELEASE = "release", "rilis"


class Aspect(models.TextChoices):
    """What side of the work it measures (PermenPANRB 6/2022, Art. 9)."""

    QUANTITY = "quantity", "kuantitas"
    QUALITY = "quality", "kualitas"
    TIME = "time", "waktu"
    COST = "cost", "biaya"


def qualified_code(agency_code: str, code: str) -> str:
    """The name of an indicator within its region, as files give it in two columns: snapshots call it so."""
    return f"{agency_code}/{code}"


class Indicator(OwnedByRegionWithId):
    """An indicator (IKU) of an agency, known by its code there. What it says stands in its versions."""

    agency = RegionForeignKey(
        "agencies.Agency", verbose_name="perangkat daerah", related_name="indicators", db_index=False
    )
    code = models.CharField("kode", max_length=40)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["agency", "code"]
        verbose_name = "indikator"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agency", "code"], name="indicator_code_in_agency"),
        ]

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(OwnedByRegionWithId):
    """What an indicator says from a day on. Never changed: another text is another version."""

    indicator = RegionForeignKey(Indicator, verbose_name="indikator", related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField("versi", default=1)
    name = models.CharField("nama", max_length=300)
    unit = models.CharField("satuan", max_length=60)
    direction = models.CharField("arah", max_length=12, choices=Direction)
    pattern = models.CharField("pola", max_length=8, choices=Pattern)
    aspect = models.CharField("aspek", max_length=8, choices=Aspect)
    definition = models.TextField("definisi", blank=True)
    valid_from = models.DateField("berlaku mulai", default=SINCE_ALWAYS)
    created_at = models.DateTimeField(auto_now_add=True)

    rows_may_change = False

    objects = IndicatorVersionQuerySet.as_manager()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["indicator", "number"]
        verbose_name = "versi indikator"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "indicator", "number"], name="indicator_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (versi {self.number})"
