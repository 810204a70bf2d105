"""Quarters, semesters and years come from the months by each indicator's pattern, never from averaged percentages."""

import datetime
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.documents.item_months import item_months
from appraisal.scoring import (
    NASIONAL_1,
    Axis,
    DatedPlan,
    DaySpan,
    Direction,
    ItemState,
    Override,
    Pattern,
    PlacementKind,
    PlanPart,
    Rating,
    assign_months,
    combine,
    score,
    score_main_item,
)
from appraisal.scoring.explain import explain_months
from appraisal.scoring.explain_longer import month_spans
from appraisal.scoring.rounding import mean_of
from tests.scoring.sheets import main_item, rubric, sheet
from tests.scoring.strategies import quick

Q1, S1, YEAR = range(1, 4), range(1, 7), range(1, 13)
STEADY = "1: 10/10, 2: 20/10, 3: 30/30, 4: 40/40, 5: 50/50, 6: 60/60"


class Row(NamedTuple):
    """A line of the table: the months of an item, and what the engine says over a period."""

    what: str
    pattern: Pattern
    entries: str
    months: range
    attainment: str | None
    monthly_mean: str | None
    state: ItemState = ItemState.MEASURED


TABLE = [
    Row("a count follows its sums", Pattern.COUNT, "1: 10/10, 2: 30/15, 3: 20/20", Q1, "75.00", "83.33"),
    Row("a small month weighs little", Pattern.COUNT, "1: 1/0, 2: 99/99, 3: 100/100", Q1, "99.50", "66.67"),
    Row("a capped month does not stay capped", Pattern.COUNT, "1: 10/40, 2: 10/5, 3: 10/5", Q1, "120.00", "73.33"),
    Row("a count over a semester", Pattern.COUNT, STEADY, S1, "95.24", "91.67"),
    Row("a position is where it stands", Pattern.POSITION, "1: 70/35, 2: 75/60, 3: 80/80", Q1, "100.00", "76.67"),
    Row("a position keeps its fall", Pattern.POSITION, "1: 80/80, 2: 80/80, 6: 80/40", S1, "50.00", "83.33"),
    Row("a position forgives a gap", Pattern.POSITION, "1: 80/–, 2: 80/–, 3: 80/80", Q1, "100.00", "100.00"),
    Row("a release is its last one", Pattern.RELEASE, "3: 4/2, 6: 4/3, 12: 4/–", YEAR, "75.00", "62.50"),
    Row("an index is measured once a year", Pattern.RELEASE, "12: 80/76", YEAR, "95.00", "95.00"),
    Row(
        "an index before its release",
        Pattern.RELEASE,
        "12: 80/–",
        YEAR,
        None,
        None,
        ItemState.WAITING_RELEASE,
    ),
    Row("an index in another quarter", Pattern.RELEASE, "12: 80/76", Q1, None, None, ItemState.NOT_MEASURED),
    Row("a declared month takes its target too", Pattern.COUNT, "1: 10/5, 2: 90/tb, 3: 10/10", Q1, "75.00", "75.00"),
    Row(
        "a missing month of a count", Pattern.COUNT, "1: 10/5, 2: 10/–, 3: 10/10", Q1, None, "75.00", ItemState.MISSING
    ),
]


@pytest.mark.parametrize("row", TABLE, ids=[row.what for row in TABLE])
def test_a_longer_period_follows_the_pattern(row: Row) -> None:
    item = main_item(row.entries, pattern=row.pattern)
    result = score_main_item(item, row.months, NASIONAL_1)
    assert (result.state, str(result.attainment)) == (row.state, str(row.attainment))


@pytest.mark.parametrize("row", TABLE, ids=[row.what for row in TABLE])
def test_the_mean_of_the_months_is_what_the_table_says_it_would_be(row: Row) -> None:
    assert str(mean_of_months(row)) == str(row.monthly_mean)


def test_the_table_holds_counterexamples_to_averaging() -> None:
    apart = [row for row in TABLE if row.attainment and row.attainment != row.monthly_mean]
    assert {row.pattern for row in apart} == set(Pattern)


def mean_of_months(row: Row) -> Decimal | None:
    """What averaging the percentages of the months would give."""
    item = main_item(row.entries, pattern=row.pattern)
    monthly = [score_main_item(item, [month], NASIONAL_1).attainment for month in row.months]
    found = [attainment for attainment in monthly if attainment is not None]
    return mean_of(found) if found else None


