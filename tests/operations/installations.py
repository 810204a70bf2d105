"""Commands in processes of their own, as an operator types them: on the test's database or on a new one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connections

NEW = "test_timbang_restored"


@dataclass(frozen=True, slots=True)
class Installation:
    """A database and a data folder."""

    database: str
    data: Path

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``manage.py ARGUMENTS`` in it."""
        return self._run("manage.py", *arguments)

    def python(self, code: str) -> str:
        """What a piece of Python prints in it."""
        outcome = self._run("-c", f"import django; django.setup()\n{code}")
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stdout.strip()

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        roles = {"DATABASE_URL": "web", "DATABASE_WORKER_URL": "worker", "DATABASE_OWNER_URL": "owner"}
        addresses = {name: address_of(role, self.database) for name, role in roles.items()}
        environment = {
            **{name: value for name, value in os.environ.items() if name != "TIMBANG_DATABASE_ROLE"},
            **addresses,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "TIMBANG_DATA": str(self.data),
        }
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
        )


def address_of(role: str, database: str) -> str:
    """The address at which a role asks a database of the test's server."""
    host = connections["owner"].settings_dict["HOST"].replace("/", "%2F")
    return f"postgres://timbang_{role}@{host}/{database}"


@contextmanager
def a_new_database(name: str = NEW) -> Iterator[str]:
    """An empty database, as ``create_roles`` leaves it."""
    with closing(psycopg2.connect(address_of("owner", "postgres"))) as link, link.cursor() as cursor:
        link.autocommit = True
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        cursor.execute(f'GRANT CONNECT, TEMPORARY ON DATABASE "{name}" TO timbang_web, timbang_worker')
        yield name
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
