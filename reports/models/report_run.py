"""Many documents at once through the worker, as rows: Celery carries the work, these rows remember it."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from appraisal.models import ChunkState
from reports.models.kinds import DocumentKind, Paper


class ReportKind(models.TextChoices):
    """What ``render_reports`` makes (contract 3)."""

    SCORECARDS = "scorecards", "kartu nilai"
    AGENCY = "agency", "rekap perangkat daerah"
    REGION = "region", "ringkasan daerah"


class Bundle(models.TextChoices):
    """What the documents of a run are handed over as: files in a folder (the command), one ZIP, or one PDF."""

    FOLDER = "folder", "berkas"
    ZIP = "zip", "ZIP"
    PDF = "pdf", "satu PDF"


class ReportState(models.TextChoices):
    """Where a run stands. ``BUNDLING``: every document is there, the one file is being put together."""

    RUNNING = "running", "berjalan"
    BUNDLING = "bundling", "digabung"
    DONE = "done", "selesai"
    FAILED = "failed", "gagal"
    CANCELLED = "cancelled", "dibatalkan"
    EXPIRED = "expired", "kedaluwarsa"


#: A run in one of these states still has something to do.
ACTIVE_REPORTS = (ReportState.RUNNING, ReportState.BUNDLING)


class ReportRun(OwnedByRegionWithId):
    """Somebody asked for the documents of a period: an agency's with its sub-units, or the region's.

    The result of a batch is kept until ``expires_at``; then its row stays and its file goes. A command's run has no
    file at the end: it was handed over. ``attempts`` counts how often its bundling was begun.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField("jenis", max_length=20, choices=DocumentKind)
    period = RegionForeignKey("appraisal.Period", related_name="+", db_index=False)
    agency = RegionForeignKey("agencies.Agency", related_name="+", null=True, blank=True, db_index=False)
    bundle = models.CharField("bentuk", max_length=6, choices=Bundle, default=Bundle.FOLDER)
    paper = models.CharField("kertas", max_length=2, choices=Paper, default=Paper.A4)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.RUNNING)
    requested_by = RegionForeignKey(settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, db_index=False)
    requested_by_name = models.CharField("diminta oleh", max_length=160, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    progressed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("ukuran", default=0)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-started_at"]
        verbose_name = "proses pembuatan dokumen"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "key"], name="report_run_key_in_region"),
            models.UniqueConstraint(
                fields=["region", "kind", "period", "agency", "bundle", "paper"],
                condition=Q(state__in=["running", "bundling"], requested_by__isnull=False),
                nulls_distinct=False,
                name="report_run_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period_id}"


class ReportPart(OwnedByRegionWithId):
    """A few documents of a run: one task. ``subject_ids`` are plans, agencies or nothing, as the run's kind says.

    ``cached`` of its ``documents`` were printed before and only fetched. ``attempts`` counts how often it was begun:
    one that takes its worker along each time must not hold up the run.
    """

    run = RegionForeignKey(ReportRun, related_name="parts", db_index=False)
    number = models.PositiveIntegerField()
    subject_ids = ArrayField(models.BigIntegerField())
    state = models.CharField(max_length=7, choices=ChunkState, default=ChunkState.WAITING)
    documents = models.PositiveIntegerField(default=0)
    cached = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
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