reports = st.lists(st.tuples(st.integers(1, 500), st.integers(0, 500)), min_size=2, max_size=12)


@quick
@given(reports)
def test_a_count_over_a_year_is_its_sums_in_one_month(months: list[tuple[int, int]]) -> None:
    entries = ", ".join(f"{month}: {target}/{actual}" for month, (target, actual) in enumerate(months, start=1))
    target, actual = (sum(amounts) for amounts in zip(*months, strict=True))
    year = score_main_item(main_item(entries), YEAR, NASIONAL_1)
    at_once = score_main_item(main_item(f"1: {target}/{actual}"), [1], NASIONAL_1)
    assert (year.actual, year.target, year.attainment) == (at_once.actual, at_once.target, at_once.attainment)


@quick
@given(st.integers(1, 12), st.integers(1, 500), st.integers(0, 500))
def test_equal_months_make_a_year_like_each_of_them(count: int, target: int, actual: int) -> None:
    entries = ", ".join(f"{month}: {target}/{actual}" for month in range(1, count + 1))
    year = score_main_item(main_item(entries), YEAR, NASIONAL_1)
    month = score_main_item(main_item(f"1: {target}/{actual}"), [1], NASIONAL_1)
    assert (year.attainment, year.actual) == (month.attainment, Decimal(count * actual))


@quick
@given(reports)
def test_a_position_over_a_year_is_its_last_month(months: list[tuple[int, int]]) -> None:
    entries = [f"{month}: {target}/{actual}" for month, (target, actual) in enumerate(months, start=1)]
    year = score_main_item(main_item(", ".join(entries), pattern=Pattern.POSITION), YEAR, NASIONAL_1)
    last = score_main_item(main_item(entries[-1], pattern=Pattern.POSITION), YEAR, NASIONAL_1)
    assert (year.actual, year.target, year.attainment) == (last.actual, last.target, last.attainment)


@quick
@given(reports)
def test_quarters_of_a_count_add_up_to_their_year(months: list[tuple[int, int]]) -> None:
    entries = ", ".join(f"{month}: {target}/{actual}" for month, (target, actual) in enumerate(months, start=1))
    item = main_item(entries)
    quarters = [score_main_item(item, range(first, first + 3), NASIONAL_1).actual for first in (1, 4, 7, 10)]
    assert sum(actual for actual in quarters if actual is not None) == score_main_item(item, YEAR, NASIONAL_1).actual


def test_one_item_of_each_pattern_over_a_semester() -> None:
    count = main_item(STEADY, key="c", weight="50")
    position = main_item("1: 80/40, 6: 80/80", key="p", weight="30", pattern=Pattern.POSITION)
    release = main_item("6: 4/3", key="r", weight="20", pattern=Pattern.RELEASE)
    card = score(sheet(count, position, release, plan_months=S1, rubrics=[rubric(3)]), NASIONAL_1)
    # (50 x 95.24 + 30 x 100 + 20 x 75) / 100
    assert card.indicators.score == Decimal("92.62")


TRANSFERS = [  # the last day of the old plan, the year and months asked; months and days of both plans
    (datetime.date(2026, 2, 9), 2026, S1, (1,), 40, (2, 3, 4, 5, 6), 141),
    (datetime.date(2024, 2, 9), 2024, S1, (1,), 40, (2, 3, 4, 5, 6), 142),
    (datetime.date(2024, 2, 14), 2024, S1, (1,), 45, (2, 3, 4, 5, 6), 137),
    (datetime.date(2024, 2, 15), 2024, S1, (1, 2), 46, (3, 4, 5, 6), 136),
    (datetime.date(2024, 2, 29), 2024, YEAR, (1, 2), 60, tuple(range(3, 13)), 306),
    (datetime.date(2026, 2, 28), 2026, YEAR, (1, 2), 59, tuple(range(3, 13)), 306),
    (datetime.date(2026, 6, 30), 2026, YEAR, tuple(range(1, 7)), 181, tuple(range(7, 13)), 184),
]


@pytest.mark.parametrize("case", TRANSFERS, ids=[f"{case[0]:%Y-%m-%d}, {len(case[2])} months" for case in TRANSFERS])
def test_a_transfer_is_split_by_days_also_in_a_leap_year(case: tuple[object, ...]) -> None:
    last, year, months, *shares = case
    assert isinstance(last, datetime.date)
    assert isinstance(year, int)
    assert isinstance(months, range)
    old = DatedPlan("a", PlacementKind.DEFINITIVE, (DaySpan(datetime.date(year, 1, 1), last),))
    begins = last + datetime.timedelta(days=1)
    new = DatedPlan("b", PlacementKind.DEFINITIVE, (DaySpan(begins, datetime.date(year, 12, 31)),))
    found = assign_months([old, new], year, months)
    assert [found["a"].months, found["a"].days, found["b"].months, found["b"].days] == shares


