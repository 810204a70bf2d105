"""Section 12: reading and refusing schemes, beyond the refusals that the document shows."""

import tomllib
from datetime import date, datetime
from decimal import Decimal

import pytest

from appraisal.scoring import (
    NASIONAL_1,
    Axis,
    MissingPolicy,
    SchemeError,
    parse_scheme,
    scheme_notices,
)
from tests.scoring.sheets import scheme

CONTRACT_EXAMPLE = """
name = "nasional-1"
valid_from = 2026-01-01
cap = "120"
missing_policy = "incomplete"
zero_target_penalty = "25"
bands = { above = "110", expected = "90" }
additional = { points = "1", max = "5" }
levels = ["50", "70", "100", "110", "120"]
rubric_input = "dimensions"
groups = { atasan = 100, rekan = 0, bawahan = 0, diri = 0 }
min_raters = 3
attendance = { tk = "4", tl = ["0.5", "1", "1.5", "2"], psw = ["0.5", "1", "1.5", "2"] }
[result]
weight = 70
components = [{ source = "indicators", weight = 100 }]
[behaviour]
weight = 30
components = [{ source = "rubric:berakhlak", weight = 100 }]
"""


def refusal(document: dict[str, object]) -> str:
    with pytest.raises(SchemeError) as caught:
        parse_scheme(document)
    return str(caught.value)


def test_the_written_out_default_is_the_built_in_one() -> None:
    assert parse_scheme(tomllib.loads(CONTRACT_EXAMPLE)) == NASIONAL_1


def test_a_document_is_read_back_as_the_same_scheme() -> None:
    assert parse_scheme(NASIONAL_1.to_document()) == NASIONAL_1


def test_an_agencys_scheme_keeps_its_code_in_the_document() -> None:
    assert scheme(kode_opd=" 1.02 ").to_document()["kode_opd"] == "1.02"


def test_name_and_first_day_are_required() -> None:
    assert refusal({}) == 'name = "": kunci ini wajib diisi.\nvalid_from = "": kunci ini wajib diisi.'


def test_every_problem_is_said_at_once() -> None:
    problems = refusal({"name": "", "valid_from": "besok", "cap": [], "levels": "50"})

    assert problems.split("\n") == [
        'name = "": isi dengan teks, 1 sampai 100 huruf.',
        'valid_from = "besok": isi dengan tanggal, misalnya 2026-01-01.',
        'cap = []: isi dengan angka bertitik desimal, misalnya "0.5".',
        'levels = "50": isi dengan daftar 5 angka.',
    ]


@pytest.mark.parametrize("value", [True, "1e5", "0,5", "NaN", Decimal("NaN"), None, float("inf")])
def test_what_is_no_plain_number_is_refused(value: object) -> None:
    assert 'isi dengan angka bertitik desimal, misalnya "0.5".' in refusal(
        {"name": "uji", "valid_from": date(2026, 1, 1), "zero_target_penalty": value}
    )


@pytest.mark.parametrize("value", ["12.50", 12.5, Decimal("1.25E1")])
def test_a_number_is_read_however_it_is_written(value: object) -> None:
    assert scheme(zero_target_penalty=value).zero_target_penalty == Decimal("12.50")


def test_minus_zero_is_zero() -> None:
    assert str(scheme(zero_target_penalty="-0").zero_target_penalty) == "0.00"


def test_a_float_weight_is_what_the_file_said() -> None:
    rules = scheme(
        behaviour={
            "components": [{"source": "rubric:berakhlak", "weight": 66.67}, {"source": "attendance", "weight": 33.33}]
        }
    )

    assert [part.weight for part in rules.axis(Axis.BEHAVIOUR).components] == [Decimal("66.67"), Decimal("33.33")]


def test_a_date_with_a_time_is_not_a_day() -> None:
    assert "isi dengan tanggal" in refusal({"name": "uji", "valid_from": datetime(2026, 1, 1)})  # noqa: DTZ001


@pytest.mark.parametrize("value", [True, "3", 2.5])
def test_the_number_of_raters_is_a_whole_number(value: object) -> None:
    assert "isi dengan bilangan bulat" in refusal({"name": "uji", "valid_from": "2026-01-01", "min_raters": value})


@pytest.mark.parametrize("key", ["bands", "groups", "attendance", "additional", "result"])
def test_a_table_must_be_a_table(key: str) -> None:
    assert f"{key} = true: harus berupa tabel dengan kunci " in refusal(
        {"name": "uji", "valid_from": "2026-01-01", key: True}
    )


def test_a_component_must_be_a_table_with_source_and_weight() -> None:
    problems = refusal({"name": "uji", "valid_from": "2026-01-01", "result": {"components": ["indicators"]}})

    assert 'result.components[1] = "indicators": harus berupa tabel dengan kunci source, weight.' in problems


def test_a_rubric_needs_a_name() -> None:
    components = [{"source": "rubric: ", "weight": 100}]

    assert 'behaviour.components[1].source = "rubric: "' in refusal(
        {"name": "uji", "valid_from": "2026-01-01", "behaviour": {"components": components}}
    )


def test_a_mapping_is_shown_as_toml() -> None:
    assert 'cap = {a = "1", b = false}: ' in refusal(
        {"name": "uji", "valid_from": "2026-01-01", "cap": {"a": "1", "b": False}}
    )


def test_only_the_behaviour_weight_asks_for_the_result_weight() -> None:
    assert "tulis juga result.weight = 60" in refusal(
        {"name": "uji", "valid_from": "2026-01-01", "behaviour": {"weight": 40}}
    )


def test_a_policy_is_one_of_three_words() -> None:
    assert scheme(missing_policy="exclude").missing_policy is MissingPolicy.EXCLUDE


def test_the_default_scheme_holds_no_surprise() -> None:
    assert scheme_notices(NASIONAL_1) == ()


def test_levels_are_not_spoken_of_where_no_rubric_is_used() -> None:
    rules = scheme(cap="110", behaviour={"components": [{"source": "attendance", "weight": 100}]})

    assert not any("Tingkat" in notice for notice in scheme_notices(rules))
