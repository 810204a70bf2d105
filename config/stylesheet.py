"""One style sheet for the browser, many files for us: the parts are joined where static files are looked for.

A page that asks for one file answers sooner on a slow network than one that asks for twenty. The joined file is made
again as soon as a part is newer, so that development needs no build step and `collectstatic` no extra one.
"""

import gzip
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

PARTS = Path(settings.BASE_DIR) / "static" / "css" / "parts"
NAME = "css/app.css"
"""The address of the joined file below ``STATIC_URL``."""
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
"""Written for us: browsers do not pay for them."""


class JoinedStylesheetFinder(BaseFinder):
    """Finds exactly one file: the parts in the order of their names, the first of which names the layers."""

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing can be configured."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """The joined file, if it is asked for."""
        if path != NAME:
            return [] if find_all else None
        made = str(joined_stylesheet())
        return [made] if find_all else made

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """What `collectstatic` copies."""
        yield NAME, FileSystemStorage(location=joined_stylesheet().parents[1])


def joined_stylesheet() -> Path:
    """The joined file in the data folder, made anew where a part has changed."""
    made = Path(settings.DATA_DIR) / "static" / NAME
    parts = sorted(PARTS.glob("*.css"))
    newest = max(path.stat().st_mtime_ns for path in (PARTS, *parts))
    if not made.exists() or made.stat().st_mtime_ns < newest:
        made.parent.mkdir(parents=True, exist_ok=True)
        joined = COMMENT.sub("", "\n".join(part.read_text(encoding="utf-8") for part in parts)).encode()
        # WhiteNoise sends the packed one where it stands beside; it comes first, so that it is never the older one.
        _write_at_once(made.with_suffix(".css.gz"), gzip.compress(joined, mtime=0))
        _write_at_once(made, joined)
    return made


def _write_at_once(path: Path, content: bytes) -> None:
    """Several processes may do this together; none ever reads half a file."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)
