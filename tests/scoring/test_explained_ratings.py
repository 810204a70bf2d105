"""Explanations of rubrics, axes, ratings and of the predicate."""

from decimal import Decimal

from appraisal.scoring import (
    NASIONAL_1,
    AttendanceMonth,
    Axis,
    Override,
    PlanPart,
    Predicate,
    RaterGroup,
    Rating,
    RatingEntry,
    RubricRatings,
    combine,
    explain_attendance,
    explain_axis,
    explain_combined_axis,
    explain_dimension,
    explain_final,
    explain_group,
    explain_predicate,
    explain_rating,
    explain_rubric,
    number,
    score,
    score_text,
    target_text,
)
from appraisal.scoring.attendance import score_attendance
from appraisal.scoring.rubrics import score_ratings, score_rubric
from appraisal.scoring.wording import month_list
from tests.scoring.sheets import DIMENSIONS, main_item, ratings, rubric, scheme, sheet, target

QUARTER = (1, 2, 3)


def test_a_dimension_of_the_supervisor_alone_is_that_rating() -> None:
    result = score_ratings(ratings([4] * 7), DIMENSIONS, NASIONAL_1)

    assert explain_dimension(result.dimensions[0]) == "atasan 110,00 (1 penilai)"


def test_a_dimension_of_several_groups_shows_means_counts_and_weights() -> None:
    peers = [RatingEntry(f"k{place}", RaterGroup.PEER, "BP", 3) for place in range(3)]

    result = score_ratings((*ratings([4] * 7), *peers), DIMENSIONS, scheme(groups="360"))

    assert explain_dimension(result.dimensions[0]) == (
        "atasan 110,00 (1 penilai); rekan 100,00 (3 penilai): (60 × 110,00 + 20 × 100,00) ÷ 80 = 107,50"
    )


def test_a_group_says_whether_it_counts_and_why_not() -> None:
    peers = [RatingEntry(f"k{place}", RaterGroup.PEER, "BP", 3) for place in range(2)]
    rules = scheme(groups={"atasan": 60, "rekan": 20, "diri": 20})

    result = score_ratings((*ratings([4] * 7), *peers), DIMENSIONS, rules)

    assert [explain_group(group, rules) for group in result.groups] == [
        "Atasan ikut dihitung dengan bobot 60 (1 penilai).",
        "Rekan tidak ikut dihitung: kurang dari 3 penilai.",
        "Bawahan tidak berbobot dalam aturan nilai.",
        "Diri tidak ikut dihitung: belum memberi nilai.",
    ]


def test_a_dimension_without_the_supervisor_says_so() -> None:
    assert explain_dimension(score_ratings((), DIMENSIONS, NASIONAL_1).dimensions[0]) == (
        "Atasan belum menilai dimensi ini."
    )


def test_a_rubric_is_the_mean_of_its_dimensions() -> None:
    result = score_rubric("berakhlak", sheet(rubrics=[rubric(3)]), NASIONAL_1)

    assert explain_rubric(result) == ("(100,00 + 100,00 + 100,00 + 100,00 + 100,00 + 100,00 + 100,00) ÷ 7 = 100,00")


def test_a_rubric_of_a_longer_period_names_its_months() -> None:
    given = RubricRatings("berakhlak", DIMENSIONS, months=((1, ratings([3] * 7)), (3, ratings([4] * 7))))

    result = score_rubric("berakhlak", sheet(plan_months=QUARTER, rubrics=[given]), NASIONAL_1)

    assert explain_rubric(result) == "Rata-rata Januari dan Maret: (100,00 + 110,00) ÷ 2 = 105,00"


def test_a_rubric_without_score_has_no_formula() -> None:
    assert explain_rubric(score_rubric("berakhlak", sheet(rubrics=[]), NASIONAL_1)) == ""


