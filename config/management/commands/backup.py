"""``backup``: the whole installation into a folder."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from agencies.management.product_command import ProductCommand
from config.backups.database import BackupError
from config.backups.make_backup import make_backup


class Command(ProductCommand):
    """Copies database, documents and evidence, with a manifest, as the database's owner."""

    help = "Copy database, documents and evidence into a new folder, with hashes. Nobody has to stop working."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whereto."""
        parser.add_argument("--output", required=True, type=Path, metavar="FOLDER", help="A folder that is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say how large it is."""
        del args
        started = time.perf_counter()
        try:
            manifest = make_backup(options["output"].resolve())
        except BackupError as error:
            raise CommandError(str(error)) from error
        size = f"{manifest.bytes:,}".replace(",", ".")
        self.stdout.write(
            f"Cadangan {options['output']}: basis data dan {manifest.files} berkas ({size} bita), "
            f"versi {manifest.product}; {self.taken_since(started)}"
        )
