"""``worker_health``: whether worker and clock do their work, for the health checks of containers."""

import time
from typing import Any

import redis
from django.core.management.base import CommandError, CommandParser

from agencies.management.product_command import ProductCommand
from config.observing import worker_facts

FAST = 60  # seconds: of a time further ahead than this, a clock was wrong, and it says nothing of the worker
PATIENCE = 300  # seconds: the clock gives a task each minute, and a long one may occupy every worker for a while


class Command(ProductCommand):
    """Exits 0 when a worker has finished a task lately, which takes a broker, a clock and a worker."""

    help = "Say when a worker last finished a task; exit 1 when that is too long ago."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """How long ago is too long."""
        parser.add_argument("--within", type=int, default=PATIENCE, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask the broker's memory; no worker has to stop its work to answer."""
        del args
        try:
            last = worker_facts.broker().get(worker_facts.LAST)
        except redis.RedisError as error:
            msg = "Antrean tidak menjawab."
            raise CommandError(msg) from error
        seconds = time.time() - float(str(last)) if last else None
        if seconds is None:
            msg = "Pekerja belum menyelesaikan tugas."
        elif seconds > options["within"]:
            msg = f"Tugas terakhir {seconds:.0f} detik lalu."
        elif seconds < -FAST:
            msg = (
                f"Tugas terakhir {-seconds:.0f} detik di depan jam mesin ini. Cocokkan jam mesin pekerja dan mesin ini."
            )
        else:
            self.stdout.write(f"Tugas terakhir selesai {max(0, seconds):.0f} detik lalu.")
            return
        raise CommandError(msg)
