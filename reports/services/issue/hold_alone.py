"""Work that one process does at a time, without a lease: who dies lets go."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

from django.db import connection


class Held(IntEnum):
    """What is held: the first half of the key of the advisory lock."""

    PART = 706_001
    BUNDLING = 706_002
    REQUEST = 706_003


@contextmanager
def first_held(what: Held, numbers: Iterable[int]) -> Iterator[int | None]:
    """Hold the first of some ids that nobody else holds, until the block ends; ``None`` where all are held.

    The lock lives in a transaction on a connection of its own, since printing is done between short transactions and
    must not stand in one. That transaction reads no table, so it holds back nothing.
    """
    own = connection.copy()
    own.set_autocommit(False)
    try:
        with own.cursor() as cursor:
            yield next((number for number in numbers if _takes(cursor, what, number)), None)
    finally:
        own.rollback()
        own.close()


def _takes(cursor: Any, what: Held, number: int) -> bool:
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [int(what), number % 2**31])
    return bool(cursor.fetchone()[0])
