"""Many rows at once, under row security: read as they are; COPY into a temporary table, then write what differs.

``COPY`` cannot write into a table with row security, and must not: the second step runs under the policy. The number
of statements is the same for ten rows and for a million.
"""

import io
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from types import NoneType
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model

from agencies.tenancy.scope import current_region_id

FIRST_VERSION_WITH_MAINTAIN = 170_000

_NOTHING = "\\N"  # NULL in COPY's text format; a backslash of our own is doubled

#: What a tab, a line's end or a backslash of a text is in COPY's text format.
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_NUMBERS = {int, bool, Decimal}

#: Rows that are turned into columns and written at once: few enough to stay in the processor's cache.
_PORTION = 1000

#: From so many new rows on, the planner is told of them at once instead of after the commit.
MANY = 500


def read_rows(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement, as the driver hands them over; a list of ids goes in as ``id = ANY(%(ids)s)``.

    For what is read by the hundred thousand: the ORM takes three to six times the time to check the ids of an ``IN``,
    to fetch in small portions and to convert each value (measured on plan items, actuals and ratings).
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


class Merged(NamedTuple):
    """What a merge did to a table, in rows."""

    added: int
    changed: int
    unchanged: int


def merge_rows(
    model: type[Model],
    *,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    nullable_key: Collection[str] = (),
    only_when_added: Sequence[str] = (),
) -> Merged:
    """Add the rows whose key is new, change those that differ, leave the others alone.

    ``key`` and ``columns`` are database column names without ``region_id``, which is the region in scope; each row
    holds the key's values, then the columns' values, then those of ``only_when_added``: what a new row starts with and
    a stored one keeps. A key may occur once. Nothing absent is removed. Name the key's columns that may be empty in
    ``nullable_key``: the others are joined by hash, which ``IS NOT DISTINCT FROM`` forbids.
    """
    with incoming_rows(
        model, key=key, columns=columns, rows=rows, nullable_key=nullable_key, only_when_added=only_when_added
    ) as incoming:
        return incoming.merge()


@contextmanager
def incoming_rows(
    model: type[Model],
    *,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    nullable_key: Collection[str] = (),
    only_when_added: Sequence[str] = (),
) -> Iterator["IncomingRows"]:
    """The same rows as :func:`merge_rows` takes, for a merge that must first ask what would change."""
    table = model._meta.db_table
    with copied_rows(table, [*key, *columns, *only_when_added], rows) as (name, total):
        yield IncomingRows(
            table, name, total, key=key, columns=columns, nullable_key=nullable_key, only_when_added=only_when_added
        )


class IncomingRows:
    """Rows that wait in a temporary table beside the table they are meant for."""

    def __init__(
        self,
        table: str,
        incoming: str,
        total: int,
        *,
        key: Sequence[str],
        columns: Sequence[str],
        nullable_key: Collection[str],
        only_when_added: Sequence[str],
    ) -> None:
        self._table = _q(table)
        self._incoming = incoming
        self._total = total
        self._key = key
        self._columns = columns
        self._all_columns = [*key, *columns, *only_when_added]
        self._same_key = _same_key(key, nullable_key)

    def merge(self) -> Merged:
        """Write the differences."""
        changed = self._update_changed() if self._columns else 0
        added = self._insert_new()
        if added >= MANY:
            refresh_statistics(self._table)
        return Merged(added=added, changed=changed, unchanged=self._total - added - changed)

    def new_or_changed(self, *names: str) -> list[tuple[Any, ...]]:
        """The values of some key columns, each combination once, where a merge would add or change a row."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT {_listed('incoming', names)} FROM {self._incoming} incoming"  # noqa: S608
                f" LEFT JOIN {self._table} stored ON stored.region_id = %s AND {self._same_key}"
                f" WHERE stored.region_id IS NULL OR {self._differs()}",
                [current_region_id()],
            )
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def absent(self, group: str) -> list[int]:
        """Which values of a key column, of those that these rows hold, have stored rows that are not among them."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT stored.{_q(group)} FROM {self._table} stored WHERE {self._is_absent(group)}",  # noqa: S608
                [current_region_id()],
            )
            return [value for (value,) in cursor.fetchall()]

    def remove_absent(self, group: str) -> int:
        """Remove the stored rows that :meth:`absent` speaks of, and say how many they were."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {self._table} stored WHERE {self._is_absent(group)}",  # noqa: S608
                [current_region_id()],
            )
            count: int = cursor.rowcount
        return count

    def _update_changed(self) -> int:
        assigned = ", ".join(f"{_q(name)} = incoming.{_q(name)}" for name in self._columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._table} stored SET {assigned} FROM {self._incoming} incoming"  # noqa: S608
                f" WHERE stored.region_id = %s AND {self._same_key} AND {self._differs()}",
                [current_region_id()],
            )
            count: int = cursor.rowcount
        return count

    def _insert_new(self) -> int:
        # Sorted, so that every new row is found before the first is written. A plan made for a small table would
        # otherwise read, for each row, all that the same statement has added before it.
        listed = ", ".join(map(_q, self._all_columns))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self._table} (region_id, {listed})"  # noqa: S608
                f" SELECT %s, {_listed('incoming', self._all_columns)} FROM {self._incoming} incoming"
                f" WHERE NOT EXISTS"
                f" (SELECT FROM {self._table} stored WHERE stored.region_id = %s AND {self._same_key})"
                f" ORDER BY {_listed('incoming', self._key)}",
                [current_region_id(), current_region_id()],
            )
            count: int = cursor.rowcount
        return count

    def _differs(self) -> str:
        if not self._columns:
            return "false"
        return f"({_listed('stored', self._columns)}) IS DISTINCT FROM ({_listed('incoming', self._columns)})"

    def _is_absent(self, group: str) -> str:
        return (
            f"stored.region_id = %s AND stored.{_q(group)} IN (SELECT {_q(group)} FROM {self._incoming})"  # noqa: S608
            f" AND NOT EXISTS (SELECT FROM {self._incoming} incoming WHERE {self._same_key})"
        )


def refresh_statistics(table: str) -> None:
    """Tell the planner of rows that this transaction has added to a table (a quoted name).

    Foreign keys are checked by plans made now. Where autovacuum last saw the table empty (before a first import, after
    a dry run) such a plan picks an index on the region alone, and sixty thousand checks read the whole region each.
    PostgreSQL 15 and 16 let only the owner do it; there autovacuum must have come by before a very large first import.
    """
    if connection.pg_version >= FIRST_VERSION_WITH_MAINTAIN:  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {table}")


@contextmanager
def copied_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, joined: bool = True
) -> Iterator[tuple[str, int]]:
    """The rows in a temporary table with the columns of ``table``: its quoted name, and how many there are.

    ``joined`` says that they will be compared with stored rows, for which the planner must know how many they are.
    """
    name = _q(f"incoming_{uuid.uuid4().hex[:12]}")
    stream, count = _as_text(rows)
    listed = ", ".join(map(_q, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {listed} FROM {_q(table)} WITH NO DATA")  # noqa: S608
        cursor.copy_expert(f"COPY {name} ({listed}) FROM STDIN", stream)
        if joined:
            cursor.execute(f"ANALYZE {name}")
    yield name, count
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {name}")


def _as_text(rows: Iterable[Sequence[object]]) -> tuple[io.StringIO, int]:
    """The rows in COPY's text format, and how many they are.

    Column by column, so that what a value needs is asked once a column and not once a value (a third of the time).
    """
    stream = io.StringIO()
    count = 0
    waiting = iter(rows)
    while portion := list(islice(waiting, _PORTION)):
        columns = [_texts(column) for column in zip(*portion, strict=True)]
        stream.writelines(["\t".join(line) + "\n" for line in zip(*columns, strict=True)])
        count += len(portion)
    stream.seek(0)
    return stream, count


def _texts(column: Sequence[Any]) -> Iterable[str]:
    """The values of a column as COPY reads them."""
    kinds = set(map(type, column))
    if kinds <= _NUMBERS:
        return map(str, column)
    if kinds - {NoneType} <= _NUMBERS:
        return [_NOTHING if value is None else str(value) for value in column]
    if all(issubclass(kind, str) for kind in kinds) and not _is_special("".join(column)):
        return column
    return map(_text, column)


def _text(value: object) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, list | tuple):
        text = _array(value)
    elif isinstance(value, dict):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    return text.translate(_ESCAPED) if _is_special(text) else text


def _is_special(text: str) -> bool:
    return any(character in text for character in "\\\t\n\r")


def _array(values: Sequence[object]) -> str:
    elements = (
        "NULL" if value is None else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
        for value in values
    )
    return "{" + ",".join(elements) + "}"


def _same_key(key: Sequence[str], nullable: Collection[str]) -> str:
    compare = {name: "IS NOT DISTINCT FROM" if name in nullable else "=" for name in key}
    return " AND ".join(f"stored.{_q(name)} {compare[name]} incoming.{_q(name)}" for name in key)


def _listed(alias: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{alias}.{_q(name)}" for name in columns)


def _q(name: str) -> str:
    return connection.ops.quote_name(name)
