"""The one door to a region's rows: a transaction with the region set for PostgreSQL's row security.

Outside a scope the database refuses every query on a region-owned table (docs/tenancy.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

OPERATORS = 0
"""In the place of a region, for what belongs to the account of an operator: no region has this number (ADR 0018)."""


class ScopeError(RuntimeError):
    """The code asked for a scope that cannot be: no region, or another one than the scope it stands in."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the code may see: a region's rows on one connection, or (without region) those of all regions."""

    region_id: int | None
    connection: BaseDatabaseWrapper


current_scope: ContextVar[Scope | None] = ContextVar("current_scope", default=None)


@contextmanager
def region_scope(region_id: int, *, actor: str = "", using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction in which exactly the rows of ``region_id`` exist.

    Nesting the same region is a savepoint. Nesting another region is refused, since the outer block would go on with
    the wrong rows. An exception rolls the block back. ``actor`` is the key of the account on whose behalf rows change;
    the row history keeps it.

    Raises:
        ScopeError: no region given, or a different region, or all of them, are already in scope.
    """
    outer = current_scope.get()
    _refuse(region_id, outer)
    connection = connections[using]
    is_outermost = outer is None or outer.connection is not connection
    with transaction.atomic(using=using):
        if is_outermost:
            _set(connection, str(region_id), actor)
        token = current_scope.set(Scope(region_id, connection))
        try:
            yield
        finally:
            current_scope.reset(token)
        # A released savepoint keeps SET LOCAL, so an outer transaction would stay scoped without this. A rollback
        # takes the settings back by itself.
        if is_outermost and not connection.needs_rollback:
            _set(connection, "", "")


def current_region_id() -> int:
    """The region in scope; the default of every region-owned row.

    Raises:
        ScopeError: outside a scope.
    """
    scope = current_scope.get()
    if scope is None or scope.region_id is None:
        msg = "No region is in scope. Wrap the work in region_scope(region_id)."
        raise ScopeError(msg)
    return scope.region_id


def _refuse(region_id: int, outer: Scope | None) -> None:
    if type(region_id) is not int:  # neither None nor a truth value
        msg = f"region_scope needs the id of a region, not {region_id!r}."
        raise ScopeError(msg)
    if outer is not None and outer.region_id != region_id:
        what = "All regions are" if outer.region_id is None else f"Region {outer.region_id} is"
        msg = f"{what} in scope; region {region_id} cannot be entered inside it."
        raise ScopeError(msg)


def _set(connection: BaseDatabaseWrapper, region: str, actor: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.region_id', %s, true), set_config('app.actor', %s, true)", [region, actor]
        )
