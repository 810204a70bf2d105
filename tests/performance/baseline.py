"""The hand-written baseline: copies of the result tables, and one statement that fills them (baseline.sql).

The copies have the same columns, checks, composite keys, index and row security. Row locks and triggers that refuse
changes of locked periods are put on for one variant only, so the bar is the lower of the two.
"""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

from agencies.tenancy.operations import OWN_ROWS
from agencies.tenancy.roles import WEB
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, EvaluationItem, Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper

COPIES = {
    Evaluation._meta.db_table: "baseline_evaluation",
    EvaluationItem._meta.db_table: "baseline_evaluationitem",
}

#: What the one statement may sort and hash in; the engine works in blocks and needs less.
WORK_MEM = "128MB"

_STATEMENT = Path(__file__).with_name("baseline.sql")


def create_copies(owner: "CursorWrapper") -> None:
    """Make the empty copies, as the owner of the tables."""
    drop_copies(owner)
    for table, copy in COPIES.items():
        owner.execute(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
        owner.execute(f"ALTER TABLE {copy} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        owner.execute(f"CREATE POLICY region_isolation ON {copy} USING ({OWN_ROWS}) WITH CHECK ({OWN_ROWS})")
        owner.execute(f"GRANT SELECT, INSERT ON {copy} TO {WEB}")


def drop_copies(owner: "CursorWrapper") -> None:
    """Remove them."""
    owner.execute(f"DROP TABLE IF EXISTS {', '.join(COPIES.values())}")


def empty_copies(owner: "CursorWrapper") -> None:
    """Leave them as new."""
    owner.execute(f"TRUNCATE {', '.join(COPIES.values())}")


@contextmanager
def locked_is_locked(owner: "CursorWrapper") -> "Iterator[None]":
    """The copies with the triggers by which the product's tables refuse changes of a locked period."""
    for copy in COPIES.values():
        owner.execute(
            f"CREATE TRIGGER refuse_locked_result AFTER INSERT ON {copy} REFERENCING NEW TABLE AS new_rows "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_locked_result()"
        )
    yield
    for copy in COPIES.values():
        owner.execute(f"DROP TRIGGER refuse_locked_result ON {copy}")


def fill_copies(*, region_id: int, period_id: int, proof: bool = True) -> int:
    """Evaluate a month of a region by the one statement, in one transaction; returns the number of evaluations.

    Without ``proof`` neither snapshots nor fingerprints are made.
    """
    with region_scope(region_id), connection.cursor() as cursor:
        period = Period.objects.get(pk=period_id)
        # Tables that are filled by the very transaction look empty to the planner; loops over them would be quadratic.
        cursor.execute(
            "SELECT set_config('work_mem', %s, true), set_config('enable_nestloop', 'off', true)", [WORK_MEM]
        )
        cursor.execute(
            _STATEMENT.read_text(encoding="utf-8"),
            {
                "region": region_id,
                "period": period_id,
                "code": period.code,
                "first_day": period.first_day,
                "last_day": period.last_day,
                "year": period.first_day.year,
                "month": period.first_day.month,
                "proof": proof,
            },
        )
        count: int = cursor.rowcount
    return count


def count_differences(*, region_id: int) -> dict[str, int]:
    """By table, how many keys have a row in one way's table only, or rows that are not byte by byte the same.

    When a row was written (``created_at``) is the one column left out.
    """
    return {model._meta.db_table: _differences(model, region_id) for model in (Evaluation, EvaluationItem)}


def _differences(model: type[Evaluation | EvaluationItem], region_id: int) -> int:
    """Rows are compared as text: 100 and 100.00 would differ."""
    key = [str(field.column) for field in model._meta.pk_fields]
    columns = [str(field.column) for field in model._meta.local_concrete_fields if field.name != "created_at"]
    ours, theirs = (", ".join(f"{table}.{column}::text" for column in columns) for table in ("ours", "theirs"))
    table = model._meta.db_table
    with region_scope(region_id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_hashjoin = off")  # both have the key's index in order, and neither fits memory
        cursor.execute(
            f"SELECT count(*) FROM {table} ours FULL JOIN {COPIES[table]} theirs USING ({', '.join(key)})"
            f" WHERE ROW({ours}) IS DISTINCT FROM ROW({theirs})"
        )
        count: int = cursor.fetchone()[0]
    return count
