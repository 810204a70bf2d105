"""One person, four regions: the same work is worth what each region has decided, and each figure says why."""

import pytest

from appraisal.scoring import (
    AttendanceMonth,
    Direction,
    Pattern,
    RaterGroup,
    RatingEntry,
    RubricRatings,
    Sheet,
    explain_axis,
    explain_final,
    explain_rating,
    score,
)
from config.demo.book import books
from tests.scoring.sheets import additional_item, main_item, sheet

BOOKS = {book.name: book for book in books()}


def same_person(satisfaction: str = "90") -> Sheet:
    """104 documents of 100, one complaint where none was the target, one additional task, two days absent; level 4 from
    the supervisor and level 3 from three peers, in every dimension that any region asks for.
    """
    return sheet(
        main_item("1: 100/104", key="dokumen", weight="50"),
        main_item("1: 0/1", key="pengaduan", weight="30", direction=Direction.LOWER),
        main_item(f"1: 90/{satisfaction}", key="kepuasan", weight="20", pattern=Pattern.POSITION),
        additional_item(),
        rubrics=[_rated(name, tuple(codes)) for book in BOOKS.values() for name, codes in book.rubrics.items()],
        attendance=[AttendanceMonth(1, tk=2)],
    )


def _rated(name: str, codes: tuple[str, ...]) -> RubricRatings:
    given = [("atasan", RaterGroup.SUPERVISOR, 4), *((f"rekan {n}", RaterGroup.PEER, 3) for n in range(3))]
    entries = [RatingEntry(rater, group, code, level) for rater, group, level in given for code in codes]
    return RubricRatings(name, codes, tuple(entries))


FIGURES = {  # result, behaviour, final score, predicate
    "Kota Kupang": ("95.50", "104.60", "98.23", "baik"),
    "Kota Semarang": ("98.00", "110.00", "102.20", "baik"),
    "Kota Bandung": ("95.50", "106.00", "99.70", "baik"),
    "Provinsi Lampung": ("102.75", "102.00", "102.45", "baik"),
}
WHY = {  # the axes, the final score, the rating of behaviour
    "Kota Kupang": (
        "(100 × 95,50) ÷ 100 = 95,50",
        "(70 × 110,00 + 30 × 92,00) ÷ 100 = 104,60",
        "(70 × 95,50 + 30 × 104,60) ÷ 100 = 98,23",
        "Nilai perilaku kerja 104,60 mencapai 90,00 dan kurang dari 110,00: sesuai ekspektasi.",
    ),
    "Kota Semarang": (
        "(100 × 98,00) ÷ 100 = 98,00",
        "(100 × 110,00) ÷ 100 = 110,00",
        "(65 × 98,00 + 35 × 110,00) ÷ 100 = 102,20",
        "Nilai perilaku kerja 110,00 mencapai 105,00: di atas ekspektasi.",
    ),
    "Kota Bandung": (
        "(100 × 95,50) ÷ 100 = 95,50",
        "(100 × 106,00) ÷ 100 = 106,00",
        "(60 × 95,50 + 40 × 106,00) ÷ 100 = 99,70",
        "Nilai perilaku kerja 106,00 mencapai 90,00 dan kurang dari 110,00: sesuai ekspektasi.",
    ),
    "Provinsi Lampung": (
        "(50 × 95,50 + 50 × 110,00) ÷ 100 = 102,75",
        "(40 × 90,00 + 60 × 110,00) ÷ 100 = 102,00",
        "(60 × 102,75 + 40 × 102,00) ÷ 100 = 102,45",
        "Nilai perilaku kerja 102,00 mencapai 90,00 dan kurang dari 110,00: sesuai ekspektasi.",
    ),
}
MISSING = {  # complete, indicator score, predicate
    "Kota Kupang": (False, "94.13", None),
    "Kota Semarang": (True, "78.00", "butuh_perbaikan"),
    "Kota Bandung": (False, "94.13", None),
    "Provinsi Lampung": (True, "94.13", "baik"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_the_same_month_is_worth_what_the_region_decided(name: str) -> None:
    card = score(same_person(), BOOKS[name].scheme)
    assert card.complete
    assert card.predicate
    assert (*map(str, (card.result.score, card.behaviour.score, card.final)), str(card.predicate)) == FIGURES[name]


def test_no_two_regions_give_the_same_final_score() -> None:
    assert len({figures[2] for figures in FIGURES.values()}) == len(BOOKS) == 4


@pytest.mark.parametrize("name", BOOKS)
def test_each_figure_is_explained_with_the_regions_own_weights(name: str) -> None:
    scheme = BOOKS[name].scheme
    card = score(same_person(), scheme)
    assert card.final is not None
    told = (
        explain_axis(card.result),
        explain_axis(card.behaviour),
        explain_final(card.result, card.behaviour, card.final),
        explain_rating(card.behaviour, scheme.bands),
    )
    assert told == WHY[name]


@pytest.mark.parametrize(("name", "state"), MISSING.items())
def test_a_report_that_did_not_come_is_awaited_or_zero_or_left_out(
    name: str, state: tuple[bool, str, str | None]
) -> None:
    card = score(same_person(satisfaction="–"), BOOKS[name].scheme)
    assert (card.complete, str(card.indicators.score), card.predicate) == state
