"""``manage.py create_region 53.71 "Kota Kupang" --timezone Asia/Makassar``."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from agencies.management.product_command import ProductCommand
from appraisal.services.create_region import RegionRefused, create_region


class Command(ProductCommand):
    """Makes a tenant with the default rubric and scheme."""

    help = "Create a region with the rubric berakhlak and the scheme nasional-1."

    def add_arguments(self, parser: CommandParser) -> None:
        """Code, name, time zone."""
        parser.add_argument("code", help="Kemendagri code: 53 (province) or 53.71 (regency or city).")
        parser.add_argument("name", help="Name of the region.")
        parser.add_argument("--timezone", default="Asia/Jakarta", help="IANA name, default %(default)s.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Create it, or exit 1 with the reason."""
        try:
            region = create_region(code=options["code"], name=options["name"], time_zone=options["timezone"])
        except RegionRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Daerah {region.name} ({region.code}) dibuat, zona waktu {region.time_zone}, dengan rubrik berakhlak dan "
            "skema nasional-1."
        )
