"""A document asked for in the browser."""

from django.db import models

from appraisal.models import ChunkState
from reports.models.kinds import AboutSubject


class DocumentRequest(AboutSubject):
    """Somebody who may read something asked for it as PDF; the worker prints it.

    ``content_key`` is the digest of what the document would show: one content, one request.
    """

    content_key = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=ChunkState, default=ChunkState.WAITING)
    error = models.TextField(blank=True)
    requested_at = models.DateTimeField()

    class Meta(AboutSubject.Meta):
        abstract = False
        ordering = ["-requested_at"]
        verbose_name = "permintaan dokumen"
        constraints = [
            *AboutSubject.Meta.constraints,
            models.UniqueConstraint(fields=["region", "content_key"], name="document_request_once_a_content"),
        ]

    def __str__(self) -> str:
        return f"permintaan {self.get_kind_display()}"
