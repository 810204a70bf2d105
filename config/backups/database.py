"""The database as a file and back, by PostgreSQL's own programs, as the owner."""

import os
import subprocess
from pathlib import Path

from django.db import connection

from config.local.binaries import MissingBinaryError, PostgresBinaries, find_postgres

#: Sessions are no record of anything; whoever has one signs in again after a restore.
WITHOUT_ROWS = "django_session"

# In one transaction with all that follows: a restore that fails leaves what was there. The owner of the database may do
# this; the schema goes back to what a new database has.
CLEARED = (
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
    "GRANT USAGE ON SCHEMA public TO PUBLIC",
)


class BackupError(Exception):
    """A backup cannot be made or used; the message is a sentence for a person."""


def dump_database(path: Path) -> None:
    """All tables in one snapshot of the database, in pg_dump's own format, while people go on working."""
    _run("pg_dump", "--format=custom", f"--exclude-table-data={WITHOUT_ROWS}", f"--file={path}")


def replace_database(path: Path, *, scratch: Path) -> None:
    """Put the content of ``path`` in the place of everything there is, or change nothing.

    ``scratch`` is a private folder with room for the content as SQL.
    """
    script = scratch / "database.sql"
    _run("pg_restore", "--no-owner", f"--file={script}", str(path), connects=False)
    clear = [word for statement in CLEARED for word in ("--command", statement)]
    options = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run("psql", *options, *clear, f"--file={script}")


def postgres_version() -> str:
    """Of the programs that write the backup."""
    return _programs().version


def _run(program: str, *arguments: str, connects: bool = True) -> None:
    command = [str(_programs().program(program)), *arguments]
    answer = subprocess.run(  # noqa: S603 - PostgreSQL's own program, no shell
        command, env=_environment(connects=connects), capture_output=True, text=True, check=False
    )
    if answer.returncode:
        msg = f"{program} gagal: {answer.stderr.strip().splitlines()[0] if answer.stderr.strip() else 'tanpa pesan'}"
        raise BackupError(msg)


def _programs() -> PostgresBinaries:
    try:
        return find_postgres()
    except MissingBinaryError as error:
        raise BackupError(str(error)) from error


def _environment(*, connects: bool) -> dict[str, str]:
    """Whereto, by libpq's variables: a password on the command line could be read by every account of the machine."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    if not connects:
        return inherited
    parameters = connection.get_connection_params()
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    given = {variable: str(parameters[name]) for variable, name in names.items() if parameters.get(name)}
    ssl = {f"PG{name.upper()}": str(parameters[name]) for name in ("sslmode", "sslrootcert") if parameters.get(name)}
    return {**inherited, **given, **ssl}
