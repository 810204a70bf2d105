"""Section 11: the canonical text."""

import json
from typing import Any

import pytest

from appraisal.scoring import (
    ENGINE,
    NASIONAL_1,
    SnapshotContext,
    fingerprint,
    read_snapshot,
    reason_digest,
    scheme_fingerprint,
    snapshot_text,
)
from tests.scoring.encoded_snapshot import encoded_snapshot
from tests.scoring.random_cases import random_case
from tests.scoring.sheets import main_item, rubric, scheme, sheet
from tests.scoring.snapshot_changes import CHANGES, CONTEXT, FACTS, Change


def test_the_text_is_compact_json_that_says_its_format() -> None:
    text = snapshot_text(*FACTS)

    assert json.loads(text)["format"] == 1
    assert " " not in text.replace("bukti tambahan", "")


def test_the_text_of_a_known_sheet_does_not_change_between_versions() -> None:
    assert fingerprint(snapshot_text(*FACTS)) == "4bbe608c03e887ebb313ff325a3bf67642f13068baea104ce45bef5617feba3a"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_text_is_what_an_encoder_writes_to_the_byte(change: Change) -> None:
    assert snapshot_text(*change(FACTS)) == encoded_snapshot(*change(FACTS))


@pytest.mark.parametrize("seed", range(300))
def test_the_text_of_a_random_sheet_is_what_an_encoder_writes(seed: int) -> None:
    drawn = random_case(seed).sheet

    assert snapshot_text(drawn, CONTEXT) == encoded_snapshot(drawn, CONTEXT)


def test_words_that_need_escaping_are_written_as_an_encoder_does() -> None:
    odd = 'Kepala "Seksi"\\\t\n\x00\u2028 é 🙂'
    context = CONTEXT._replace(position=odd, rater=None, superior=odd, agency=odd)
    drawn = sheet(main_item("1: 20/14", key=odd), rubrics=[rubric(4)._replace(name=odd, dimensions=(odd, "a"))])

    assert snapshot_text(drawn, context) == encoded_snapshot(drawn, context)


def test_the_months_of_an_item_are_readable_in_the_text() -> None:
    first, second, task = json.loads(snapshot_text(*FACTS))["items"]

    assert first[-1] == [[1, "20", "14.5"], [2, "20"], [3, "10", None]]
    assert second[-1] == [[1, ["7", "8"], "7.5"]]
    assert task == ["t", "additional", "higher", "count", None, [[1, "1", False]]]


@pytest.mark.parametrize("field", SnapshotContext._fields)
def test_every_fact_about_the_evaluation_is_in_the_fingerprint(field: str) -> None:
    change: dict[str, Any] = {field: "lain"}
    changed = CONTEXT._replace(**change)

    assert snapshot_text(FACTS.sheet, changed) != snapshot_text(*FACTS)


def test_a_snapshot_gives_its_sheet_and_context_back() -> None:
    sheet, context = read_snapshot(snapshot_text(*FACTS))

    assert context == CONTEXT
    assert sheet.items[1] == FACTS.sheet.items[1]
    assert sheet.attendance == FACTS.sheet.attendance
    assert sheet.overrides == FACTS.sheet.overrides


@pytest.mark.parametrize("text", ['{"format":2}', "[]", '"teks"'])
def test_a_text_of_another_format_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="format 1"):
        read_snapshot(text)


def test_a_fingerprint_is_the_sha_256_of_the_text() -> None:
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_digest_of_a_reason_does_not_depend_on_spaces_around_it() -> None:
    assert reason_digest(" alasan \n") == reason_digest("alasan") != reason_digest("alasan lain")


def test_schemes_differ_in_their_fingerprint_by_any_rule() -> None:
    assert scheme_fingerprint(scheme(cap="121")) != scheme_fingerprint(scheme())


def test_a_scheme_has_one_fingerprint_however_its_file_was_written() -> None:
    written_out = scheme(
        cap=120.0,
        bands={"expected": "90.00", "above": 110},
        result={"weight": "70", "components": [{"weight": 100, "source": "indicators"}]},
        behaviour={"weight": 30},
    )

    assert scheme_fingerprint(written_out) == scheme_fingerprint(scheme())


def test_the_default_scheme_and_engine_keep_their_names() -> None:
    assert (NASIONAL_1.name, ENGINE) == ("nasional-1", "timbang-1")
