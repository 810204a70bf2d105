"""Months, quarters, semesters and years."""

from django.db import models
from django.db.models import F, Q

from agencies.tenancy.base import OwnedByRegionWithId


class PeriodKind(models.TextChoices):
    """How long it is. Periodic and yearly evaluation: PermenPANRB 6/2022, Art. 24."""

    MONTH = "month", "bulan"
    QUARTER = "quarter", "triwulan"
    SEMESTER = "semester", "semester"
    YEAR = "year", "tahun"


class PeriodState(models.TextChoices):
    """Open for reports, ratings and evaluation, or locked against any change."""

    OPEN = "open", "terbuka"
    LOCKED = "locked", "dikunci"


class Period(OwnedByRegionWithId):
    """A period of the region: `2026-01`, `2026-Q1`, `2026-S1` or `2026`, with its deadlines and state.

    ``entry_closed_at`` and ``scoring_closed_at`` say that people report and rate no more, except in units with an
    extension; files of admins and decisions on what was reported still count until the lock.

    Locking covers the period's evaluations and the actuals, ratings, recaps and targets of every month in it
    (contract 2.11); triggers refuse the change whoever asks.
    """

    code = models.CharField("kode", max_length=7)
    kind = models.CharField("jenis", max_length=8, choices=PeriodKind)
    first_day = models.DateField("hari pertama")
    last_day = models.DateField("hari terakhir")
    report_until = models.DateField("batas lapor realisasi", null=True, blank=True)
    rate_until = models.DateField("batas penilaian", null=True, blank=True)
    entry_closed_at = models.DateTimeField("pelaporan ditutup", null=True, blank=True)
    scoring_closed_at = models.DateTimeField("penilaian ditutup", null=True, blank=True)
    state = models.CharField("status", max_length=6, choices=PeriodState, default=PeriodState.OPEN)
    locked_at = models.DateTimeField(null=True, blank=True)
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlock_reason = models.TextField(blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["first_day", "last_day"]
        verbose_name = "periode"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "code"], name="period_code_in_region"),
            models.CheckConstraint(condition=Q(last_day__gt=F("first_day")), name="period_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|S[12]))?$"),
                name="period_code_is_one_of_four_kinds",
            ),
            models.CheckConstraint(
                condition=~Q(state="locked") | Q(locked_at__isnull=False), name="period_locked_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_locked(self) -> bool:
        """Whether inputs and results are closed."""
        return self.state == PeriodState.LOCKED
