"""Long work, as rows: what is to do, what is done, who waits. Celery carries it, these rows remember it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class RunState(models.TextChoices):
    """``RUNNING`` and ``PAUSED`` are active: one period (and unit) has one active run at most."""

    RUNNING = "running", "berjalan"
    PAUSED = "paused", "dijeda"
    CANCELLED = "cancelled", "dibatalkan"
    DONE = "done", "selesai"


#: A run in one of these states still has something to do.
ACTIVE_RUNS = (RunState.RUNNING, RunState.PAUSED)


class EvaluationRun(OwnedByRegionWithId):
    """A period is evaluated, for the region or for an agency with its sub-units.

    ``night`` is the day of a nightly check; each period has one a night. ``lanes`` says how many workers may take
    chunks at once; ``progressed_at`` when one was last done, by which a run whose workers died is found.
    """

    class Cause(models.TextChoices):
        """Why it was started."""

        HAND = "hand", "diminta"
        SCHEDULE = "schedule", "jadwal"
        NIGHT = "night", "pemeriksaan malam"
        COMMAND = "command", "perintah"

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    period = RegionForeignKey("appraisal.Period", related_name="runs")
    agency = RegionForeignKey("agencies.Agency", null=True, blank=True, related_name="+", db_index=False)
    cause = models.CharField("sebab", max_length=8, choices=Cause, default=Cause.COMMAND)
    night = models.DateField(null=True, blank=True)
    state = models.CharField("status", max_length=9, choices=RunState, default=RunState.RUNNING)
    people = models.PositiveIntegerField("SKP", default=0)
    lanes = models.PositiveSmallIntegerField(default=1)
    asked_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    asked_by_name = models.CharField(max_length=160, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    progressed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-started_at"]
        verbose_name = "proses evaluasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "key"], name="evaluation_run_key_in_region"),
            models.UniqueConstraint(
                fields=["region", "period", "agency"],
                condition=Q(state__in=["running", "paused"]),
                nulls_distinct=False,
                name="evaluation_run_active_once",
            ),
            models.UniqueConstraint(
                fields=["region", "period", "night"], condition=Q(night__isnull=False), name="evaluation_run_of_a_night"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["running", "paused"], finished_at__isnull=True)
                | Q(state__in=["cancelled", "done"], finished_at__isnull=False),
                name="evaluation_run_finished_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"evaluasi {self.period_id}"


class ChunkState(models.TextChoices):
    """A chunk is done when its rows are committed; a repeated task finds it done and leaves."""

    WAITING = "waiting", "menunggu"
    DONE = "done", "selesai"
    FAILED = "failed", "gagal"


class EvaluationChunk(OwnedByRegionWithId):
    """A few hundred plans of a run: one transaction. ``FAILED`` when at least one plan could not be evaluated.

    ``attempts`` counts how often a worker began it: one that takes its worker along each time must not hold up the run.
    """

    run = RegionForeignKey(EvaluationRun, related_name="chunks", db_index=False)
    number = models.PositiveIntegerField()
    plan_ids = ArrayField(models.BigIntegerField())
    state = models.CharField(max_length=7, choices=ChunkState, default=ChunkState.WAITING)
    written = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    incomplete = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["run", "number"]
        verbose_name = "bagian proses evaluasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "run", "number"], name="evaluation_chunk_number"),
        ]

    def __str__(self) -> str:
        return f"bagian {self.number}"


class EvaluationFailure(OwnedByRegionWithId):
    """A plan that a run could not evaluate, with the reason for people; the others of its chunk were."""

    run = RegionForeignKey(EvaluationRun, related_name="failures")
    plan = RegionForeignKey("indicators.Plan", related_name="+", db_index=False)
    reason = models.TextField("sebab")

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "evaluasi gagal"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "run", "plan"], name="evaluation_failure_of_a_plan"),
        ]

    def __str__(self) -> str:
        return f"SKP {self.plan_id}: {self.reason}"


class StaleInput(OwnedByRegionWithId):
    """An input of a person changed in some days: their provisional figures of open periods are to be computed again.

    Written by triggers on the input tables, whoever changes them; taken out by :mod:`…refresh_stale`.
    """

    employee = RegionForeignKey("agencies.Employee", models.CASCADE, related_name="+", db_index=False)
    first_day = models.DateField()
    last_day = models.DateField()
    noted_at = models.DateTimeField(db_default=Now())

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["id"]
        verbose_name = "masukan berubah"

    def __str__(self) -> str:
        return f"pegawai {self.employee_id}"