def test_attendance_over_months_ends_with_their_mean() -> None:
    given = sheet(plan_months=QUARTER, attendance=[AttendanceMonth(1, 1), AttendanceMonth(2)])

    assert explain_attendance(score_attendance(given, NASIONAL_1), NASIONAL_1) == (
        "Januari: 100 − (1 × 4) = 96,00",
        "Februari: 100 − (0) = 100,00",
        "(96,00 + 100,00) ÷ 2 = 98,00",
    )


def test_an_axis_without_score_has_no_formula_and_no_rating() -> None:
    card = score(sheet(main_item(), rubrics=[]), NASIONAL_1)

    assert explain_axis(card.behaviour) == ""
    assert explain_rating(card.behaviour, NASIONAL_1.bands) == ""


def test_an_axis_is_the_weighted_mean_of_its_components() -> None:
    assert explain_axis(score(sheet(main_item()), NASIONAL_1).result) == "(100 × 70,00) ÷ 100 = 70,00"


def test_a_rating_names_the_bound_that_was_reached() -> None:
    texts = [
        explain_rating(score(sheet(main_item(f"1: 100/{actual}")), NASIONAL_1).result, NASIONAL_1.bands)
        for actual in ("115", "100", "80")
    ]

    assert texts == [
        "Nilai hasil kerja 115,00 mencapai 110,00: di atas ekspektasi.",
        "Nilai hasil kerja 100,00 mencapai 90,00 dan kurang dari 110,00: sesuai ekspektasi.",
        "Nilai hasil kerja 80,00 kurang dari 90,00: di bawah ekspektasi.",
    ]


def test_a_rating_that_the_rater_set_is_said_after_the_computed_one() -> None:
    overrides = [Override(Axis.RESULT, Rating.ABOVE, "alasan")]
    card = score(sheet(main_item("1: 100/100"), overrides=overrides), NASIONAL_1)

    assert explain_rating(card.result, NASIONAL_1.bands).endswith(
        "sesuai ekspektasi. Pejabat penilai menetapkan di atas ekspektasi dengan alasan tertulis."
    )


def test_a_predicate_names_its_cell() -> None:
    assert explain_predicate(Rating.BELOW, Rating.EXPECTED, Predicate.BUTUH_PERBAIKAN) == (
        "Hasil kerja di bawah ekspektasi dan perilaku kerja sesuai ekspektasi: Butuh Perbaikan."
    )


def test_a_combined_axis_is_weighed_by_days() -> None:
    parts = [
        PlanPart(20, True, Decimal("115.00"), Decimal("100.00"), Rating.ABOVE, Rating.EXPECTED),
        PlanPart(11, True, Decimal("100.00"), None, Rating.EXPECTED, None),
    ]

    figure = combine(parts, NASIONAL_1)

    assert explain_combined_axis(figure.result) == "(20 × 115,00 + 11 × 100,00) ÷ 31 = 109,68"
    assert explain_combined_axis(figure.behaviour) == ""


def test_the_final_score_shows_both_axes() -> None:
    card = score(sheet(main_item("1: 100/95.5")), NASIONAL_1)

    assert card.final is not None
    assert explain_final(card.result, card.behaviour, card.final) == "(70 × 95,50 + 30 × 100,00) ÷ 100 = 96,85"


def test_numbers_are_written_the_indonesian_way() -> None:
    texts = [number(Decimal(text)) for text in ("1234.5", "0.50", "-1234567", "1E+3", "100")]

    assert texts == ["1.234,5", "0,5", "−1.234.567", "1.000", "100"]
    assert score_text(Decimal(70)) == "70,00"


def test_a_range_is_written_with_both_bounds() -> None:
    written = target("-8..-4")

    assert written is not None
    assert target_text(written) == "−8 s.d. −4"


def test_months_are_listed_by_name() -> None:
    assert [month_list(months) for months in ((1,), (1, 3), (1, 2, 12))] == [
        "Januari",
        "Januari dan Maret",
        "Januari, Februari, dan Desember",
    ]
