"""A scheme in sentences, as an example, and as a file."""

import tomllib
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given

from appraisal.scoring import NASIONAL_1, Scheme, parse_scheme, scheme_fingerprint
from appraisal.scoring.scheme_example import example_of
from appraisal.scoring.scheme_explained import compare_schemes, explain_scheme
from appraisal.scoring.scheme_writing import scheme_toml
from tests.scoring.random_schemes import random_scheme
from tests.scoring.strategies import schemes

BASE = {"name": "uji", "valid_from": "2026-01-01"}
DISCIPLINE = {
    "result": {
        "weight": 60,
        "components": [{"source": "indicators", "weight": 80}, {"source": "attendance", "weight": 20}],
    },
    "behaviour": {"weight": 40, "components": [{"source": "rubric:berakhlak", "weight": 100}]},
}


def sentences(scheme: Scheme) -> dict[str, str]:
    return {setting.key: setting.sentence for group in explain_scheme(scheme) for setting in group.settings}


def scheme_with(**rules: object) -> Scheme:
    return parse_scheme({**BASE, **rules})


@pytest.mark.parametrize(
    ("rules", "key", "sentence"),
    [
        ({"cap": "125"}, "cap", "Capaian paling tinggi 125%."),
        ({"attendance": {"tk": "4.5"}}, "attendance.tk", "Tanpa keterangan (TK): dikurangi 4,5 poin per hari"),
        ({"missing_policy": "zero"}, "missing_policy", "bernilai capaian 0"),
        ({"missing_policy": "exclude"}, "missing_policy", "tidak ikut dihitung"),
        ({"rubric_input": "overall"}, "rubric_input", "satu tingkat untuk seluruh perilaku kerja (dimensi SEMUA)"),
        ({"groups": "360"}, "groups", "atasan 60%, rekan 20%, dan bawahan 20%"),
        ({"groups": {"atasan": 3, "rekan": 1}}, "groups", "dengan perbandingan atasan 3 dan rekan 1"),
        ({"additional": {"points": "0", "max": "0"}}, "additional", "Tugas tambahan tidak menambah poin."),
        (
            {"bands": {"above": "105", "expected": "80"}},
            "bands.expected",
            "Nilai sumbu 80,00 sampai kurang dari 105,00",
        ),
        (DISCIPLINE, "result.components", "Hasil kerja terdiri atas capaian indikator 80% dan presensi 20%."),
        (DISCIPLINE, "final", "Nilai akhir = 60% hasil kerja + 40% perilaku kerja."),
    ],
)
def test_a_setting_is_a_sentence_with_its_number(rules: dict[str, object], key: str, sentence: str) -> None:
    assert sentence in sentences(scheme_with(**rules))[key]


def test_a_rubric_is_called_by_its_title() -> None:
    groups = explain_scheme(NASIONAL_1, {"berakhlak": "BerAKHLAK"})
    assert groups[1].settings[1].sentence == "Perilaku kerja seluruhnya dari BerAKHLAK."


@given(schemes())
def test_every_key_of_a_scheme_is_explained(scheme: Scheme) -> None:
    said = sentences(scheme)
    wanted = {key for key in scheme.to_document() if key not in {"name", "valid_from", "kode_opd"}}
    assert {key.split(".")[0] for key in said} >= wanted
    assert all(sentence.endswith((".", "100.")) for sentence in said.values())


def test_settings_that_nothing_uses_say_so() -> None:
    used = {setting.key: setting.is_used for group in explain_scheme(NASIONAL_1) for setting in group.settings}
    assert not used["attendance.tk"]
    assert not used["min_raters"]
    assert used["levels"]


def test_two_versions_are_compared_setting_by_setting() -> None:
    changes = compare_schemes(NASIONAL_1, scheme_with(cap="130", missing_policy="zero"))
    assert [change.name for change in changes] == ["Batas capaian", "Realisasi yang belum dilaporkan"]
    assert (changes[0].before, changes[0].after) == ("Capaian paling tinggi 120%.", "Capaian paling tinggi 130%.")


def test_a_version_does_not_differ_from_itself() -> None:
    assert compare_schemes(NASIONAL_1, NASIONAL_1) == ()


def test_the_example_shows_each_step_with_its_formula() -> None:
    steps = {step.name: step for step in example_of(NASIONAL_1).steps}
    assert steps["Capaian Kunjungan rumah"].formula.endswith("= 125,00, dibatasi menjadi 120,00")
    assert steps["Nilai akhir"].figure == "105,20"
    assert example_of(NASIONAL_1).outcome.endswith("Baik.")


def test_the_same_figures_give_other_results_by_other_rules() -> None:
    figures = {
        example_of(scheme).card.final
        for scheme in (NASIONAL_1, scheme_with(**DISCIPLINE), scheme_with(groups="360"), scheme_with(cap="150"))
    }
    assert len(figures) == 4


@pytest.mark.parametrize(
    ("policy", "outcome"),
    [
        ("incomplete", "evaluasi belum lengkap"),
        ("zero", "nilai hasil kerja 58,00 (di bawah ekspektasi), predikat Butuh Perbaikan."),
        ("exclude", "nilai hasil kerja 96,00 (sesuai ekspektasi), predikat Baik."),
    ],
)
def test_the_example_tells_what_a_missing_report_does(policy: str, outcome: str) -> None:
    assert outcome in example_of(scheme_with(missing_policy=policy)).when_missing


@given(schemes())
def test_the_example_can_be_scored_by_every_scheme(scheme: Scheme) -> None:
    assert example_of(scheme).card.complete


@pytest.mark.parametrize("seed", range(60))
def test_a_scheme_as_a_file_reads_back_to_the_same_fingerprint(seed: int) -> None:
    _document, scheme = random_scheme(Random(seed))
    again = parse_scheme(tomllib.loads(scheme_toml(scheme), parse_float=Decimal))
    assert scheme_fingerprint(again) == scheme_fingerprint(scheme)


@pytest.mark.parametrize("name", ['nilai "utama"', "garis\\miring", "baris\nbaru", "hapus\x7f", "é dan 中"])
def test_any_name_survives_the_file(name: str) -> None:
    scheme = scheme_with(name=name)
    assert parse_scheme(tomllib.loads(scheme_toml(scheme))).name == scheme.name
