"""``make_test_certificate``: a local certificate with which an account can try to sign documents."""

import getpass
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from agencies.files.whole import write_whole
from agencies.management.region_command import RegionCommand
from agencies.models import Employee, Region, User
from agencies.tenancy.scope import region_scope
from reports.signing.local import certificate_path
from reports.signing.signer import Passphrase
from reports.signing.trial_certificate import TRIAL, trial_certificate

SHORTEST = 8


class Command(RegionCommand):
    """Make a test certificate for one account."""

    help = (
        "Make a local certificate with which an account can try to sign documents. It is named SERTIFIKAT UJI, proves\n"
        "nothing to anybody, and is kept as PKCS#12 in TIMBANG_SIGNING_FOLDER under the account's key.\n"
        "The passphrase is asked for, or read from standard input; never an option, which other users could read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose it is."""
        super().add_arguments(parser)
        parser.add_argument("--login", required=True, metavar="LOGIN", help="NIP or user name of the account")
        parser.add_argument("--replace", action="store_true", help="replace the certificate that the account has")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own
        """Make it, and say where it is and how it is called."""
        with self.region(options["region"]) as region, region_scope(region.pk):
            account = User.objects.filter(region=region, login=options["login"].replace(" ", "")).first()
            if account is None:
                msg = f"Akun {options['login']} tidak ditemukan di {region.name}. Periksa NIP atau nama penggunanya."
                raise CommandError(msg)
            employee = Employee.objects.filter(user=account).first()
        path = certificate_path(settings.SIGNING_FOLDER, account.key)
        if path.exists() and not options["replace"]:
            msg = f"Akun {account.login} sudah memiliki sertifikat. Tambahkan --replace untuk menggantinya."
            raise CommandError(msg)
        name = employee.name if employee else account.login
        write_whole(path, _made(name, region))
        self.stdout.write(f"{TRIAL} {name} ditulis ke {path}. Tanpa kekuatan hukum; hanya untuk mencoba.")


@sensitive_variables()
def _made(name: str, region: Region) -> bytes:
    typed = getpass.getpass("Frasa sandi baru: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if len(typed) < SHORTEST:
        msg = f"Frasa sandi paling pendek {SHORTEST} karakter. Jalankan sekali lagi."
        raise CommandError(msg)
    return trial_certificate(
        name=name, organisation=f"Pemerintah {region.name}", passphrase=Passphrase(typed), now=timezone.now()
    )
