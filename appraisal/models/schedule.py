"""How periods run by themselves: the rules of a region, the steps that follow from them, and who got more time."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from appraisal.models.period import PeriodKind


def working_days(name: str) -> models.PositiveSmallIntegerField:  # type: ignore[type-arg]
    """A number of working days; empty: the step is done by hand."""
    return models.PositiveSmallIntegerField(name, null=True, blank=True)


class PeriodRule(OwnedByRegionWithId):
    """When the periods of one kind open, remind, close, are evaluated, delivered and locked; all in working days.

    ``open_before`` counts back from the first day, ``remind_before`` back from each deadline, the others forward from
    the last day. An empty number leaves the step to people. Periods that ended before ``begins_on`` are left alone, so
    that switching a rule on never closes the past.
    """

    kind = models.CharField("jenis", max_length=8, choices=PeriodKind)
    is_on = models.BooleanField("berjalan sendiri", default=False)
    begins_on = models.DateField("berlaku sejak")
    open_before = working_days("dibuka sebelum hari pertama")
    remind_before = working_days("diingatkan sebelum batas")
    report_after = working_days("batas lapor")
    rate_after = working_days("batas menilai")
    evaluate_after = working_days("dievaluasi")
    deliver_after = working_days("hasil disampaikan")
    lock_after = working_days("dikunci")
    edition = models.PositiveIntegerField(default=1)
    edited_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    edited_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["kind"]
        verbose_name = "aturan jadwal"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "kind"], name="period_rule_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"jadwal {self.get_kind_display()}"


class ScheduledStep(OwnedByRegionWithId):
    """A step of one period's life, due on a day in the region's own calendar; done once, however late.

    The rule plans ``due_on`` anew while the step waits and was not moved by hand. Whether the moment has come is asked
    of the row, never of the clock that happened to tick (design 6).
    """

    class Step(models.TextChoices):
        """In the order of a period's life."""

        OPEN = "open", "buka periode"
        REMIND_REPORT = "remind_report", "ingatkan pelaporan"
        CLOSE_ENTRY = "close_entry", "tutup pelaporan"
        REMIND_RATE = "remind_rate", "ingatkan penilaian"
        CLOSE_SCORING = "close_scoring", "tutup penilaian"
        EVALUATE = "evaluate", "evaluasi"
        DELIVER = "deliver", "sampaikan hasil"
        LOCK = "lock", "kunci periode"

    class State(models.TextChoices):
        """``FAILED`` is tried again; ``SKIPPED`` was taken out by the region admin, with a reason."""

        WAITING = "waiting", "menunggu"
        DONE = "done", "selesai"
        FAILED = "failed", "gagal"
        SKIPPED = "skipped", "dilewati"

    period_code = models.CharField("periode", max_length=7)
    kind = models.CharField("jenis", max_length=8, choices=PeriodKind)
    step = models.CharField("langkah", max_length=13, choices=Step)
    due_on = models.DateField("tanggal")
    is_moved = models.BooleanField("dipindahkan", default=False)
    state = models.CharField("status", max_length=7, choices=State, default=State.WAITING)
    outcome = models.TextField("hasil", blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    changed_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    reason = models.CharField("alasan", max_length=300, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["due_on", "id"]
        verbose_name = "langkah terjadwal"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "period_code", "step"], name="scheduled_step_once"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | ~Q(state="done") & Q(done_at__isnull=True),
                name="scheduled_step_done_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped") | ~Q(reason=""), name="scheduled_step_skipped_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["region", "due_on"], condition=~Q(state__in=["done", "skipped"]), name="scheduled_step_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_code}: {self.get_step_display()}"


class PeriodExtension(OwnedByRegionWithId):
    """A unit with its sub-units has more time in a period, and why. The period's own dates stay."""

    period = RegionForeignKey("appraisal.Period", related_name="extensions", db_index=False)
    agency = RegionForeignKey("agencies.Agency", verbose_name="perangkat daerah", related_name="+", db_index=False)
    report_until = models.DateField("batas lapor realisasi", null=True, blank=True)
    rate_until = models.DateField("batas penilaian", null=True, blank=True)
    reason = models.CharField("alasan", max_length=300)
    decided_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    decided_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField("dicabut", null=True, blank=True)
    ended_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-decided_at", "-id"]
        verbose_name = "perpanjangan"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "period", "agency"],
                condition=Q(ended_at__isnull=True),
                name="period_extension_of_a_unit",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="period_extension_has_a_reason"),
            models.CheckConstraint(
                condition=Q(report_until__isnull=False) | Q(rate_until__isnull=False),
                name="period_extension_gives_time",
            ),
            models.CheckConstraint(
                condition=Q(report_until__isnull=True)
                | Q(rate_until__isnull=True)
                | Q(rate_until__gte=F("report_until")),
                name="period_extension_rates_after_reports",
            ),
        ]

    def __str__(self) -> str:
        return f"perpanjangan {self.period_id}"
