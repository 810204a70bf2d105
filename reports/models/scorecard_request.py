"""One scorecard, asked for in the browser."""

from django.db import models

from agencies.tenancy.base import RegionForeignKey
from reports.models.print_request import PrintRequest


class ScorecardRequest(PrintRequest):
    """The scorecard of an evaluation.

    Period, plan and revision point at the evaluation, without a constraint as its own references (docs/adr/0004).
    """

    period = RegionForeignKey("appraisal.Period", related_name="+", db_index=False)
    plan_id = models.BigIntegerField()
    revision = models.PositiveSmallIntegerField()

    class Meta(PrintRequest.Meta):
        abstract = False
        verbose_name = "permintaan kartu nilai"
        constraints = [
            *PrintRequest.Meta.constraints,
            models.UniqueConstraint(fields=["region", "content_key"], name="scorecard_request_once_a_content"),
        ]

    def __str__(self) -> str:
        return f"kartu nilai SKP {self.plan_id}, revisi {self.revision}"
