"""Hints beside what somebody writes about a colleague's work."""

import pytest

from appraisal.help.wording_hints import hints_for


@pytest.mark.parametrize(
    ("text", "concerns"),
    [
        ("", []),
        ("   \n", []),
        ("Laporan 5 November selesai dua hari lebih awal.", []),
        ("Pada rapat Senin, Anda menjelaskan data kunjungan dengan runtut.", []),
        ("Misalnya, tabel rekap memuat sumber datanya.", []),
        ("Laporan mudah dibaca.", ["contoh"]),
        ("Anda malas.", ["orang", "contoh"]),
        ("ANDA MALAS pada 3 November.", ["orang"]),
        ("Anda tidak\nbecus pada 3 November.", ["orang"]),
        ("Anda hebat.", ["orang", "contoh"]),
        ("Laporan selalu terlambat.", ["mutlak", "contoh"]),
        ("Laporan tidak pernah lengkap, misalnya bulan Oktober.", ["mutlak"]),
        ("Anda malas dan selalu terlambat.", ["orang", "mutlak"]),
        ("Setiap saat ada gangguan.", ["mutlak", "contoh"]),
        ("Ada sosok yang membantu antrean pada 3 November.", []),
        ("Kemalasan mesin antrean teratasi tanggal 3.", []),
        ("Kelemahan jaringan dicatat saat rapat.", []),
        ("Ｍａｌａｓ pada 3 November.", ["orang"]),
        ("<script>alert(1)</script>", []),
    ],
)
def test_a_sentence_gets_these_hints(text: str, concerns: list[str]) -> None:
    assert [hint.concern.value for hint in hints_for(text)] == concerns


def test_a_hint_names_the_word_and_a_way_to_write_it() -> None:
    assert hints_for("Anda malas pada 3 November.")[0].sentence == (
        "“malas” menilai orangnya. Tulis apa yang terjadi dalam pekerjaan dan akibatnya."
    )


def test_there_are_never_more_than_two() -> None:
    assert len(hints_for("Anda malas, bodoh, dan tidak pernah tepat waktu.")) == 2


def test_a_very_long_word_is_read_quickly() -> None:
    assert [hint.concern.value for hint in hints_for("a" * 2_000)] == ["contoh"]
