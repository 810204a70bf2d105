"""A rubric says something else from a day on; what was rated before keeps its dimensions and its words."""

import datetime

import pytest
from django.db import ProgrammingError, transaction

from appraisal.berakhlak import Dimension
from appraisal.models import Rubric, RubricVersion
from appraisal.services.rubrics.load_rubrics import rubrics_on
from appraisal.services.scorecards.load_scorecard import load_scorecards
from tests.appraisal.factories import a_rating, a_rubric, a_rubric_version
from tests.appraisal.month import Month
from tests.cast import Cast

JULY = datetime.date(2026, 7, 1)
JUNE = datetime.date(2026, 6, 30)


def worded(code: str, *, word: str = "lama") -> Dimension:
    return Dimension(code, f"{code} {word}", (word, word, word, word, word))


def with_a_new_dimension(rubric: Rubric, valid_from: datetime.date) -> RubricVersion:
    """The same dimensions and one more."""
    codes = [part["code"] for part in RubricVersion.objects.get(rubric=rubric).dimensions[:-1]]
    return a_rubric_version(rubric, map(worded, [*codes, "INOVASI", "SEMUA"]), valid_from)


def test_a_day_has_the_dimensions_in_force_on_it(kupang: Cast) -> None:
    rubric = a_rubric("layanan", ("SIKAP",))
    a_rubric_version(rubric, [worded("SIKAP"), worded("CEPAT"), worded("SEMUA")], JULY)
    assert [text.code for text in rubrics_on(JUNE)["layanan"].dimensions] == ["SIKAP"]
    assert [text.code for text in rubrics_on(JULY)["layanan"].dimensions] == ["SIKAP", "CEPAT"]


def test_of_one_day_the_last_published_counts(kupang: Cast) -> None:
    rubric = a_rubric("layanan", ("SIKAP",))
    for word in ("pertama", "kedua"):
        a_rubric_version(rubric, [worded("SIKAP", word=word), worded("SEMUA")], JULY)
    assert rubrics_on(JULY)["layanan"].dimensions[0].name == "SIKAP kedua"


def test_a_dimension_keeps_the_id_that_ratings_point_to(kupang: Cast) -> None:
    rubric = a_rubric("layanan", ("SIKAP",))
    a_rubric_version(rubric, [worded("SIKAP"), worded("SEMUA")], JULY)
    assert rubrics_on(JUNE)["layanan"].dimensions[0].id == rubrics_on(JULY)["layanan"].dimensions[0].id


def test_a_new_dimension_leaves_the_months_before_it_complete(month: Month) -> None:
    with_a_new_dimension(Rubric.objects.get(), datetime.date(2026, 2, 1))
    month.evaluate()
    assert month.evaluation().complete


def test_a_new_dimension_must_be_rated_from_its_first_day_on(month: Month) -> None:
    with_a_new_dimension(Rubric.objects.get(), datetime.date(2026, 1, 31))
    month.evaluate()
    assert not month.evaluation().complete
    a_rating(month.budi, month.cast.sari, "2026-01", 3, dimension="INOVASI")
    month.evaluate()
    assert month.evaluation().complete


def test_a_retired_dimension_is_not_asked_any_more(month: Month) -> None:
    a_rubric_version(Rubric.objects.get(), [worded("BP"), worded("SEMUA")], datetime.date(2026, 1, 1))
    month.evaluate()
    [card] = load_scorecards([month.evaluation()])
    assert [part.name for part in card.rubrics[0].dimensions] == ["BP lama"]


def test_a_scorecard_shows_the_words_in_force_on_its_last_day(month: Month) -> None:
    rubric = Rubric.objects.get()
    codes = [part["code"] for part in RubricVersion.objects.get().dimensions]
    a_rubric_version(rubric, map(worded, codes), datetime.date(2026, 1, 31))
    a_rubric_version(rubric, [worded(code, word="baru") for code in codes], datetime.date(2026, 2, 1))
    month.evaluate()
    [card] = load_scorecards([month.evaluation()])
    assert {part.anchor for part in card.rubrics[0].dimensions} == {"lama"}


def test_a_stored_version_is_never_changed(kupang: Cast) -> None:
    version = RubricVersion.objects.get(rubric=a_rubric())
    version.title = "Lain"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        version.save()
