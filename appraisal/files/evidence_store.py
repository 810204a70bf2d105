"""Where evidence lies on disk. A file is there before its row, and goes with it if the row is never committed."""

import weakref
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from agencies.files.whole import write_whole


def evidence_path(region_id: int, key: UUID) -> Path:
    """The file of a key of a region; no part of it comes from people."""
    return Path(settings.DATA_DIR) / "evidence" / str(region_id) / key.hex[:2] / key.hex


class _Unconfirmed:
    """Stands for a file whose row is not committed yet."""

    __slots__ = ("__weakref__", "keep")

    def __init__(self, path: Path) -> None:
        self.keep = weakref.finalize(self, path.unlink, missing_ok=True)

    def confirm(self) -> None:
        """The row is committed: the file stays."""
        self.keep.detach()


def keep_with_transaction(path: Path, content: bytes) -> None:
    """Write a file that stays if the transaction that is open is committed, and is removed if it is rolled back.

    Django tells nobody of a rollback, but it drops what waits for the commit; when that is gone, so is the file.
    """
    write_whole(path, content)
    transaction.on_commit(_Unconfirmed(path).confirm)
