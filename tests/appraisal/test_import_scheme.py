"""Publishing a scheme from a TOML file."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from agencies.files.errors import FileRefused
from agencies.files.results import FileResult
from agencies.models import AuditEvent
from appraisal.models import SchemeVersion
from appraisal.scheme_file import SchemeFile
from appraisal.scoring.scheme_parsing import parse_scheme
from tests.agencies.importing import counts
from tests.appraisal.factories import a_rubric
from tests.cast import Cast

HEAD = 'name = "nasional-1"\nvalid_from = 2026-01-01\n'
BEHAVIOUR = 'result.weight = 70\nbehaviour = {{ weight = 30, components = [{{ source = "rubric:{}", weight = 100 }}] }}'


@pytest.fixture(autouse=True)
def rubric(kupang: Cast) -> None:
    """The region's only rubric."""
    a_rubric()


def take(text: str | bytes, *, dry_run: bool = False) -> FileResult:
    content = text if isinstance(text, bytes) else text.encode()
    return SchemeFile().import_file(content, name="skema.toml", dry_run=dry_run)


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(FileRefused) as error:
        take(text)
    return [str(found) for found in error.value.errors]


def versions() -> list[tuple[int, str]]:
    return list(SchemeVersion.objects.order_by("number").values_list("number", "name"))


def test_a_scheme_becomes_the_next_version(kupang: Cast) -> None:
    assert counts(take(HEAD)) == (1, 0, 0)
    assert counts(take(HEAD + 'cap = "130"')) == (1, 0, 0)
    assert versions() == [(1, "nasional-1"), (2, "nasional-1")]
    assert SchemeVersion.objects.get(number=2).document["cap"] == "130"


def test_a_stored_scheme_reads_back_as_it_was_written(kupang: Cast) -> None:
    take(HEAD + "zero_target_penalty = 12.5")
    scheme = parse_scheme(SchemeVersion.objects.get().document)
    assert (scheme.zero_target_penalty, scheme.valid_from) == (Decimal("12.5"), datetime.date(2026, 1, 1))


def test_importing_again_changes_nothing(kupang: Cast) -> None:
    take(HEAD)
    assert counts(take("\ufeff" + HEAD + 'cap = "120" # seperti bawaannya')) == (0, 0, 1)
    assert versions() == [(1, "nasional-1")]


def test_going_back_to_an_older_rule_is_a_new_version(kupang: Cast) -> None:
    for cap in ("120", "130", "120"):
        take(HEAD + f'cap = "{cap}"')
    assert [number for number, _name in versions()] == [1, 2, 3]


def test_a_scheme_of_an_agency_is_its_own(kupang: Cast) -> None:
    take(HEAD)
    assert counts(take(HEAD + 'kode_opd = "1.02"')) == (1, 0, 0)
    assert SchemeVersion.objects.get(number=2).agency == kupang.dinas


def test_a_scheme_that_is_not_the_one_in_force_says_so(kupang: Cast) -> None:
    take(HEAD)
    take(HEAD.replace("nasional-1", "uji"))
    (warning,) = take(HEAD).warnings
    assert str(warning).startswith("nasional-1 (versi 1) sudah tersimpan, tetapi uji (versi 2) berlaku")


def test_publishing_is_recorded_with_the_fingerprint(kupang: Cast) -> None:
    take(HEAD)
    event = AuditEvent.objects.get(action=AuditEvent.Action.SCHEME_PUBLISHED)
    assert event.subject == "nasional-1 (versi 1)"
    assert event.details["fingerprint"] == SchemeVersion.objects.get().fingerprint


def test_a_dry_run_counts_and_keeps_nothing(kupang: Cast) -> None:
    assert counts(take(HEAD, dry_run=True)) == (1, 0, 0)
    assert versions() == []


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        ("batas = 3", "batas = 3: kunci ini tidak dikenal"),
        ('missing_policy = "nol"', 'missing_policy = "nol": pilih salah satu'),
        ('kode_opd = "9.99"', 'kode_opd = "9.99": tidak ada perangkat daerah dengan kode ini'),
        (
            BEHAVIOUR.format("perilaku"),
            'source = "rubric:perilaku": rubrik ini tidak dikenal. Impor rubriknya dahulu; yang ada: berakhlak.',
        ),
    ],
)
def test_a_scheme_that_cannot_be_taken_is_refused_with_the_mend(kupang: Cast, rest: str, sentence: str) -> None:
    (error,) = refused(HEAD + rest)
    assert sentence in error
    assert versions() == []


def test_every_problem_is_told_at_once(kupang: Cast) -> None:
    assert len(refused(HEAD + 'batas = 3\ncap = "seratus"')) == 2


def test_dimensions_are_asked_of_a_rubric_that_has_some(kupang: Cast) -> None:
    a_rubric("kesan", ())
    (error,) = refused(HEAD + BEHAVIOUR.format("kesan"))
    assert 'pakai rubric_input = "overall"' in error
    assert counts(take(HEAD + 'rubric_input = "overall"\n' + BEHAVIOUR.format("kesan"))) == (1, 0, 0)


def test_a_name_too_long_to_store_is_refused(kupang: Cast) -> None:
    (error,) = refused(HEAD.replace("nasional-1", "n" * 61))
    assert "61 huruf; batasnya 60" in error


def test_broken_toml_is_refused_with_its_line(kupang: Cast) -> None:
    (error,) = refused(HEAD + "cap = ")
    assert error.startswith("Baris 3: Tidak dapat dibaca sebagai TOML")


def test_another_encoding_is_refused(kupang: Cast) -> None:
    (error,) = refused(HEAD.encode("utf-16"))
    assert "UTF-8" in error


def test_a_missing_file_is_refused(kupang: Cast, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"Berkas skema\.toml tidak dapat dibuka"):
        SchemeFile().import_file(tmp_path / "skema.toml", name="skema.toml")


def test_a_file_too_large_for_a_scheme_is_refused(kupang: Cast) -> None:
    (error,) = refused(HEAD + "#" * 300_000)
    assert "lebih dari 256 KB" in error
