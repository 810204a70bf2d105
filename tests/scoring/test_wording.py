"""Words beside the legal names of predicates: one sentence each, about the work and never about the person."""

import re

import pytest

from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import predicate_meaning, predicate_task

FORBIDDEN = re.compile(r"gagal|buruk|malas|merah|misconduct|[!]", re.IGNORECASE)


@pytest.mark.parametrize("predicate", Predicate)
def test_every_predicate_says_what_it_means_to_the_employee(predicate: Predicate) -> None:
    meaning = predicate_meaning(predicate)
    assert "ekspektasi" in meaning
    assert not FORBIDDEN.search(meaning)


@pytest.mark.parametrize("predicate", [one for one in Predicate if one is not Predicate.BAIK])
def test_the_rater_reads_what_helps_now(predicate: Predicate) -> None:
    assert predicate_task(predicate).split()[0] in {"Catat", "Sepakati", "Isi", "Jadwalkan"}


def test_a_good_predicate_asks_the_rater_for_nothing() -> None:
    assert predicate_task(Predicate.BAIK) == ""


@pytest.mark.parametrize("predicate", [Predicate.KURANG, Predicate.SANGAT_KURANG])
def test_a_low_predicate_carries_a_way_forward(predicate: Predicate) -> None:
    assert "Sepakati" in predicate_meaning(predicate)
