"""The only way past row security, for the worker alone: jobs that must look at every region.

The web login has no right to the system role, so this cannot work there even by mistake; an import contract names the
modules that may use it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from agencies.tenancy.roles import SYSTEM
from agencies.tenancy.scope import Scope, ScopeError, current_scope


@contextmanager
def all_regions(reason: str, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Run a block as the system role, which sees the rows of all regions, and record that it was done and why.

    The record is committed first and so stays when the block fails: rows that were read are not unread by a rollback.

    Raises:
        ScopeError: no reason, or inside a scope.
        RuntimeError: inside a transaction, which could take the record back.
        django.db.ProgrammingError: the login may not become the system role (every login but the worker's).
    """
    if not reason.strip():
        msg = "all_regions needs a reason: it is recorded."
        raise ScopeError(msg)
    if current_scope.get() is not None:
        msg = "A scope is open already; all_regions would mix its rows with those of other regions."
        raise ScopeError(msg)
    with transaction.atomic(using=using, durable=True):
        apps.get_model("agencies", "InstallationEvent").objects.using(using).create(action="all_regions", reason=reason)
    connection = connections[using]
    with transaction.atomic(using=using):
        _become(SYSTEM, using)
        token = current_scope.set(Scope(None, connection))
        try:
            yield
        finally:
            current_scope.reset(token)
        if not connection.needs_rollback:
            _become("NONE", using)


def _become(role: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
