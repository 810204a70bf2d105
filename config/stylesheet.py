"""Three style sheets for the browser, many files for us: parts are joined where static files are looked for.

A page that asks for one file answers sooner on a slow network than one that asks for twenty. What only the pages of
desk work need (planning, configuring, importing) is a sheet of its own, so that a phone that opens *Kinerja saya* does
not pay for it. A joined file is made again as soon as a part is newer, so that development needs no build step and
`collectstatic` no extra one.
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

CSS = Path(settings.BASE_DIR) / "static" / "css"
APP, DESK, RATING = "css/app.css", "css/desk.css", "css/rating.css"
SHEETS = {APP: CSS / "parts", DESK: CSS / "desk", RATING: CSS / "rating"}
"""The folder of parts behind each address below ``STATIC_URL``. Every page has the first, some one of the others."""
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
"""Written for us: browsers do not pay for them."""


class JoinedStylesheetFinder(BaseFinder):
    """Finds the joined sheets: the parts of each in the order of their names. The first part names the layers."""

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing can be configured."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """A joined file, if it is asked for."""
        if path not in SHEETS:
            return []
        made = str(joined_stylesheet(path))
        return [made] if find_all else made

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """What `collectstatic` copies."""
        for name in SHEETS:
            yield name, FileSystemStorage(location=joined_stylesheet(name).parents[1])


def joined_stylesheet(name: str = APP) -> Path:
    """A joined file in the data folder, made anew where a part has changed."""
    made = Path(settings.DATA_DIR) / "static" / name
    folder = SHEETS[name]
    parts = sorted(folder.glob("*.css"))
    newest = max(path.stat().st_mtime_ns for path in (folder, *parts))
    if not made.exists() or made.stat().st_mtime_ns < newest:
        made.parent.mkdir(parents=True, exist_ok=True)
        joined = COMMENT.sub("", "\n".join(part.read_text(encoding="utf-8") for part in parts)).encode()
        # WhiteNoise sends the packed one where it stands beside; it comes first, so that it is never the older one.
        _write_at_once(made.with_suffix(".css.gz"), gzip.compress(joined, mtime=0))
        _write_at_once(made, joined)
    return made


def all_styles() -> str:
    """Every rule that a page may have, as text."""
    return "\n".join(joined_stylesheet(name).read_text(encoding="utf-8") for name in SHEETS)


def _write_at_once(path: Path, content: bytes) -> None:
    """Several processes may do this together; none ever reads half a file."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)
