"""What the region's overview says of guideline, movements and months."""

from decimal import Decimal

from appraisal.documents.guideline import OrganisationPredicate
from appraisal.scoring.types import Predicate
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
    assert moved.title == "Tidak ada hasil kerja yang berubah sejak Mei 2026"


def test_the_months_are_told_by_what_can_be_noticed() -> None:
    assert months("-0.5", "0.49", "2", None).title == "Sejak Jan 2026 hasil kerja turun di 1 dan naik di 1 dari 3 unit"
    assert "kurang dari 0,50 poin" in months("0.1").title
    assert months(None).title == "Rata-rata hasil kerja tiap bulan"


def test_the_units_that_changed_most_keep_their_order() -> None:
    trend = months("-3", "0", "-1", "5", None)
    assert [unit.name for unit in trend.most_changed(3).units] == ["0", "2", "3"]
