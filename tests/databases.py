"""The tests' own database: made and cleaned by the owner, asked by the real web role.

A test as superuser would prove nothing about row security; so nothing here lends the web role a right it has not.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import psycopg2
from django.core.management import call_command
from django.db import connections

MAINTENANCE = "postgres"  # the database that every server has
KEPT_TABLES = "('django_migrations', 'django_content_type', 'auth_permission')"


def create_test_database() -> str:
    """A fresh, migrated database for this test process; every alias points at it afterwards."""
    name = f"test_timbang_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with _owner_of(MAINTENANCE) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        cursor.execute(f'GRANT CONNECT, TEMPORARY ON DATABASE "{name}" TO timbang_web, timbang_worker')
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    call_command("migrate", database="owner", verbosity=0)
    return name


def drop_test_database(name: str) -> None:
    """Remove it at the end of the run. One that a thread still holds is left: the next run makes it anew."""
    connections.close_all()
    with suppress(psycopg2.errors.ObjectInUse), _owner_of(MAINTENANCE) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def empty_test_database() -> None:
    """Remove every row after a test that committed: through the owner, never around the policy of the web role."""
    with _owner_of(connections["default"].settings_dict["NAME"]) as cursor:
        cursor.execute(
            "SELECT string_agg(format('%I', relname), ', ') FROM pg_class "
            f"WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN {KEPT_TABLES}"
        )
        tables = cursor.fetchone()[0]
        for attempts_left in (2, 1, 0):
            try:
                cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
            except psycopg2.errors.DeadlockDetected:  # with the last request of a browser that has just been closed
                if not attempts_left:
                    raise
            else:
                return


@contextmanager
def _owner_of(name: str) -> Iterator[Any]:
    address = {**connections["owner"].get_connection_params(), "dbname": name}
    with closing(psycopg2.connect(**address)) as link, link.cursor() as cursor:
        link.autocommit = True
        yield cursor
