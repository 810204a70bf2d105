"""One official form of a plan (SKP), asked for in the browser."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import RegionForeignKey
from reports.models.print_request import PrintRequest


class Paper(models.TextChoices):
    """The sheet: A4, or the longer F4 (folio) of many offices."""

    A4 = "a4", "A4"
    F4 = "f4", "F4"


class PlanFormRequest(PrintRequest):
    """The form of a version of a plan, or of a plan that came from a file and has no version."""

    version = RegionForeignKey(
        "indicators.PlanVersion", related_name="+", null=True, blank=True, on_delete=models.CASCADE, db_index=False
    )
    plan = RegionForeignKey(
        "indicators.Plan", related_name="+", null=True, blank=True, on_delete=models.CASCADE, db_index=False
    )
    paper = models.CharField(max_length=2, choices=Paper, default=Paper.A4)

    class Meta(PrintRequest.Meta):
        abstract = False
        verbose_name = "permintaan formulir SKP"
        constraints = [
            *PrintRequest.Meta.constraints,
            models.UniqueConstraint(fields=["region", "content_key"], name="plan_form_request_once_a_content"),
            models.CheckConstraint(
                condition=Q(version__isnull=True) ^ Q(plan__isnull=True), name="plan_form_of_a_version_or_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"formulir SKP {self.version_id or self.plan_id}"
