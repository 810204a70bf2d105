"""What anybody could still find: every text of every table, as the product itself can read it, and every file."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from agencies.models import Employee
from agencies.permissions import actor_of
from reports.services.personal_data.redact_person import redact_person
from tests.cast import Cast
from tests.personal_data.long_ago import TODAY

REASON = "Berita acara pemusnahan 12/2026"


def erased(cast: Cast, person: Employee) -> Employee:
    """The region admin erased somebody."""
    redact_person(employee=person, reason=REASON, today=TODAY, actor=actor_of(cast.region_admin))
    return Employee.objects.get(pk=person.pk)


def texts() -> Iterator[tuple[str, str]]:
    """Every row of every table in the region in scope, whole, as text; with the name of its table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "AND has_table_privilege(oid, 'SELECT') ORDER BY 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(one)::text FROM "{table}" one')
            yield from ((table, text) for (text,) in cursor.fetchall())


def tables_that_say(*words: str) -> set[str]:
    """Where one of some words still stands, whatever its capitals and spaces."""
    sought = [re.sub(r"\s", "", word).lower() for word in words]
    return {table for table, text in texts() if any(word in re.sub(r"\s", "", text).lower() for word in sought)}


def files_below(folder: Path) -> list[Path]:
    """Every file, however deep."""
    return [path for path in folder.rglob("*") if path.is_file()]
