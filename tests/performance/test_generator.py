"""The generator for benchmarks makes what the product itself would accept."""

import datetime

import pytest
from django.db import connection

from agencies.files.nip import read_nip
from agencies.models import Employee
from agencies.tenancy.scope import region_scope
from indicators.models import Plan
from tests.performance import generator


def test_a_million_numbers_are_distinct_and_of_the_right_form(db: None) -> None:
    formula = generator.NIP_OF_N.replace("%%", "%")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(DISTINCT nip), count(*) FILTER (WHERE nip ~ '^[0-9]{{18}}$')"
            f"  FROM (SELECT {formula} AS nip FROM generate_series(1, {generator.MOST_PEOPLE}) n) made"
        )
        assert cursor.fetchone() == (generator.MOST_PEOPLE, generator.MOST_PEOPLE)


def test_numbers_up_to_the_last_are_accepted_without_a_warning(db: None) -> None:
    formula = generator.NIP_OF_N.replace("%%", "%")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {formula} FROM generate_series(1, {generator.MOST_PEOPLE}, 997) n")
        made = [nip for (nip,) in cursor.fetchall()]
    today = datetime.date(2026, 11, 22)
    assert [nip for nip in made if read_nip(nip, today=today).warnings] == []


def test_more_people_than_numbers_are_refused(db: None) -> None:
    with pytest.raises(ValueError, match="at most 1,752,000"):
        generator.generate_region(employees=generator.MOST_PEOPLE + 1, items=10)


def test_blocks_change_nothing_but_the_transactions(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = generator.generate_region(employees=100, items=4, agencies=3, code="98.01")
    monkeypatch.setattr(generator, "BLOCK", 40)
    cut = generator.generate_region(employees=100, items=4, agencies=3, code="98.02")
    facts = []
    for region in (whole, cut):
        with region_scope(region.pk):
            people = Employee.objects.order_by("nip")
            facts.append(list(people.values_list("nip", "placements__agency__code", "placements__supervisor__nip")))
            assert Plan.objects.all().agreed().count() == 100
    assert facts[0] == facts[1]


def test_regions_share_the_people(db: None) -> None:
    regions = generator.generate_regions(regions=3, employees=50, items=4)
    counts = []
    for region in regions:
        with region_scope(region.pk):
            counts.append(Employee.objects.count())
    assert counts == [17, 17, 16]
