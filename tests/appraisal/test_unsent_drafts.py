"""What the supervisor saved in the browser and has not sent does not flicker before the employee."""

import re

import pytest

from appraisal.models import Rating, SentRating
from appraisal.scoring.types import Axis
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.rating.rate_employee import GivenChoice
from appraisal.services.rating.undo_rating import undo_rating
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.sheets import actor, period, save, send
from tests.visitors import page, visitor

WORDS = "<li>Perilaku kerja sedang dinilai oleh Sari Wulandari</li>"


@pytest.fixture
def unrated(month: Month) -> Month:
    """January before Sari opened her sheet."""
    a_period()
    Rating.objects.all().delete()
    return month


def own_page(month: Month, code: str = "2026-01") -> str:
    """Budi's own page."""
    return page(visitor(month.budi), f"/kinerja/?periode={code}")


def levels_on(text: str) -> set[str]:
    """The levels of behaviour on a page."""
    return set(re.findall(r"(\d) dari 5", text))


def test_levels_that_are_not_sent_are_left_out(unrated: Month) -> None:
    save(unrated, 5)
    text = own_page(unrated)
    assert levels_on(text) == set()
    assert WORDS in text


def test_what_is_not_sent_says_the_same_whatever_it_is(unrated: Month) -> None:
    save(unrated, 5)
    high = re.findall(r"\d+,\d\d\b", own_page(unrated))
    save(unrated, 1)
    assert re.findall(r"\d+,\d\d\b", own_page(unrated)) == high


def test_the_effect_of_a_report_does_not_tell_them_either(unrated: Month) -> None:
    address = f"/realisasi/2026-01/{unrated.patients.pk}/hitung/?nilai=90"
    save(unrated, 5)
    high = page(visitor(unrated.budi), address)
    save(unrated, 1)
    assert page(visitor(unrated.budi), address) == high
    assert "Perilaku kerja bulan ini belum dinilai." in high


def test_once_sent_they_show(unrated: Month) -> None:
    save(unrated, 5)
    send(unrated)
    text = own_page(unrated)
    assert levels_on(text) == {"5"}
    assert WORDS not in text


def test_a_row_that_was_opened_again_is_being_rated(unrated: Month) -> None:
    save(unrated, 5)
    send(unrated)
    opened = {"reopened_at": "2026-02-01T00:00Z", "reopened_by": actor(unrated.cast.sari).user_id}
    SentRating.objects.update(**opened, reopen_reason="keliru")
    assert levels_on(own_page(unrated)) == set()


def test_levels_from_a_file_show_at_once(month: Month) -> None:
    a_period()
    assert levels_on(own_page(month)) == {"3"}


def test_what_was_undone_leaves_the_levels_from_before(month: Month) -> None:
    save(month, 5)
    undo_rating(period=period(), actor=actor(month.cast.sari))
    assert levels_on(own_page(month)) == {"3"}


def test_the_levels_of_the_evaluation_in_force_stand_meanwhile(month: Month) -> None:
    month.evaluate()
    save(month, 5)
    text = own_page(month)
    assert levels_on(text) == {"3"}
    assert month.evaluation().fingerprint in text


def test_levels_that_were_evaluated_show_though_nobody_sent_them(unrated: Month) -> None:
    save(unrated, 5)
    unrated.evaluate()
    assert levels_on(own_page(unrated)) == {"5"}


def test_a_set_rating_that_is_not_sent_moves_nothing(month: Month) -> None:
    month.evaluate()
    save(month, 3, choices={Axis.RESULT: GivenChoice(Expectation.BELOW, "Dua laporan dibuat ulang.")})
    assert month.evaluation().fingerprint in own_page(month)


def test_a_longer_period_leaves_out_the_months_that_are_not_sent(unrated: Month) -> None:
    a_period("2026-Q1")
    without = own_page(unrated, "2026-Q1")
    save(unrated, 5)
    assert re.findall(r"\d+,\d\d\b", own_page(unrated, "2026-Q1")) == re.findall(r"\d+,\d\d\b", without)
    send(unrated)
    assert "belum dinilai oleh Sari" not in own_page(unrated, "2026-Q1")


def test_a_trial_starts_from_what_may_be_seen(unrated: Month) -> None:
    save(unrated, 5)
    text = page(visitor(unrated.budi), "/kinerja/coba/?periode=2026-01")
    assert re.search(r'name="p_berakhlak_HA" value=""', text)


def test_the_rater_sees_the_own_draft(unrated: Month) -> None:
    save(unrated, 5)
    assert "checked" in page(visitor(unrated.cast.sari), f"/penilaian/2026-01/{unrated.plan.pk}/")