def test_the_employees_year_weighs_the_parts_by_their_days() -> None:
    parts = [
        PlanPart(60, True, Decimal("80.00"), Decimal("100.00"), Rating.BELOW, Rating.EXPECTED),
        PlanPart(306, True, Decimal("112.00"), Decimal("104.00"), Rating.ABOVE, Rating.EXPECTED),
    ]
    figure = combine(parts, NASIONAL_1)
    # (60 x 80 + 306 x 112) / 366, and not (80 + 112) / 2
    assert (figure.result.score, figure.behaviour.score) == (Decimal("106.75"), Decimal("103.34"))


def test_an_acting_post_takes_no_month_from_the_definitive_plan() -> None:
    definitive = DatedPlan(
        "d", PlacementKind.DEFINITIVE, (DaySpan(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),)
    )
    plh = DatedPlan("h", PlacementKind.PLH, (DaySpan(datetime.date(2024, 2, 28), datetime.date(2024, 3, 1)),))
    found = assign_months([definitive, plh], 2024, YEAR)
    assert (len(found["d"].months), found["d"].days) == (12, 366)
    assert (found["h"].months, found["h"].days) == ((2, 3), 3)


def test_a_set_rating_changes_the_predicate_of_a_year_and_no_score() -> None:
    override = Override(Axis.RESULT, Rating.ABOVE, "Dua unit digabung.")
    plain = score(sheet(main_item(STEADY), plan_months=S1), NASIONAL_1)
    judged = score(sheet(main_item(STEADY), plan_months=S1, overrides=[override]), NASIONAL_1)
    assert (judged.result.score, judged.final) == (plain.result.score, plain.final)
    assert (plain.result.rating, judged.result.rating) == (Rating.EXPECTED, Rating.ABOVE)


@pytest.mark.parametrize("direction", [Direction.LOWER, Direction.HIGHER])
def test_each_month_is_told_with_what_became_of_it(direction: Direction) -> None:
    item = main_item("1: 80/60, 2: 80/–, 3: 80/tb, 4: 80/70", pattern=Pattern.POSITION, direction=direction)
    asked = sheet(item, plan_months=S1)
    told = item_months(score_main_item(item, S1, NASIONAL_1), asked)
    assert [(month.name, month.note) for month in told.months] == [
        ("Januari", "bukan yang terakhir"),
        ("Februari", "belum dilaporkan"),
        ("Maret", "tidak berlaku"),
        ("April", "dihitung"),
    ]
    assert told.untargeted == "Tanpa target, jadi tidak diukur: Mei dan Juni."


def test_a_month_alone_tells_no_table_of_months() -> None:
    item = main_item("1: 80/60")
    assert not item_months(score_main_item(item, [1], NASIONAL_1), sheet(item)).months


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ([4], "April"),
        ([1, 2], "Januari dan Februari"),
        ([1, 2, 3], "Januari s.d. Maret"),
        ([1, 2, 3, 6, 8, 9], "Januari s.d. Maret, Juni, Agustus dan September"),
        (range(1, 13), "Januari s.d. Desember"),
    ],
)
def test_months_in_a_row_are_told_by_the_first_and_the_last(months: list[int], text: str) -> None:
    assert month_spans(months) == text


@pytest.mark.parametrize(
    ("pattern", "entries", "text"),
    [
        (Pattern.POSITION, "1: 80/–, 3: 80/60", "Januari belum dilaporkan; yang dihitung keadaan terakhir"),
        (Pattern.RELEASE, "1: 80/60, 3: 80/–", "Maret belum dirilis; yang dihitung rilis terakhir."),
        (Pattern.COUNT, "1: 80/60, 3: 80/–", "Maret belum dilaporkan dan belum ikut dihitung."),
        (Pattern.COUNT, "1: 80/60, 3: 80/tb", "Maret dinyatakan tidak berlaku: target dan realisasinya tidak ikut"),
    ],
)
def test_the_months_that_are_not_in_a_figure_are_named_with_the_reason(
    pattern: Pattern, entries: str, text: str
) -> None:
    assert text in explain_months(score_main_item(main_item(entries, pattern=pattern), Q1, NASIONAL_1))
