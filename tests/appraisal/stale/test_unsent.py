"""Figures that are stored within seconds tell nothing that the rater has not sent yet."""

from decimal import Decimal

import pytest

from appraisal.models import Actual, Rating, StaleInput
from appraisal.services.evaluation.evaluate_period import Tally
from appraisal.services.evaluation.note_stale import note_stale
from appraisal.services.evaluation.refresh_stale import refresh_stale
from tests.appraisal.factories import a_period, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import a_unit_rating, sari_is_evaluated
from tests.appraisal.sheets import save, send
from tests.factories import a_plan


@pytest.fixture
def unrated(month: Month) -> Month:
    """January, evaluated before Sari opened her sheet."""
    Rating.objects.all().delete()
    month.evaluate()
    StaleInput.objects.all().delete()
    return month


def test_a_saved_row_changes_nothing_that_is_stored(unrated: Month) -> None:
    save(unrated, 5)
    assert refresh_stale() == Tally(unchanged=1, incomplete=1)
    assert unrated.evaluation().behaviour_score is None


def test_a_changed_actual_is_stored_without_the_saved_row(unrated: Month) -> None:
    save(unrated, 5)
    Actual.objects.filter(indicator=unrated.patients).update(value=100)
    refresh_stale()
    stored = unrated.evaluation()
    assert (stored.result_score, stored.behaviour_score) == (Decimal("104.00"), None)


def test_once_sent_it_is_stored(unrated: Month) -> None:
    save(unrated, 5)
    refresh_stale()
    send(unrated)
    assert refresh_stale() == Tally(written=1)
    assert unrated.evaluation().behaviour_score == Decimal("120.00")


def test_a_row_that_waits_holds_back_nobody_else_of_the_same_rater(unrated: Month) -> None:
    other = a_plan(unrated.cast.citra, unrated.cast.puskesmas, {unrated.patients: ("100", "10")})
    supervisor_ratings(unrated.cast.citra, unrated.cast.sari, "2026-01", 4)  # from a file
    save(unrated, 5)
    refresh_stale()
    assert unrated.evaluation(other).behaviour_score == Decimal("110.00")
    assert unrated.evaluation().behaviour_score is None


def test_the_predicate_of_the_unit_reaches_its_head_beside_a_saved_row(month: Month) -> None:
    sari_is_evaluated(month)
    month.evaluate()
    sari = month.cast.sari
    save(month, 4, who=month.cast.ratna, plan=sari.plans.get())
    refresh_stale()
    a_unit_rating(month.cast, "kurang")
    note_stale(employee_ids={sari.pk}, period=a_period())
    refresh_stale()
    assert month.evaluation(sari.plans.get()).result_rating == "below"
