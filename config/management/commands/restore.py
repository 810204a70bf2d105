"""``restore``: an installation from a backup's folder."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from agencies.management.product_command import ProductCommand
from config.backups.database import BackupError
from config.backups.restore_backup import restore_backup


class Command(ProductCommand):
    """Puts a backup in the place of what is there, as the database's owner."""

    help = "Restore database, documents and evidence from a backup. Refuses to restore over data unless told."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """From where, and whether over data."""
        parser.add_argument("--input", required=True, type=Path, metavar="FOLDER", help="What `backup` has written")
        parser.add_argument("--replace", action="store_true", help="Replace the data that are there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say what to do next."""
        del args
        started = time.perf_counter()
        try:
            manifest = restore_backup(options["input"].resolve(), replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Dipulihkan dari cadangan {manifest.made_at}, versi {manifest.product}; {self.taken_since(started)}. "
            "Sekarang jalankan migrate, lalu verify_evaluations untuk tiap daerah."
        )
