"""Rows as COPY reads them."""

import datetime
import json
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.db import connection, transaction

from agencies.tenancy.bulk import copied_rows, read_rows

pytestmark = pytest.mark.django_db

ODD_TEXTS = ["", "\\N", "\\.", "a\tb", "a\nb", "a\r\nb", "a\\tb", '"', "{}", "NULL", "é 🙂"]


def there_and_back(definition: str, column: Sequence[object]) -> list[object]:
    """What the database has of a column of values that were copied into it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE told (place int, value {definition}) ON COMMIT DROP")
        with copied_rows("told", ["place", "value"], enumerate(column), joined=False) as (name, _count):
            rows = read_rows(f"SELECT value FROM {name} ORDER BY place", {})
        transaction.set_rollback(True)
    return [value for (value,) in rows]


@pytest.mark.parametrize("column", [ODD_TEXTS, [None, *ODD_TEXTS], [None, None], ["plain", "texts"], [*ODD_TEXTS, 1]])
def test_texts_arrive_as_they_are(column: list[object]) -> None:
    assert there_and_back("text", column) == [value if value is None else str(value) for value in column]


@pytest.mark.parametrize(
    "column", [[Decimal("1E+3"), Decimal("-0.50")], [None, Decimal(0), 7], [Decimal("1E-18"), None]]
)
def test_amounts_arrive_as_they_are(column: list[object]) -> None:
    assert there_and_back("numeric", column) == column


def test_truths_and_days_arrive_as_they_are() -> None:
    assert there_and_back("boolean", [True, False, None]) == [True, False, None]
    assert there_and_back("date", [datetime.date(2026, 2, 28), None]) == [datetime.date(2026, 2, 28), None]


def test_arrays_and_documents_arrive_as_they_are() -> None:
    lists = [[Decimal("1.5"), None], None, ()]
    assert there_and_back("numeric[]", lists) == [[Decimal("1.5"), None], None, []]
    assert there_and_back("text[]", [ODD_TEXTS]) == [ODD_TEXTS]
    document = {"teks": 'a\t"b"\\n\n'}
    assert [json.loads(str(one)) for one in there_and_back("text", [document])] == [document]


def test_more_rows_than_are_written_at_once_keep_their_order() -> None:
    assert there_and_back("int", range(2500)) == list(range(2500))
