"""The read-only API: the same rows and figures as on screen."""

import pytest
from django.core.management import call_command
from django.test import Client

from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import outside_any_scope, visitor

LIST = "/api/v1/evaluations/?period=2026-01"


@pytest.fixture
def evaluated(month: Month) -> Month:
    """January, evaluated."""
    month.evaluate()
    return month


def test_an_employee_reads_the_own_evaluation_to_the_digit(evaluated: Month) -> None:
    [row] = visitor(evaluated.budi).get(LIST).json()["results"]
    assert (row["final_score"], row["predicate"], row["status"]) == ("100.70", "baik", "lengkap")


def test_no_browser_or_proxy_keeps_what_the_api_tells_of_a_person(evaluated: Month) -> None:
    answers = [
        visitor(evaluated.budi).get(path) for path in (LIST, f"/api/v1/evaluations/2026-01/{evaluated.plan.pk}/")
    ]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_an_employee_sees_no_rank(evaluated: Month) -> None:
    [row] = visitor(evaluated.budi).get(LIST).json()["results"]
    assert row["rank"] is None


def test_a_region_admin_sees_ranks(evaluated: Month) -> None:
    [row] = visitor(evaluated.cast.region_admin).get(LIST).json()["results"]
    assert row["rank"] == 1


def test_a_colleague_finds_nothing_in_the_list(evaluated: Month) -> None:
    assert visitor(evaluated.cast.citra).get(LIST).json()["results"] == []


def test_a_colleague_is_refused_the_scorecard(evaluated: Month) -> None:
    answer = visitor(evaluated.cast.citra).get(f"/api/v1/evaluations/2026-01/{evaluated.plan.pk}/")
    assert answer.status_code == 403


def test_another_region_does_not_learn_that_the_evaluation_exists(bandung: Cast, evaluated: Month) -> None:
    address = f"/api/v1/evaluations/2026-01/{evaluated.plan.pk}/"
    assert outside_any_scope(visitor(bandung.region_admin), address).status_code == 404


def test_a_scorecard_names_its_unit_with_the_code_that_the_list_gives(evaluated: Month) -> None:
    client = visitor(evaluated.budi)
    card = client.get(f"/api/v1/evaluations/2026-01/{evaluated.plan.pk}/").json()
    [row] = client.get(LIST).json()["results"]
    assert (card["agency"], card["agency_name"]) == (row["agency"], evaluated.plan.agency.name)
    assert card["agency"] == evaluated.plan.agency.code


def test_the_scorecard_carries_every_formula(evaluated: Month) -> None:
    card = visitor(evaluated.budi).get(f"/api/v1/evaluations/2026-01/{evaluated.plan.pk}/").json()
    assert [item["attainment"] for item in card["items"]] == ["95.00", "110.00"]
    assert "95,00" in card["items"][0]["formula"]


def test_anonymous_is_refused(evaluated: Month) -> None:
    assert Client().get(LIST).status_code == 401


def test_a_wrong_period_is_named(evaluated: Month) -> None:
    answer = visitor(evaluated.budi).get("/api/v1/evaluations/?period=2026-13")
    assert (answer.status_code, "2026-13" in answer.json()["errors"][0]["message"]) == (400, True)


def test_an_unknown_agency_is_named(evaluated: Month) -> None:
    answer = visitor(evaluated.budi).get(f"{LIST}&agency=9.99")
    assert "9.99" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(evaluated: Month, method: str) -> None:
    assert getattr(visitor(evaluated.cast.region_admin), method)(LIST).status_code == 405


def test_the_schema_has_no_warning(evaluated: Month) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null")
