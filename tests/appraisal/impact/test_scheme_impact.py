"""A scheme's simulation names everybody whose result would change, by unit and page by page."""

from typing import Any

import pytest

from appraisal.models import SchemeDraft
from appraisal.services.schemes.simulate_scheme import simulate_scheme
from tests.appraisal.drafts import a_draft
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.sheets import actor
from tests.factories import a_placement, a_plan, an_employee
from tests.visitors import page, visitor

STRICT: dict[str, Any] = {"valid_from": "2027-01-01", "bands": {"above": "110", "expected": "101.5"}}


@pytest.fixture
def simulated(month: Month) -> SchemeDraft:
    """Budi and sixty in the kecamatan would get another predicate."""
    for number in range(60):
        person = an_employee(f"Pegawai {number:02}", account=False)
        a_placement(person, month.cast.kecamatan, month.cast.dewi)
        a_plan(person, month.cast.kecamatan, {month.patients: ("100", "100")})
        an_actual(person, month.patients, "2026-01", "100")
        supervisor_ratings(person, month.cast.dewi, "2026-01", 3)
    month.evaluate()
    draft = a_draft(month.cast, **STRICT)
    return simulate_scheme(draft=draft, edition=1, period=a_period(), actor=actor(month.cast.region_admin))


def shown(month: Month, draft: SchemeDraft, asked: str = "") -> str:
    """The page of the simulation."""
    return page(visitor(month.cast.region_admin), f"/skema/draf/{draft.pk}/simulasi/{asked}")


def test_all_are_named_page_by_page(month: Month, simulated: SchemeDraft) -> None:
    first, second = shown(month, simulated), shown(month, simulated, "?halaman=2")
    assert "61 dari 61 evaluasi yang berbeda" in first
    assert "Halaman 1 dari 2" in first
    named = {number for number in range(60) if f"Pegawai {number:02}" in first + second}
    assert len(named) == 60
    assert ("Budi Santoso" in first) != ("Budi Santoso" in second)


def test_each_unit_says_how_many_of_its_people_change(month: Month, simulated: SchemeDraft) -> None:
    text = shown(month, simulated)
    assert text.index("?unit=7.01") < text.index("?unit=1.02.01")


def test_the_list_can_be_of_one_unit(month: Month, simulated: SchemeDraft) -> None:
    text = shown(month, simulated, "?unit=1.02.01")
    assert "1 dari 61 evaluasi yang berbeda" in text
    assert "Budi Santoso" in text
    assert "Pegawai 00" not in text


def test_a_simulation_of_before_is_still_shown(month: Month, simulated: SchemeDraft) -> None:
    stored: dict[str, Any] = simulated.simulation or {}
    del stored["units"]
    stored["listed"] = [row[:5] for row in stored["listed"][:50]]
    simulated.save()
    assert "50 dari 61 evaluasi yang berbeda" in shown(month, simulated)
