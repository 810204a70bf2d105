"""What dimensions said before rubrics had versions is their first version."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import connections, transaction

OLD_ROWS = """
    INSERT INTO agencies_region (code, name, time_zone, created_at)
    VALUES ('53.71', 'Kota Kupang', 'Asia/Makassar', now());
    SELECT set_config('app.region_id', id::text, true) FROM agencies_region;
    INSERT INTO appraisal_rubric (region_id, name) SELECT id, 'berakhlak' FROM agencies_region;
    INSERT INTO appraisal_rubricdimension (region_id, rubric_id, code, name, anchors)
    SELECT region_id, id, code, 'Nama ' || code, ARRAY['a', 'b', 'c', 'd', 'e']
      FROM appraisal_rubric, unnest(ARRAY['SEMUA', 'BP']) AS code;
"""
IN_SCOPE = "SELECT set_config('app.region_id', id::text, true) FROM agencies_region;"


def migrate(*target: str) -> None:
    call_command("migrate", *target, database="owner", verbosity=0)


def as_owner(statements: str) -> list[tuple[object, ...]]:
    """The rows of the last statement, in the scope of the only region."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(statements)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_dimensions_move_into_a_first_version_and_back() -> None:
    connections["default"].close()
    migrate("appraisal", "0004_deliveries_and_drafts")
    try:
        as_owner(OLD_ROWS)
    finally:
        migrate()
    [(title, valid_from, number, dimensions)] = as_owner(
        f"{IN_SCOPE} SELECT title, valid_from, number, dimensions::text FROM appraisal_rubricversion"
    )
    said = [(part["code"], part["name"], part["anchors"]) for part in json.loads(str(dimensions))]
    assert (title, valid_from, number) == ("BerAKHLAK", datetime.date(2000, 1, 1), 1)
    assert said == [("BP", "Nama BP", list("abcde")), ("SEMUA", "Nama SEMUA", list("abcde"))]
    migrate("appraisal", "0004_deliveries_and_drafts")
    back = as_owner(f"{IN_SCOPE} SELECT code, name, anchors FROM appraisal_rubricdimension ORDER BY id")
    migrate()
    assert sorted(back) == sorted(said)
