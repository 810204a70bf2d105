"""Levels from a rater's own program: what the account may give on the scoring sheet, and nothing else."""

import pytest
from django.test import Client

from agencies.permissions import actor_of
from appraisal.models import RaterRole, Rating
from appraisal.services.periods.lock_period import lock_period
from tests.api.programs import program
from tests.api.sending import RATINGS, a_level_row, errors_of, sent, statuses
from tests.appraisal.factories import BERAKHLAK, a_period
from tests.appraisal.month import Month


@pytest.fixture
def rater(month: Month) -> Client:
    """A program of Budi's supervisor."""
    return program(month.cast.sari)


def level_of(month: Month, dimension: str = "BP") -> int:
    """What Sari gave Budi in January."""
    row = Rating.objects.get(employee=month.budi, period__code="2026-01", dimension__code=dimension)
    assert (row.rater_id, row.role) == (month.cast.sari.pk, RaterRole.SUPERVISOR)
    return row.level


def test_a_supervisor_gives_levels_and_the_others_stay(month: Month, rater: Client) -> None:
    rows = [a_level_row(month, 4), a_level_row(month, 3, dimension="AK")]
    assert statuses(sent(rater, RATINGS, *rows)) == ["updated", "unchanged"]
    assert (level_of(month), level_of(month, "KO")) == (4, 3)


def test_a_month_that_nobody_has_rated_is_rated(month: Month, rater: Client) -> None:
    rows = [a_level_row(month, period="2026-02", dimension=code) for code in BERAKHLAK]
    assert statuses(sent(rater, RATINGS, *rows)) == ["created"] * len(BERAKHLAK)


@pytest.mark.parametrize("who", ["region_admin", "agency_admin", "auditor", "budi"])
def test_who_rates_nobody_sends_nothing(month: Month, who: str) -> None:
    assert sent(program(getattr(month.cast, who)), RATINGS, a_level_row(month)).status_code == 403


def test_who_is_rated_by_somebody_else_is_refused(month: Month, rater: Client) -> None:
    rows = [a_level_row(month), a_level_row(month, nip=month.cast.sari.nip)]
    answer = sent(rater, RATINGS, *rows, mode="each")
    assert statuses(answer) == ["updated", "refused"]
    assert errors_of(answer)[0].startswith("nip: ")


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"dimension": "XX"}, "dimension"),
        ({"rubric": "lain"}, "dimension"),
        ({"level": 6}, "level"),
        ({"period": "2026-13"}, "period"),
        ({"period": "2031-01"}, "period"),
    ],
)
def test_a_row_that_is_not_asked_is_refused_beside_good_ones(
    month: Month, rater: Client, other: dict[str, object], place: str
) -> None:
    answer = sent(rater, RATINGS, a_level_row(month, dimension="AK"), a_level_row(month) | other, mode="each")
    assert statuses(answer) == ["updated", "refused"]
    assert errors_of(answer)[0].startswith(f"{place}: ")


def test_nothing_stays_where_all_was_asked(month: Month, rater: Client) -> None:
    rows = [a_level_row(month), a_level_row(month, dimension="XX")]
    assert sent(rater, RATINGS, *rows).status_code == 422
    assert level_of(month) == 3


def test_a_locked_period_refuses_levels_with_its_sentence(month: Month, rater: Client) -> None:
    month.evaluate()
    lock_period(period=a_period("2026-01"), actor=actor_of(month.cast.region_admin))
    [error] = errors_of(sent(rater, RATINGS, a_level_row(month)))
    assert error.startswith("rows/0/period: Periode Januari 2026 dikunci")


def test_a_role_cannot_be_sent(month: Month, rater: Client) -> None:
    assert sent(rater, RATINGS, a_level_row(month, role="peer")).status_code == 400
