"""Many documents at once through the worker, as rows: Celery carries the work, these rows remember it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from appraisal.models import ChunkState


class ReportKind(models.TextChoices):
    """What ``render_reports`` makes (contract 3)."""

    SCORECARDS = "scorecards", "kartu nilai"
    AGENCY = "agency", "ringkasan perangkat daerah"
    REGION = "region", "ringkasan daerah"


class ReportRun(OwnedByRegionWithId):
    """Somebody asked for the documents of a period. A finished run has no files any more: they were handed over."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField("jenis", max_length=10, choices=ReportKind)
    period = RegionForeignKey("appraisal.Period", related_name="+", db_index=False)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-started_at"]
        verbose_name = "proses pembuatan dokumen"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "key"], name="report_run_key_in_region"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period_id}"


class ReportPart(OwnedByRegionWithId):
    """A few documents of a run: one task. ``subject_ids`` are plans, agencies or nothing, as the run's kind says."""

    run = RegionForeignKey(ReportRun, related_name="parts", db_index=False)
    number = models.PositiveIntegerField()
    subject_ids = ArrayField(models.BigIntegerField())
    state = models.CharField(max_length=7, choices=ChunkState, default=ChunkState.WAITING)
    documents = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["run", "number"]
        verbose_name = "bagian proses pembuatan dokumen"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "run", "number"], name="report_part_number"),
        ]

    def __str__(self) -> str:
        return f"bagian {self.number}"
