"""What every document that is asked for in the browser has in common."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId
from appraisal.models import ChunkState


class PrintRequest(OwnedByRegionWithId):
    """Somebody who may read something asked for it as PDF; the worker prints it.

    ``content_key`` is the digest of everything that the document shows: one content, one request, one file.
    """

    content_key = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=ChunkState, default=ChunkState.WAITING)
    error = models.TextField(blank=True)
    requested_at = models.DateTimeField()

    class Meta(OwnedByRegionWithId.Meta):
        abstract = True
        ordering = ["-requested_at"]
