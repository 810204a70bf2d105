"""How many statements the pages of a year cost: the same for two people and for twenty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.appraisal.factories import supervisor_ratings
from tests.appraisal.judgement.year import FIRST, Year, a_reported_plan, address
from tests.factories import a_placement, an_employee
from tests.visitors import page, visitor

FROZEN = {"judgements": 36, "judge-plan": 39}


def statements(year: Year, path: str) -> int:
    """What Sari's visit asks the database; savepoints, which a test makes of every transaction, do not count."""
    sari = visitor(year.cast.sari)
    page(sari, path)
    with CaptureQueriesContext(connection) as captured:
        page(sari, path)
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


def more_people(year: Year, count: int) -> None:
    """So many more in the puskesmas, with months evaluated."""
    for number in range(count):
        person = an_employee(f"Pegawai {number}")
        a_placement(person, year.cast.puskesmas, year.cast.sari, first_day=FIRST)
        a_reported_plan(person, year.cast.puskesmas, year.patients, "100")
        supervisor_ratings(person, year.cast.sari, "2025-12", 3)
    for code in ("2025-12", "2025"):
        year.evaluate(code)


@pytest.mark.parametrize("name", FROZEN)
def test_statements_are_as_frozen_and_do_not_grow_with_people(year: Year, name: str) -> None:
    path = address(year.plan if name == "judge-plan" else None)
    few = statements(year, path)
    more_people(year, 20)
    assert (few, statements(year, path)) == (FROZEN[name], FROZEN[name])
