"""Files of documents that nobody needs any more: half-written ones, and those of superseded versions left behind."""

import datetime

from agencies.tenancy.scope import region_scope
from reports.files import documents_folder, is_older
from reports.models import Document, DocumentKind
from reports.services.issue.kept_file import kept_file

FORGOTTEN = datetime.timedelta(days=1)
"""A print that began so long ago is not under way any more."""
YOUNG = datetime.timedelta(hours=1)
"""Whoever superseded a version just now removes its file without help."""
SWEPT = datetime.timedelta(days=3)
"""Of what was superseded before, an earlier sweep has removed the files."""


def sweep_documents(*, region_id: int, now: datetime.datetime) -> None:
    """Remove what is over in a region; what somebody has signed or taken back stays. Safe to run often, and late."""
    for kind in DocumentKind.values:
        for file in (documents_folder(region_id) / kind).glob(".*.part"):
            if is_older(file, now, FORGOTTEN):
                file.unlink(missing_ok=True)
    with region_scope(region_id):
        over = Document.objects.filter(
            superseded_at__lte=now - YOUNG, superseded_at__gt=now - SWEPT, signatures=None, revoked_at=None
        )
        files = [kept_file(document) for document in over.only("kind", "token")]
    for file in files:
        file.unlink(missing_ok=True)
