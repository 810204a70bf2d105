"""Importing indicators and what they say."""

import datetime
import random

import pytest

from agencies.files.results import FileResult
from agencies.models import AuditEvent
from agencies.tenancy.scope import region_scope
from indicators.models import Direction, Indicator, IndicatorVersion
from indicators.models.indicator import SINCE_ALWAYS
from indicators.resources import IndicatorResource
from tests.agencies.importing import counts, imported, refusals, statements
from tests.cast import Cast
from tests.factories import a_plan, a_region, an_agency, an_indicator

HEADER = "kode_opd,kode,nama,satuan,arah,pola,aspek,definisi"


def line(code: str = "IKU-7", **cells: str) -> str:
    """A row: the share of visits within an hour, unless told otherwise."""
    values = {
        "kode_opd": "1.02",
        "kode": code,
        "nama": "Kunjungan terlayani",
        "satuan": "persen",
        "arah": "naik",
        "pola": "posisi",
        "aspek": "kualitas",
        "definisi": "",
    }
    return ",".join((values | cells).values())


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(IndicatorResource, HEADER, *lines, dry_run=dry_run)


def refused(*lines: str) -> list[str]:
    return refusals(IndicatorResource, HEADER, *lines)


def versions_of(code: str) -> list[tuple[int, str, datetime.date]]:
    """Number, name and first day of each version."""
    stored = IndicatorVersion.objects.filter(indicator__code=code).order_by("number")
    return list(stored.values_list("number", "name", "valid_from"))


def test_a_new_indicator_has_a_version_that_always_counted(kupang: Cast) -> None:
    assert counts(take(line(definisi="Menurut SPM"))) == (1, 0, 0)
    version = IndicatorVersion.objects.get(indicator__code="IKU-7")
    assert version.indicator.agency == kupang.dinas
    assert (version.number, version.valid_from, version.definition) == (1, SINCE_ALWAYS, "Menurut SPM")
    assert (version.name, version.unit) == ("Kunjungan terlayani", "persen")
    assert (version.direction, version.pattern, version.aspect) == ("higher", "position", "quality")


def test_a_correction_is_a_further_version_from_the_same_day(kupang: Cast) -> None:
    take(line())
    assert counts(take(line(nama="Kunjungan terlayani tepat waktu"))) == (0, 1, 0)
    assert versions_of("IKU-7") == [
        (1, "Kunjungan terlayani", SINCE_ALWAYS),
        (2, "Kunjungan terlayani tepat waktu", SINCE_ALWAYS),
    ]


def test_a_correction_inherits_the_day_of_the_newest_version(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, "IKU-7")
    july = datetime.date(2026, 7, 1)
    first = IndicatorVersion.objects.get(indicator=indicator)
    first.pk, first.number, first.valid_from = None, 2, july
    first.save(force_insert=True)
    take(line(nama="Lain"))
    assert versions_of("IKU-7")[-1] == (3, "Lain", july)


def test_the_version_in_force_is_the_correction(kupang: Cast) -> None:
    take(line())
    take(line(satuan="orang"))
    assert [version.unit for version in IndicatorVersion.objects.in_force_on(datetime.date(2020, 1, 1))] == ["orang"]


def test_going_back_to_an_older_text_is_a_change(kupang: Cast) -> None:
    for name in ("A", "B", "A"):
        take(line(nama=name))
    assert [name for _number, name, _day in versions_of("IKU-7")] == ["A", "B", "A"]


def test_a_file_without_rows_changes_nothing(kupang: Cast) -> None:
    assert counts(take()) == (0, 0, 0)


def test_importing_again_changes_nothing(kupang: Cast) -> None:
    lines = [line(f"IKU-{number}") for number in range(5)]
    take(*lines)
    assert counts(take(*lines)) == (0, 0, 5)
    assert IndicatorVersion.objects.count() == 5
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(kupang: Cast, seed: int) -> None:
    take(line("IKU-1"), line("IKU-2"))
    lines = [line(f"IKU-{number}", nama=f"Nama {number}") for number in range(6)]
    random.Random(seed).shuffle(lines)
    assert counts(take(*lines)) == (4, 2, 0)
    assert [len(versions_of(f"IKU-{number}")) for number in range(6)] == [1, 2, 2, 1, 1, 1]


def test_the_same_code_in_another_agency_is_another_indicator(kupang: Cast) -> None:
    assert counts(take(line(), line(kode_opd="7.01"))) == (2, 0, 0)


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        ({"kode_opd": "9"}, "kode_opd", "belum ada"),
        ({"arah": "naek"}, "arah", 'Mungkin maksud Anda "naik"?'),
        ({"pola": ""}, "pola", "wajib diisi"),
        ({"aspek": "mutu"}, "aspek", "kuantitas, kualitas, waktu, biaya"),
    ],
)
def test_a_cell_that_cannot_be_is_named(kupang: Cast, cells: dict[str, str], column: str, told: str) -> None:
    (error,) = refused(line(**cells))
    assert error.startswith(f"Baris 2, kolom {column}:")
    assert told in error


def test_a_code_may_stand_there_once(kupang: Cast) -> None:
    (error,) = refused(line(), line(nama="Lain"))
    assert error.startswith("Baris 3:")


def test_a_direction_that_agreed_targets_do_not_fit_is_refused(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, "IKU-7")
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "90")})
    (error,) = refused(line(arah="rentang"))
    assert error.startswith('Baris 2, kolom arah: tertulis "rentang".')
    assert "tersimpan adalah naik" in error


def test_a_direction_may_change_while_targets_still_fit(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, "IKU-7")
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "90")})
    assert counts(take(line(arah="turun"))) == (0, 1, 0)


def test_a_direction_may_change_while_nobody_has_a_target(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, "IKU-7")
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", [None] * 12)})
    take(line(arah="rentang"))
    assert IndicatorVersion.objects.get(indicator=indicator, number=2).direction == Direction.RANGE


def test_rows_are_checked_even_when_others_cannot_be_read(kupang: Cast) -> None:
    unread, unknown = refused(line(arah="atas"), line("IKU-8", kode_opd="9.9"))
    assert unread.startswith("Baris 2, kolom arah")
    assert unknown.startswith("Baris 3, kolom kode_opd")


def test_a_dry_run_writes_nothing(kupang: Cast) -> None:
    assert counts(take(line(), dry_run=True)) == (1, 0, 0)
    assert not Indicator.objects.exists()


def test_an_agency_of_another_region_is_unknown(db: None) -> None:
    bandung, kupang = a_region("32.73", "Kota Bandung"), a_region()
    with region_scope(bandung.pk):
        an_agency("1.02")
    with region_scope(kupang.pk):
        assert "belum ada" in refused(line())[0]


def test_many_rows_take_no_more_statements_than_few(kupang: Cast) -> None:
    few = [line(f"A-{number}") for number in range(10)]
    many = [line(f"B-{number}") for number in range(200)]
    assert statements(IndicatorResource, HEADER, many) == statements(IndicatorResource, HEADER, few)
    assert statements(IndicatorResource, HEADER, many) == statements(IndicatorResource, HEADER, few)
