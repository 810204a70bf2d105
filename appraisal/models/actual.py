"""What was achieved in a month."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class ActualState(models.TextChoices):
    """A reported actual counts at once; one that the supervisor returned counts as not reported (contract 2.1)."""

    REPORTED = "reported", "dilaporkan"
    VERIFIED = "verified", "diverifikasi"
    RETURNED = "returned", "dikembalikan"
    NOT_APPLICABLE = "not_applicable", "tidak_berlaku"


class Actual(OwnedByRegionWithId):
    """The value (realisasi) an employee reports for an indicator in a month, or why the month does not apply.

    It hangs on employee, indicator and month, so that it serves each plan of the person in which the item is due in
    that month (contract 4). ``month`` is the first day of the month; ``value`` is in the indicator's unit.
    """

    employee = RegionForeignKey("agencies.Employee", verbose_name="pegawai", related_name="actuals", db_index=False)
    indicator = RegionForeignKey(
        "indicators.Indicator", verbose_name="indikator", related_name="actuals", db_index=False
    )
    month = models.DateField("bulan")
    value = models.DecimalField("nilai", max_digits=36, decimal_places=18, null=True, blank=True)
    state = models.CharField("status", max_length=14, choices=ActualState, default=ActualState.REPORTED)
    note = models.TextField("catatan", blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["month"]
        verbose_name = "realisasi"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "employee", "month", "indicator"], name="actual_key_in_region"),
            models.CheckConstraint(condition=Q(month__day=1), name="actual_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(state="not_applicable", value__isnull=True) & ~Q(note="")
                | ~Q(state="not_applicable") & Q(value__isnull=False),
                name="actual_has_a_value_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"realisasi {self.month:%Y-%m}"
