"""The tests' own database: made and cleaned by the owner, asked by the real web role.

A test as superuser would prove nothing about row security; so nothing here lends the web role a right it has not.
"""

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import psycopg2
from django.core.management import call_command
from django.db import connections

MAINTENANCE = "postgres"  # the database that every server has
PATIENCE = 20.0  # seconds in which the last request of a closed browser may come to its end
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
        until = time.monotonic() + PATIENCE
        while True:
            _wait_for_quiet(cursor, until)
            try:
                cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
            except psycopg2.errors.DeadlockDetected:  # a request came between the look and the lock
                if time.monotonic() > until:
                    raise
            else:
                return


def _wait_for_quiet(cursor: Any, until: float) -> None:
    """Until nobody else holds one of the tables: a closed page's last request still runs to its end.

    Emptying takes every table's lock, one after another, and so deadlocks with a request that reads in another order.
    """
    while time.monotonic() < until:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_class ON pg_class.oid = relation AND relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace "
            "WHERE pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "AND pid <> pg_backend_pid() AND mode <> 'ShareUpdateExclusiveLock')"  # which is autovacuum's: it gives way
        )
        if not cursor.fetchone()[0]:
            return
        time.sleep(0.02)


@contextmanager
def _owner_of(name: str) -> Iterator[Any]:
    address = {**connections["owner"].get_connection_params(), "dbname": name}
    with closing(psycopg2.connect(**address)) as link, link.cursor() as cursor:
        link.autocommit = True
        yield cursor
