"""``manage.py stop_servers``."""

from typing import Any

from agencies.management.product_command import ProductCommand
from config.local.demo import stop


class Command(ProductCommand):
    """Ends the embedded servers of ``$TIMBANG_DATA``, and a demo that uses them."""

    help = "Menghentikan PostgreSQL dan Valkey yang dijalankan untuk folder data ini ($TIMBANG_DATA)."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Stop what runs and say what it was."""
        stop()
