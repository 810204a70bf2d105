"""Connections of their own, as each of the roles that may ask the database, with SQL and without Django."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2
from django.db import connections

ALIASES = {"web": "default", "worker": "worker", "owner": "owner", "system": "worker"}

#: Whoever may write at all: the two logins, the role that only the worker can become, and the owner of the tables.
EVERYBODY = sorted(ALIASES)


@contextmanager
def asking(who: str, region_id: int | None = None) -> Iterator[Any]:
    """A cursor in a transaction that is rolled back; ``web`` and ``worker`` need the region they ask in."""
    with closing(psycopg2.connect(**connections[ALIASES[who]].get_connection_params())) as link:
        with link.cursor() as cursor:
            if who == "system":
                cursor.execute("SET LOCAL ROLE timbang_system")
            if region_id is not None:
                cursor.execute("SELECT set_config('app.region_id', %s, true)", [str(region_id)])
            yield cursor
        link.rollback()


def as_owner(statement: str) -> None:
    """Run and commit a statement as the owner of the tables."""
    with closing(psycopg2.connect(**connections["owner"].get_connection_params())) as link, link.cursor() as cursor:
        link.autocommit = True
        cursor.execute(statement)


@contextmanager
def planted(statement: str, removal: str) -> Iterator[None]:
    """What a careless owner did to the schema, and took back afterwards."""
    as_owner(statement)
    try:
        yield
    finally:
        as_owner(removal)
