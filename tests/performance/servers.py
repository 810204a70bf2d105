"""Throw-away servers for a run of a benchmark."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADDRESSES = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL", "REDIS_URL")


@contextmanager
def servers_of_its_own(parent: Path | None) -> Iterator[Path]:
    """Servers of this run alone, whatever addresses the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from config.local.commands import export_addresses
    from config.local.servers import stop_servers

    for name in ADDRESSES:
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="timbang-bench-", dir=parent))
    os.environ["TIMBANG_DATA"] = str(folder)
    try:
        export_addresses(durable=True, tied_to_me=True)
        yield folder
    finally:
        stop_servers(folder)
        shutil.rmtree(folder, ignore_errors=True)
