"""What the region's overview says of guideline, movements and months."""

from dataclasses import replace
from decimal import Decimal

import pytest

from appraisal.documents.guideline import OrganisationPredicate
from appraisal.scoring.types import Predicate
from reports.documents.data_standing import DataStanding, caveat_of
from reports.documents.movement_words import moved_in
from reports.documents.overviews import MonthlyMeans, Trend
from reports.documents.region_parts import Movements, RegionGuideline
from reports.documents.summaries import AgencyLine, Counts, Means, Share

TEN = dict.fromkeys(Predicate, 2)


def a_line(name: str, before: str, now: str) -> AgencyLine:
    """A unit with both means."""
    then, after = (Means(*[Decimal(value)] * 3) for value in (before, now))
    return AgencyLine(name, name, Counts(10, 0, 0, TEN), after, then)


def months(*changes: str | None) -> Trend:
    """Units that start at 90 and end so much further."""
    units = [
        MonthlyMeans(str(place), str(place), (Decimal(90), None if one is None else Decimal(90) + Decimal(one)))
        for place, one in enumerate(changes)
    ]
    return Trend(("Jan 2026", "Feb 2026"), tuple(units))


def test_a_predicate_gives_ranges_in_whole_persons() -> None:
    guideline = RegionGuideline.of(OrganisationPredicate.GOOD, Share(2, 2), TEN)
    assert guideline.spans == {Predicate.BAIK: (0, 7)}
    assert guideline.sentence.startswith("Predikat organisasi: Baik.")


def test_too_few_people_have_no_range() -> None:
    assert RegionGuideline.of(OrganisationPredicate.GOOD, Share(2, 2), {Predicate.BAIK: 4}).spans == {}


def test_without_one_predicate_it_says_why_there_is_no_range() -> None:
    said = [RegionGuideline.of(None, Share(done, 3), TEN).sentence for done in (0, 2, 3)]
    assert said == [
        "Tanpa rentang pedoman: predikat organisasi belum ditetapkan.",
        "Tanpa rentang pedoman: predikat organisasi ditetapkan di 2 dari 3 perangkat daerah.",
        "Tanpa rentang pedoman: predikat organisasi berbeda antarperangkat daerah.",
    ]


def test_who_moved_most_is_the_message() -> None:
    units = [a_line("Dinas A", "90", "91"), a_line("Dinas B", "90", "85")]
    moved = Movements.of(units, "Mei 2026", "Juni 2026")
    assert [one.name for one in moved.lines] == ["Dinas B", "Dinas A"]
    assert moved.title == "Yang paling berubah: Dinas B, turun 5,00 poin sejak Mei 2026"


def test_that_nothing_moved_is_said() -> None:
    moved = Movements.of([a_line("Dinas A", "90", "90")], "Mei 2026", "Juni 2026")
    assert moved.title == "Tidak ada unit yang berubah berarti sejak Mei 2026"


def test_what_cannot_be_noticed_is_nobodys_move() -> None:
    moved = Movements.of([a_line("Dinas A", "90", "90.09")], "Mei 2026", "Juni 2026")
    assert moved.title == "Tidak ada unit yang berubah berarti sejak Mei 2026"


def test_a_heading_never_cuts_the_name_of_a_unit() -> None:
    name = "Dinas Pendidikan dan Kebudayaan, Pemuda dan Olahraga"
    moved = Movements.of([a_line(name, "90", "85")], "Mei 2026", "Juni 2026", "data sementara")
    assert moved.title == f"Yang paling berubah: {name}, turun 5,00 poin sejak Mei 2026 (data sementara)"


def test_a_rule_of_the_guideline_that_is_not_met_is_told() -> None:
    counts = dict.fromkeys(Predicate, 0) | {Predicate.BAIK: 10}
    guideline = RegionGuideline.of(OrganisationPredicate.GOOD, Share(2, 2), counts)
    assert [(one.sentence, one.counted) for one in guideline.unmet] == [
        ("Baik paling banyak 70%: 7 dari 10 orang.", 10),
        ("Ada Butuh Perbaikan dan/atau Kurang, paling sedikit 1 orang.", 0),
    ]


def test_the_months_are_told_by_what_can_be_noticed() -> None:
    said = months("-0.5", "0.49", "2", None).title
    assert said == "Jan 2026 sampai Feb 2026: hasil kerja naik di 1 dan turun di 1 dari 3 unit"
    assert months("0.1", "0").title == "Jan 2026 sampai Feb 2026: hasil kerja tetap di semua unit"
    assert months(None).title == "Rata-rata hasil kerja tiap bulan"


@pytest.mark.parametrize(
    ("changes", "units", "said"),
    [
        (["1", "-1", "0"], 5, "naik di 1 dan turun di 1 dari 5 unit"),
        (["1", "0"], 2, "naik di 1 dari 2 unit"),
        (["-1", "-2"], 2, "turun di semua unit"),
        (["-1"], 2, "turun di 1 dari 2 unit"),
        (["-1"], 1, "turun"),
        (["0.49"], 1, "tetap"),
        (["0.49"], 2, "tetap di semua unit yang dapat dibandingkan"),
    ],
)
def test_nothing_is_said_to_move_in_none_of_the_units(changes: list[str], units: int, said: str) -> None:
    assert moved_in(map(Decimal, changes), units, "unit") == said


def test_what_is_compared_while_something_is_lacking_says_so() -> None:
    units = [a_line("Dinas A", "90", "91"), a_line("Dinas B", "90", "85")]
    moved = Movements.of(units, "Mei 2026", "Juni 2026", "data sementara")
    assert moved.title == "Yang paling berubah: Dinas B, turun 5,00 poin sejak Mei 2026 (data sementara)"
    assert replace(months("-2", "0"), caveat="data sementara").title.endswith("turun di 1 dari 2 unit (data sementara)")


@pytest.mark.parametrize(
    ("done", "is_locked", "standing", "caveat"),
    [
        (9, False, DataStanding.PROVISIONAL, "data sementara"),
        (9, True, DataStanding.INCOMPLETE, "data tidak lengkap"),
        (10, False, DataStanding.COMPLETE, ""),
        (10, True, DataStanding.FINAL, ""),
    ],
)
def test_what_is_locked_is_never_provisional(done: int, is_locked: bool, standing: DataStanding, caveat: str) -> None:
    found = DataStanding.of(Share(done, 10), is_locked=is_locked)
    assert (found, found.caveat) == (standing, caveat)


def test_of_two_periods_the_one_in_view_speaks_first() -> None:
    assert caveat_of(DataStanding.INCOMPLETE, DataStanding.PROVISIONAL) == "data tidak lengkap"
    assert caveat_of(DataStanding.FINAL, DataStanding.PROVISIONAL) == "pembanding sementara"
    assert caveat_of(DataStanding.FINAL, DataStanding.INCOMPLETE) == ""


def test_the_units_that_changed_most_keep_their_order() -> None:
    trend = months("-3", "0", "-1", "5", None)
    assert [unit.name for unit in trend.most_changed(3).units] == ["0", "2", "3"]
