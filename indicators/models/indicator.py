"""What is measured."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

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


class IndicatorKind(models.TextChoices):
    """What it tells of the work (jenis): what was done, how it was done, or what it changed."""

    OUTPUT = "output", "keluaran"
    PROCESS = "process", "proses"
    OUTCOME = "outcome", "hasil"


def qualified_code(agency_code: str, code: str) -> str:
    """The name of an indicator within its region, as files give it in two columns: snapshots call it so."""
    return f"{agency_code}/{code}"


class Indicator(OwnedByRegionWithId):
    """An indicator (IKU) of an agency, known by its code there. What it says stands in its versions.

    From ``retired_from`` on, a first of a month, no new plan may measure by it; plans agreed before keep it, and its
    history stays. One whose first publication was taken back is retired since always.
    """

    agency = RegionForeignKey(
        "agencies.Agency", verbose_name="perangkat daerah", related_name="indicators", db_index=False
    )
    code = models.CharField("kode", max_length=40)
    retired_from = models.DateField("berhenti mulai", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["agency", "code"]
        verbose_name = "indikator"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agency", "code"], name="indicator_code_in_agency"),
            models.CheckConstraint(
                condition=Q(retired_from__isnull=True) | Q(retired_from__day=1), name="indicator_retires_with_a_month"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(OwnedByRegionWithId):
    """What an indicator says from the first of a month on. Never changed: another text is another version.

    A running month keeps the version it began with, since none begins within a month. ``months`` are those in which
    it is measured (1 to 12), none meaning all; ``publisher`` releases the figure where the pattern is ``release``.
    """

    indicator = RegionForeignKey(Indicator, verbose_name="indikator", related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField("versi", default=1)
    name = models.CharField("nama", max_length=300)
    unit = models.CharField("satuan", max_length=60)
    direction = models.CharField("arah", max_length=12, choices=Direction)
    pattern = models.CharField("pola", max_length=8, choices=Pattern)
    aspect = models.CharField("aspek", max_length=8, choices=Aspect)
    kind = models.CharField("jenis", max_length=8, choices=IndicatorKind, blank=True)
    definition = models.TextField("definisi", blank=True)
    formula = models.TextField("rumus", blank=True)
    source = models.CharField("sumber data", max_length=300, blank=True)
    publisher = models.CharField("penerbit rilis", max_length=200, blank=True)
    months = ArrayField(models.PositiveSmallIntegerField(), verbose_name="bulan ukur", default=list, blank=True)
    publication = RegionForeignKey(
        "indicators.CataloguePublication",
        verbose_name="penerbitan",
        related_name="versions",
        null=True,
        blank=True,
        db_index=False,
    )
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
            models.CheckConstraint(condition=Q(valid_from__day=1), name="indicator_version_begins_with_a_month"),
            models.CheckConstraint(
                condition=Q(months__contained_by=list(range(1, 13))), name="indicator_version_months_exist"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (versi {self.number})"
