"""Files that support what was reported (bukti dukung)."""

import uuid

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Evidence(OwnedByRegionWithId):
    """A file in the library of an employee; several actuals may use it.

    The bytes lie outside the database under ``key``; ``sha256`` is of what is stored, which for an image is what was
    left after its position data were taken out. ``look`` is a 64-bit difference hash of an image: the same picture
    saved again looks the same. ``removed_at`` takes a file out of the library, never out of what it was used for.
    """

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="evidence")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField("nama berkas", max_length=120)
    media_type = models.CharField("jenis", max_length=40)
    size = models.PositiveIntegerField("ukuran (byte)")
    sha256 = models.CharField(max_length=64)
    look = models.BigIntegerField(null=True, blank=True)
    width = models.PositiveIntegerField("lebar (px)", null=True, blank=True)
    height = models.PositiveIntegerField("tinggi (px)", null=True, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)
    uploaded_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    uploaded_at = models.DateTimeField("diunggah", auto_now_add=True)
    removed_at = models.DateTimeField("dikeluarkan", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-uploaded_at", "-id"]
        verbose_name = "bukti dukung"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "key"], name="evidence_key_in_region"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="evidence_names_a_sha256"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_is_not_empty"),
        ]
        indexes = [
            models.Index(fields=["region", "sha256"], name="evidence_same_content"),
            models.Index(fields=["region", "look"], condition=Q(look__isnull=False), name="evidence_same_look"),
        ]

    def __str__(self) -> str:
        return self.name


class ActualEvidence(OwnedByRegionWithId):
    """An actual is supported by a file."""

    actual = RegionForeignKey("appraisal.Actual", on_delete=models.CASCADE, related_name="evidence", db_index=False)
    evidence = RegionForeignKey("appraisal.Evidence", related_name="uses")
    attached_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["attached_at", "id"]
        verbose_name = "bukti realisasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "actual", "evidence"], name="actual_evidence_once"),
        ]

    def __str__(self) -> str:
        return f"bukti realisasi {self.actual_id}"
