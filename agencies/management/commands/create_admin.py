"""``manage.py create_admin --region 53.71 admin-bkpsdm``: the first admin of a region, without a browser."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from agencies.dates import moment
from agencies.management.region_command import RegionCommand
from agencies.services.accounts.give_first_admin import give_first_admin
from agencies.services.accounts.refused import AccountRefusedError


class Command(RegionCommand):
    """Makes a region admin and prints a one-time link to the first password."""

    help = (
        "Create a region admin and print a one-time link under which the password is chosen, valid for 72 hours.\n"
        "For an existing admin it prints a new link: the way back in when every admin of a region is gone.\n"
        "Recorded in the region's audit trail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The region and the login."""
        super().add_arguments(parser)
        parser.add_argument("login", help="Login of the admin: lower-case letters and digits, e.g. admin-bkpsdm.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the link, or exit 1 with the reason."""
        with self.region(options["region"]) as region:
            try:
                given = give_first_admin(region=region, login=options["login"], operator=None)
            except AccountRefusedError as refused:
                raise CommandError(str(refused)) from refused
            self.stdout.write(
                f"Admin daerah {given.login} untuk {region.name}. Serahkan nama pengguna itu dan tautan ini langsung "
                f"kepada orangnya; berlaku sampai {moment(given.expires_at)}, sekali pakai:"
            )
            self.stdout.write(f"{settings.PUBLIC_URL or 'http://localhost:8000'}{given.path}")
