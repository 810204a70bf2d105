"""``manage.py create_operator NAME``: who makes regions in the browser."""

import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.services.accounts.create_operator import OperatorRefusedError, create_operator


class Command(BaseCommand):
    """Makes an account without a region. It asks for the password twice, or reads it from a file."""

    help = (
        "Create an operator: an account without a region, which creates regions and their first admins and sees no "
        "region's data. Asks for the password twice unless --password-file names a file whose first line it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login, and where the password comes from."""
        parser.add_argument("name", help="Login of the operator, lower-case letters and digits.")
        parser.add_argument("--password-file", type=Path, metavar="FILE", help="Read the password from this file.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Create it, or exit 1 with the reason."""
        try:
            create_operator(login=options["name"], password=_password(options["password_file"]))
        except OperatorRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Operator {options['name']} dibuat. Ia masuk dengan pilihan Operator pemasangan.")


def _password(file: Path | None) -> str:
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            msg = f"Berkas {file} tidak dapat dibaca."
            raise CommandError(msg) from error
        return lines[0] if lines else ""
    try:
        typed, again = getpass.getpass("Kata sandi: "), getpass.getpass("Kata sandi, sekali lagi: ")
    except EOFError as error:
        msg = "Tidak ada terminal untuk mengetik kata sandi. Pakai --password-file."
        raise CommandError(msg) from error
    if typed != again:
        msg = "Kedua kata sandi tidak sama. Jalankan perintah ini sekali lagi."
        raise CommandError(msg)
    return typed
