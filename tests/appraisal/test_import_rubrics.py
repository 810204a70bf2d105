"""Importing rubrics."""

import datetime

import pytest

from agencies.files.results import FileResult
from agencies.models import AuditEvent
from appraisal.berakhlak import Dimension
from appraisal.models import RubricDimension, RubricVersion
from appraisal.resources import RubricResource
from appraisal.services.rubrics.save_rubrics import read_dimensions
from tests.agencies.importing import counts, imported, refusals, statements
from tests.cast import Cast

HEADER = "rubrik,dimensi,nama,j1,j2,j3,j4,j5"
SIDE = "layanan,SIKAP,Sikap melayani,satu,dua,tiga,empat,lima"
SPEED = "layanan,CEPAT,Kecepatan,satu,dua,tiga,empat,lima"


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(RubricResource, HEADER, *lines, dry_run=dry_run)


def codes() -> list[str]:
    return list(RubricDimension.objects.filter(rubric__name="layanan").order_by("id").values_list("code", flat=True))


def newest() -> RubricVersion:
    return RubricVersion.objects.order_by("number").last() or pytest.fail("no version")


def said() -> dict[str, Dimension]:
    return {dimension.code: dimension for dimension in read_dimensions(newest())}


def test_a_dimension_has_a_name_and_five_anchors(kupang: Cast) -> None:
    assert counts(take(SIDE)) == (1, 0, 0)
    anchors = ("satu", "dua", "tiga", "empat", "lima")
    assert said()["SIKAP"] == Dimension("SIKAP", "Sikap melayani", anchors)


def test_a_new_rubric_counts_for_every_period_and_is_called_by_its_name(kupang: Cast) -> None:
    take(SIDE)
    version = newest()
    assert (version.number, version.title, version.valid_from) == (1, "layanan", datetime.date(2000, 1, 1))


def test_dimensions_keep_the_order_of_the_file_and_semua_comes_last(kupang: Cast) -> None:
    assert counts(take(SIDE, SPEED)) == (2, 0, 0)
    assert codes() == ["SIKAP", "CEPAT", "SEMUA"]
    assert list(said()) == ["SIKAP", "CEPAT", "SEMUA"]


def test_semua_may_be_written_by_the_region(kupang: Cast) -> None:
    take("layanan,SEMUA,Kesan umum,a,b,c,d,e", SIDE)
    assert said()["SEMUA"].name == "Kesan umum"
    assert list(said()) == ["SIKAP", "SEMUA"]


def test_a_changed_dimension_makes_a_further_version_valid_from_the_same_day(kupang: Cast) -> None:
    take(SIDE, SPEED)
    assert counts(take(SIDE.replace("dua", "dua lagi"))) == (0, 1, 0)
    first, second = RubricVersion.objects.order_by("number")
    assert (first.dimensions[0]["anchors"][1], second.dimensions[0]["anchors"][1]) == ("dua", "dua lagi")
    assert second.valid_from == first.valid_from
    assert codes() == ["SIKAP", "CEPAT", "SEMUA"]


def test_importing_again_changes_nothing(kupang: Cast) -> None:
    take(SIDE, SPEED)
    assert counts(take(SPEED, SIDE)) == (0, 0, 2)
    assert RubricVersion.objects.count() == 1
    assert AuditEvent.objects.filter(action=AuditEvent.Action.FILE_IMPORTED).count() == 1


def test_a_dimension_that_joins_others_is_taken_with_a_warning(kupang: Cast) -> None:
    take(SIDE)
    (warning,) = take(SPEED).warnings
    assert str(warning).startswith("Rubrik layanan mendapat dimensi baru: CEPAT.")


def test_a_dry_run_counts_and_keeps_nothing(kupang: Cast) -> None:
    assert counts(take(SIDE, dry_run=True)) == (1, 0, 0)
    assert codes() == []


@pytest.mark.parametrize("column", ["rubrik", "dimensi", "nama", "j1", "j5"])
def test_every_cell_must_be_filled(kupang: Cast, column: str) -> None:
    cells = SIDE.split(",")
    cells[HEADER.split(",").index(column)] = ""
    (error,) = refusals(RubricResource, HEADER, ",".join(cells))
    assert error == f"Baris 2, kolom {column}: kosong. Kolom ini wajib diisi."


def test_a_dimension_twice_in_one_file_is_refused(kupang: Cast) -> None:
    (error,) = refusals(RubricResource, HEADER, SIDE, SIDE)
    assert "rubrik layanan, dimensi SIKAP sudah ada di baris 2" in error


def test_the_number_of_statements_does_not_grow_with_the_rows(kupang: Cast) -> None:
    few = statements(RubricResource, HEADER, [SIDE])
    many = [f"lain,D{number},Nama,a,b,c,d,e" for number in range(50)]
    assert statements(RubricResource, HEADER, many) == few
