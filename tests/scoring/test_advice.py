"""One reason and one next step: about the work, with the effect that the engine itself computes."""

import pytest
from hypothesis import given

from appraisal.scoring import (
    NASIONAL_1,
    AttendanceMonth,
    Direction,
    Names,
    RubricRatings,
    Scheme,
    Sheet,
    advise,
    score,
)
from tests.scoring.sheets import DIMENSIONS, additional_item, main_item, ratings, scheme, sheet
from tests.scoring.strategies import schemes, sheets, thorough

NAMES = Names(
    items={"a": "Inspeksi lapangan", "b": "Layanan tepat waktu"},
    units={"a": "kali"},
    rubrics={"berakhlak": "BerAKHLAK"},
    dimensions={"HA": "Harmonis"},
)
WITH_ATTENDANCE = scheme(
    behaviour={
        "components": [{"source": "rubric:berakhlak", "weight": 50}, {"source": "attendance", "weight": 50}],
    }
)


def test_the_largest_loss_is_named_with_what_meeting_the_target_brings() -> None:
    card = score(sheet(main_item("1: 20/14", weight="40"), main_item("1: 10/9", key="b", weight="60")), NASIONAL_1)

    advice = advise(card, NASIONAL_1, NAMES)

    assert advice.reason == "Yang paling menahan nilai: Inspeksi lapangan, kurang 6 kali dari target 20 kali."
    assert advice.next_step == (
        "Langkah berikutnya: capai target 20 kali pada Inspeksi lapangan; "
        "nilai hasil kerja naik dari 82,00 menjadi 94,00."
    )


def test_too_much_of_what_should_be_low_is_said_as_more() -> None:
    card = score(sheet(main_item("1: 20/26", key="b", direction=Direction.LOWER)), NASIONAL_1)

    assert advise(card, NASIONAL_1, NAMES).reason == (
        "Yang paling menahan nilai: Layanan tepat waktu, lebih 6 dari target 20."
    )


def test_a_range_is_compared_with_the_bound_that_was_crossed() -> None:
    card = score(sheet(main_item("1: 7..8/9", direction=Direction.RANGE)), NASIONAL_1)

    assert "lebih 1 kali dari target 7 s.d. 8 kali" in advise(card, NASIONAL_1, NAMES).reason


def test_a_zero_by_policy_asks_for_the_report() -> None:
    rules = scheme(missing_policy="zero")

    advice = advise(score(sheet(main_item("1: 20/–")), rules), rules, NAMES)

    assert advice.reason == "Yang paling menahan nilai: Inspeksi lapangan, realisasi Januari belum dilaporkan."
    assert advice.next_step.startswith("Langkah berikutnya: laporkan Inspeksi lapangan bulan Januari; ")


def test_a_dimension_can_hold_the_score_back_most() -> None:
    given_ratings = RubricRatings("berakhlak", DIMENSIONS, ratings([3, 3, 3, 1, 3, 3, 3]))
    card = score(sheet(main_item("1: 20/20"), rubrics=[given_ratings]), NASIONAL_1)

    advice = advise(card, NASIONAL_1, NAMES)

    assert advice.reason == "Yang paling menahan nilai: Harmonis, nilainya 50,00 dari 100,00."
    assert advice.next_step == (
        "Langkah berikutnya: sepakati contoh perilaku Harmonis yang diharapkan; "
        "nilai perilaku kerja naik dari 92,86 menjadi 100,00."
    )


def test_over_several_months_the_rubric_is_named_as_a_whole() -> None:
    given_ratings = RubricRatings("berakhlak", DIMENSIONS, months=((1, ratings([2] * 7)),))
    card = score(sheet(main_item("1: 20/20"), plan_months=(1, 2), rubrics=[given_ratings]), NASIONAL_1)

    assert advise(card, NASIONAL_1, NAMES).reason == (
        "Yang paling menahan nilai: BerAKHLAK, nilainya 70,00 dari 100,00."
    )


def test_attendance_can_hold_the_score_back_most() -> None:
    card = score(sheet(main_item("1: 20/20"), attendance=[AttendanceMonth(1, 2)]), WITH_ATTENDANCE)

    advice = advise(card, WITH_ATTENDANCE, NAMES)

    assert advice.reason == "Yang paling menahan nilai: presensi, nilainya 92,00 dari 100,00."
    assert advice.next_step == (
        "Langkah berikutnya: jaga kehadiran tepat waktu; nilai perilaku kerja naik dari 96,00 menjadi 100,00."
    )


def test_an_effect_that_the_cap_swallows_is_not_promised() -> None:
    rules = scheme(additional={"points": "30", "max": "30"})
    items = [main_item("1: 20/18", weight="1"), main_item("1: 10/12", key="b", weight="99"), additional_item()]

    assert advise(score(sheet(*items), rules), rules, NAMES).next_step == (
        "Langkah berikutnya: capai target 20 kali pada Inspeksi lapangan."
    )


def test_nothing_is_made_up_where_every_target_is_met() -> None:
    advice = advise(score(sheet(main_item("1: 20/20")), NASIONAL_1), NASIONAL_1, NAMES)

    assert advice == ("Semua target tercapai.", "Langkah berikutnya: pertahankan cara kerja ini.")


@pytest.mark.parametrize(
    ("given_sheet", "reason", "step"),
    [
        (
            sheet(main_item("1: 20/–")),
            "Inspeksi lapangan bulan Januari belum dilaporkan",
            "laporkan Inspeksi lapangan bulan Januari",
        ),
        (
            sheet(),
            "belum ada butir SKP yang dapat dihitung pada periode ini",
            "sepakati target periode ini dengan pejabat penilai",
        ),
        (
            sheet(main_item(), rubrics=[]),
            "BerAKHLAK belum dinilai",
            "pejabat penilai melengkapi penilaian BerAKHLAK",
        ),
        (
            sheet(main_item(), rubrics=[RubricRatings("berakhlak", DIMENSIONS, ratings([3, 3, 3, None, 3, 3, None]))]),
            "BerAKHLAK belum dinilai untuk Harmonis dan KL",
            "pejabat penilai melengkapi penilaian BerAKHLAK",
        ),
        (
            sheet(main_item()),
            "rekap presensi belum tersedia",
            "admin perangkat daerah mengunggah rekap presensi",
        ),
    ],
)
def test_an_incomplete_card_says_what_is_lacking_first(given_sheet: Sheet, reason: str, step: str) -> None:
    advice = advise(score(given_sheet, WITH_ATTENDANCE), WITH_ATTENDANCE, NAMES)

    assert advice == (f"Nilai belum lengkap: {reason}.", f"Langkah berikutnya: {step}.")


def test_a_key_without_a_name_is_shown_as_it_is() -> None:
    assert "a, kurang 6 dari target 20." in advise(score(sheet(main_item()), NASIONAL_1), NASIONAL_1, Names()).reason


@thorough
@given(sheets(), schemes())
def test_there_is_always_a_reason_and_a_next_step(given_sheet: Sheet, rules: Scheme) -> None:
    advice = advise(score(given_sheet, rules), rules, NAMES)

    assert advice.reason.endswith(".")
    assert advice.next_step.startswith("Langkah berikutnya: ")
