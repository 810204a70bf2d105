"""Health probes: is the process alive, can it work."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
@transaction.non_atomic_requests
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked: a database that is away is no reason to start it anew."""
    del request
    return JsonResponse({"status": "hidup"})


@never_cache
@require_safe
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> HttpResponse:
    """Database and broker answer and the schema is this version's; otherwise 503 with the name of what is not so."""
    del request
    failed = [name for name, answers in PROBES.items() if not answers()]
    status = "siap" if not failed else f"belum siap: {', '.join(failed)}"
    return JsonResponse({"status": status}, status=503 if failed else 200)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


_schema_is_current = False


def _migrations_are_applied() -> bool:
    """Whether ``migrate`` has nothing to do. Asked until it is so: what this process knows of does not change."""
    global _schema_is_current  # noqa: PLW0603 - remembered for the life of the process
    if not _schema_is_current:
        try:
            executor = MigrationExecutor(connection)
            _schema_is_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except (DatabaseError, InconsistentMigrationHistory):
            return False
    return _schema_is_current


PROBES: dict[str, Callable[[], bool]] = {
    "basis data": _database_answers,
    "antrean": _broker_answers,
    "migrasi": _migrations_are_applied,
}
