"""One scorecard, asked for in the browser."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from appraisal.models import ChunkState


class ScorecardRequest(OwnedByRegionWithId):
    """Somebody who may read an evaluation asked for its scorecard as PDF.

    ``content_key`` is the digest of everything that the document shows: one content, one request, one file. Period,
    plan and revision point at the evaluation, without a constraint as its own references (docs/adr/0004).
    """

    period = RegionForeignKey("appraisal.Period", related_name="+", db_index=False)
    plan_id = models.BigIntegerField()
    revision = models.PositiveSmallIntegerField()
    content_key = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=ChunkState, default=ChunkState.WAITING)
    error = models.TextField(blank=True)
    requested_at = models.DateTimeField()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-requested_at"]
        verbose_name = "permintaan kartu nilai"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "content_key"], name="scorecard_request_once_a_content"),
        ]

    def __str__(self) -> str:
        return f"kartu nilai SKP {self.plan_id}, revisi {self.revision}"
