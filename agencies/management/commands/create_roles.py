"""``manage.py create_roles --print-sql``: what a database administrator runs once, before ``migrate``."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from agencies.management.product_command import ProductCommand
from agencies.tenancy.roles import LOGIN_ROLES, role_statements


class Command(ProductCommand):
    """Prints the roles and the database of an installation as a psql script; it asks no database."""

    help = (
        "Print the SQL that creates the database and its four roles, for a superuser to run with psql. Passwords are"
        " taken from TIMBANG_OWNER_PASSWORD, TIMBANG_WEB_PASSWORD and TIMBANG_WORKER_PASSWORD (or the files that the"
        " same names with _FILE give) where they are set."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What to print it for."""
        parser.add_argument("--print-sql", action="store_true", help="Print the statements to standard output.")
        parser.add_argument("--database", help="Name of the database; default: the one of DATABASE_URL.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the script."""
        if not options["print_sql"]:
            msg = "Peran basis data dibuat oleh DBA. Jalankan: manage.py create_roles --print-sql | psql -U postgres"
            raise CommandError(msg)
        passwords = given_passwords()
        database = options["database"] or settings.DATABASES["default"]["NAME"]
        self.stdout.write(f"-- Timbang: run once as a superuser, e.g. psql -U postgres -f roles.sql ({database}).")
        for statement in role_statements(database=database, passwords=passwords):
            self.stdout.write(statement if statement.endswith("\\gexec") else f"{statement};")
        missing = [role for role in LOGIN_ROLES if role not in passwords]
        if missing:
            self.stdout.write("-- Give each login role a password, in psql:")
        for role in missing:
            self.stdout.write(f"--   \\password {role}")


def given_passwords() -> dict[str, str]:
    """Passwords of the login roles, where the environment or a file gives them: TIMBANG_WEB_PASSWORD and so on."""
    given = {role: _given(f"{role.upper()}_PASSWORD") for role in LOGIN_ROLES}
    return {role: password for role, password in given.items() if password}


def _given(name: str) -> str:
    if path := os.environ.get(f"{name}_FILE"):
        return os.environ.get(name) or Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, "")
