"""The employee's next step: doable, dated, and worth exactly the points that it promises."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from appraisal.scoring import (
    NASIONAL_1,
    AttendanceMonth,
    Direction,
    Item,
    ItemKind,
    MonthEntry,
    Names,
    Pattern,
    RubricRatings,
    Scheme,
    Sheet,
    Target,
    score,
)
from appraisal.scoring.card import Branch, ItemResult
from appraisal.scoring.explain import bound_of
from appraisal.scoring.own_advice import OwnAdvice, Until, advise_owner
from tests.scoring.sheets import DIMENSIONS, main_item, ratings, scheme, sheet
from tests.scoring.strategies import quick, schemes, sheets, thorough

NAMES = Names(
    items={"a": "Inspeksi lapangan", "b": "Waktu tunggu"},
    units={"a": "kali", "b": "menit"},
    rubrics={"berakhlak": "BerAKHLAK"},
    dimensions={"HA": "Harmonis"},
)
UNTIL = Until("30 November 2026", "5 Desember 2026")
OVER = Until("", "")
ATTENDANCE = {"source": "attendance", "weight": 50}


def advice_on(given_sheet: Sheet, rules: Scheme = NASIONAL_1, until: Until = UNTIL) -> OwnAdvice:
    """What the employee reads of a sheet."""
    return advise_owner(score(given_sheet, rules), rules, NAMES, until)


def reported(given_sheet: Sheet, key: str, month: int, value: Decimal) -> Sheet:
    """The sheet after the employee reported a value for a month."""
    items = tuple(
        item._replace(
            months=tuple(entry._replace(actual=value) if entry.month == month else entry for entry in item.months)
        )
        if item.key == key
        else item
        for item in given_sheet.items
    )
    return given_sheet._replace(items=items)


def test_the_step_says_how_much_until_when_and_what_it_adds() -> None:
    advice = advice_on(sheet(main_item("1: 20/14", weight="30"), main_item("1: 10/10", key="b", weight="70")))

    assert advice.reason == "Yang paling menahan nilai: Inspeksi lapangan, kurang 6 kali dari target 20 kali."
    assert advice.next_step == (
        "Langkah berikutnya: tambah realisasi Inspeksi lapangan sebanyak 6 kali paling lambat 30 November 2026 "
        "untuk menambah nilai akhir 6,30 poin."
    )
    assert (advice.item, advice.gain) == ("a", Decimal("6.30"))


def test_what_is_a_position_is_brought_to_its_target() -> None:
    late = main_item("1: 15/17", key="b", direction=Direction.LOWER, pattern=Pattern.POSITION)

    assert "turunkan Waktu tunggu menjadi 15 menit paling lambat 30 November 2026" in advice_on(sheet(late)).next_step


def test_nobody_is_told_to_lower_what_can_only_grow() -> None:
    complaints = main_item("1: 15/17", key="b", direction=Direction.LOWER, weight="50")
    visits = main_item("1: 20/19", weight="50")

    advice = advice_on(sheet(complaints, visits))

    assert advice.reason.startswith("Yang paling menahan nilai: Waktu tunggu, lebih 2 menit")
    assert advice.item == "a"


def test_where_nothing_can_be_made_good_the_supervisor_is_to_be_asked() -> None:
    advice = advice_on(sheet(main_item("1: 15/17", key="b", direction=Direction.LOWER)))

    assert advice.next_step == "Langkah berikutnya: bahas cara mencapainya dengan pejabat penilai."
    assert (advice.item, advice.gain) == ("", None)


def test_what_was_not_reported_comes_first_with_the_last_day_for_it() -> None:
    advice = advice_on(sheet(main_item("1: 20/14", weight="60"), main_item("1: 10/–", key="b", weight="40")))

    assert advice.reason == "Nilai belum lengkap: Waktu tunggu bulan Januari belum dilaporkan."
    assert advice.next_step == (
        "Langkah berikutnya: laporkan Waktu tunggu bulan Januari paling lambat 5 Desember 2026; "
        "bila target tercapai, nilai akhir bertambah 8,40 poin."
    )


def test_of_several_reports_the_heaviest_is_asked_first_and_the_others_are_counted() -> None:
    advice = advice_on(sheet(main_item("1: 20/–", weight="60"), main_item("1: 10/–", key="b", weight="40")))

    assert advice.reason == "Nilai belum lengkap: Inspeksi lapangan dan 1 indikator lain belum dilaporkan."
    assert advice.item == "a"


def test_while_the_behaviour_is_not_rated_the_step_tells_its_effect_on_the_results() -> None:
    advice = advice_on(sheet(main_item("1: 20/14"), rubrics=[RubricRatings("berakhlak", DIMENSIONS)]))

    assert advice.reason.startswith("Yang paling menahan nilai: Inspeksi lapangan")
    assert advice.next_step.endswith("; nilai hasil kerja naik dari 70,00 menjadi 100,00.")
    assert advice.gain is None


def test_while_all_waits_for_the_rater_that_is_what_it_says() -> None:
    advice = advice_on(sheet(main_item("1: 20/20"), rubrics=[RubricRatings("berakhlak", DIMENSIONS)]))

    assert advice.reason == "Semua target yang sudah dihitung tercapai."
    assert advice.next_step == "Langkah berikutnya: pejabat penilai melengkapi penilaian BerAKHLAK."


def test_a_dimension_promises_points_of_the_final_score_too() -> None:
    given_ratings = RubricRatings("berakhlak", DIMENSIONS, ratings([3, 3, 3, 1, 3, 3, 3]))

    advice = advice_on(sheet(main_item("1: 20/20"), rubrics=[given_ratings]))

    assert advice.next_step == (
        "Langkah berikutnya: sepakati contoh perilaku Harmonis yang diharapkan untuk menambah nilai akhir 2,14 poin."
    )


def test_when_the_period_is_over_nobody_is_told_to_add_to_it() -> None:
    advice = advice_on(sheet(main_item("1: 20/14")), until=OVER)

    assert advice.next_step == (
        "Langkah berikutnya: capai target 20 kali pada Inspeksi lapangan; "
        "nilai hasil kerja naik dari 70,00 menjadi 100,00."
    )
    assert (advice.item, advice.gain) == ("", None)


def test_what_is_late_can_still_be_reported() -> None:
    advice = advice_on(sheet(main_item("1: 20/–"), main_item("1: 10/10", key="b")), until=OVER)

    assert advice.next_step.startswith("Langkah berikutnya: laporkan Inspeksi lapangan bulan Januari")
    assert advice.item == "a"


def test_an_axis_that_lacks_a_part_promises_nothing() -> None:
    rules = scheme(behaviour={"components": [{"source": "rubric:berakhlak", "weight": 50}, ATTENDANCE]})
    unrated = [RubricRatings("berakhlak", DIMENSIONS)]

    advice = advice_on(sheet(main_item("1: 20/20"), rubrics=unrated, attendance=[AttendanceMonth(1, 2)]), rules)

    assert advice.reason == "Semua target yang sudah dihitung tercapai."


def test_who_met_every_target_keeps_at_it() -> None:
    assert advice_on(sheet(main_item("1: 20/20"))) == (
        "Semua target tercapai.",
        "Langkah berikutnya: pertahankan cara kerja ini.",
        "",
        None,
    )


@st.composite
def reported_items(draw: st.DrawFn, key: str, months: tuple[int, ...]) -> Item:
    """A main item that mostly falls short; now and then a month is not reported."""
    direction = draw(st.sampled_from(Direction))
    low = draw(st.integers(1, 40))
    high = None if direction in (Direction.HIGHER, Direction.LOWER) else Decimal(low + draw(st.integers(0, 5)))
    values = st.one_of(st.integers(0, 60).map(Decimal), st.decimals(0, 60, places=2))
    entries = tuple(
        MonthEntry(month, Target(Decimal(low), high), draw(values) if draw(st.integers(0, 9)) else None)
        for month in months
    )
    weight = Decimal(draw(st.integers(1, 100)))
    return Item(key, ItemKind.MAIN, direction, draw(st.sampled_from(Pattern)), weight, entries)


@st.composite
def rated_sheets(draw: st.DrawFn) -> Sheet:
    """One to three items over a month or a quarter, and a rating in every dimension."""
    months = draw(st.sampled_from([(1,), (1, 2, 3)]))
    keys = draw(st.sampled_from(["a", "ab", "abc"]))
    rubric = RubricRatings("berakhlak", DIMENSIONS, ratings([draw(st.integers(2, 5))] * 7))
    return sheet(*[draw(reported_items(key, months)) for key in keys], plan_months=months, rubrics=[rubric])


def taken(given_sheet: Sheet, item: ItemResult) -> Sheet:
    """The sheet after the employee did what the sentence says: the gap to the bound is in the last used month."""
    if item.branch in (Branch.MISSING_AS_ZERO, Branch.NONE):
        return fulfilled(given_sheet, item)
    assert item.actual is not None
    assert item.target is not None
    month = max(item.used)
    stored = next(one for one in given_sheet.items if one.key == item.key)
    before = next(entry.actual for entry in stored.months if entry.month == month) or Decimal(0)
    return reported(given_sheet, item.key, month, before + bound_of(item.branch, item.target) - item.actual)


def fulfilled(given_sheet: Sheet, item: ItemResult) -> Sheet:
    """The sheet after each missing month was reported, so that the item meets the target of the period."""
    stored = next(one for one in given_sheet.items if one.key == item.key)
    due = [entry for entry in stored.months if entry.month in item.due]
    months = item.unreported if item.pattern is Pattern.COUNT else item.unreported[-1:]
    for month in months:
        given_sheet = reported(given_sheet, item.key, month, Decimal(0))
    if item.pattern is Pattern.COUNT:
        wanted = sum((entry.target.low for entry in due if entry.target), Decimal(0))
        rest = wanted - sum((entry.actual for entry in due if entry.actual is not None), Decimal(0))
    else:
        rest = next(entry.target.low for entry in due if entry.month == months[-1] and entry.target)
    return reported(given_sheet, item.key, months[-1], rest)


@quick
@given(rated_sheets(), st.sampled_from(["incomplete", "zero", "exclude"]))
def test_taking_the_step_gives_exactly_the_promised_points(given_sheet: Sheet, policy: str) -> None:
    rules = scheme(missing_policy=policy)
    card = score(given_sheet, rules)
    advice = advise_owner(card, rules, NAMES, UNTIL)
    assume(advice.item and advice.gain is not None)
    item = next(one for one in card.indicators.items if one.key == advice.item)

    after = score(taken(given_sheet, item), rules)

    assert card.final is not None
    assert after.final == card.final + (advice.gain or 0)


@thorough
@given(sheets(), schemes())
def test_a_promise_is_always_more_than_nothing(given_sheet: Sheet, rules: Scheme) -> None:
    advice = advise_owner(score(given_sheet, rules), rules, NAMES, UNTIL)

    assert advice.gain is None or advice.gain > 0
    assert advice.reason.endswith(".")
    assert advice.next_step.startswith("Langkah berikutnya: ")
