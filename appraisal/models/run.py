"""Long work, as rows: what is to do, what is done. Celery carries it, these rows remember it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class EvaluationRun(OwnedByRegionWithId):
    """Somebody asked for a period to be evaluated, for the region or for an agency with its sub-units."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    period = RegionForeignKey("appraisal.Period", related_name="runs")
    agency = RegionForeignKey("agencies.Agency", null=True, blank=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-started_at"]
        verbose_name = "proses evaluasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "key"], name="evaluation_run_key_in_region"),
        ]

    def __str__(self) -> str:
        return f"evaluasi {self.period_id}"


class ChunkState(models.TextChoices):
    """A chunk is done when its rows are committed; a repeated task finds it done and leaves."""

    WAITING = "waiting", "menunggu"
    DONE = "done", "selesai"
    FAILED = "failed", "gagal"


class EvaluationChunk(OwnedByRegionWithId):
    """A few hundred plans of a run: one task, one transaction."""

    run = RegionForeignKey(EvaluationRun, related_name="chunks", db_index=False)
    number = models.PositiveIntegerField()
    plan_ids = ArrayField(models.BigIntegerField())
    state = models.CharField(max_length=7, choices=ChunkState, default=ChunkState.WAITING)
    written = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    incomplete = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["run", "number"]
        verbose_name = "bagian proses evaluasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "run", "number"], name="evaluation_chunk_number"),
        ]

    def __str__(self) -> str:
        return f"bagian {self.number}"
