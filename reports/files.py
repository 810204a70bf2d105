"""Where documents lie on disk, and how they get there: whole, or not at all.

A file belongs to one region, and its path says so through :func:`documents_folder` alone. It holds personal data: only
the account that the product runs as can read it, and it is served only after its row was read under the policy.
"""

import datetime
import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def documents_folder(region_id: int) -> Path:
    """The folder of everything that was printed for a region."""
    return Path(settings.DATA_DIR) / "documents" / str(region_id)


def run_folder(region_id: int, key: UUID) -> Path:
    """Where the worker puts the documents of one run."""
    return documents_folder(region_id) / str(key)


def kept_document(region_id: int, kind: str, token: str) -> Path:
    """Where the file of an issued document is kept."""
    return documents_folder(region_id) / kind / f"{token}.pdf"


@contextmanager
def delivered_to(output: Path) -> Iterator[Path]:
    """A folder whose files move to ``output`` at the end of the block; after an error nothing is left of them.

    ``output`` is made where it does not exist; files of the same name are replaced, others stay.
    """
    is_new = not output.exists()
    output.mkdir(parents=True, exist_ok=True)
    unfinished = output / f".timbang-{secrets.token_hex(4)}.part"
    unfinished.mkdir(mode=0o700)
    try:
        yield unfinished
        for file in sorted(unfinished.iterdir()):
            file.replace(output / file.name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        if is_new and not any(output.iterdir()):
            output.rmdir()


def is_older(path: Path, now: datetime.datetime, age: datetime.timedelta) -> bool:
    """Whether a file or folder was last touched longer ago than that; not so where it has gone meanwhile."""
    try:
        changed = datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC)
    except FileNotFoundError:
        return False
    return now - changed > age


def file_name(kind: str, *parts: str) -> str:
    """``kind_part_part.pdf`` with nothing that a file system could take amiss.

    Codes come from people's files. Where characters had to go, a short digest keeps two codes apart.
    """
    return "_".join([kind, *map(_safe, parts)]) + ".pdf"


def _safe(part: str) -> str:
    safe = _UNSAFE.sub("-", part)
    return safe if safe == part else f"{safe}-{hashlib.sha256(part.encode()).hexdigest()[:6]}"
