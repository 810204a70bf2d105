"""The figures of a file are those of its screen, to the digit, whatever the region holds."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pytest
from django.test import Client

from agencies.services.load_agency_tree import load_agency_tree
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.documents.people import PersonRow, RowStatus
from reports.documents.recap import RecapRow
from reports.services.recap.load_people import load_people
from reports.services.recap.load_recap import load_agency_recaps
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.reports.exports.files import csv_rows, xlsx_rows
from tests.reports.exports.generated import MONTHS, a_generated_region
from tests.reports.exports.screens import numbers, rows_of, signed
from tests.visitors import page, visitor


@pytest.fixture(params=[3, 11])
def reader(request: pytest.FixtureRequest, kupang: Cast) -> Client:
    """Somebody who reads a generated region."""
    a_generated_region(kupang, request.param, people=6, units=3)
    return visitor(kupang.regional_head)


def decimals(row: dict[str, str], *columns: str) -> list[Decimal]:
    """The figures of a row of a file that are there."""
    return [Decimal(row[column]) for column in columns if row[column]]


def name_in(row: dict[str, str]) -> str:
    """The unit of a row without the apostrophe before a formula."""
    return row["unit"].removeprefix("'")


def test_units_of_the_region(reader: Client) -> None:
    shown = rows_of(page(reader, "/ringkasan/?periode=2026-02"), "unit")
    taken = csv_rows(reader, "/ekspor/unit/2026-02.csv")
    assert [head.split(" tanpa unit")[0] for head, _cells in shown] == [name_in(row) for row in taken]
    for (_head, cells), row in zip(shown, taken, strict=True):
        assert numbers(cells["Hasil kerja"]) == decimals(row, "hasil_kerja")
        assert numbers(cells["Nilai akhir"]) == decimals(row, "nilai_akhir")
        unplanned = decimals(row, "tanpa_skp") if row["tanpa_skp"] != "0" else []
        assert numbers(cells["Lengkap"]) == decimals(row, "lengkap", "dievaluasi") + unplanned


def test_a_unit_and_those_below_it(reader: Client) -> None:
    shown = rows_of(page(reader, "/ringkasan/3.00/?periode=2026-02"), "kelengkapan")
    taken = csv_rows(reader, "/ekspor/unit/2026-02.csv?unit=3.00")
    assert len(shown) == len(taken) == 2
    for (_head, cells), row in zip(shown, taken, strict=True):
        assert numbers(cells["Realisasi dilaporkan"]) == decimals(row, "realisasi_dilaporkan", "dievaluasi")
        assert numbers(cells["Perilaku dinilai"]) == decimals(row, "perilaku_dinilai", "dievaluasi")
        assert numbers(cells["Lengkap"]) == decimals(row, "lengkap", "dievaluasi")
        assert numbers(cells["Tanpa SKP"]) == decimals(row, "tanpa_skp")


def test_the_same_unit_says_whom_its_row_counts(reader: Client) -> None:
    told = {
        row["cakupan"]
        for asked in ("", "?unit=3.00")
        for row in csv_rows(reader, f"/ekspor/unit/2026-02.csv{asked}")
        if row["kode_unit"] == "3.00"
    }
    assert told == {"dengan seluruh unit di bawahnya", "tanpa unit di bawahnya"}


def test_a_comparison(reader: Client) -> None:
    shown = rows_of(page(reader, "/perbandingan/?dari=2026-01&ke=2026-02"), "unit")
    taken = csv_rows(reader, "/ekspor/perbandingan/2026-02.csv?dari=2026-01")
    assert [head for head, _cells in shown] == [name_in(row) for row in taken]
    for (_head, cells), row in zip(shown, taken, strict=True):
        for label, column in (
            ("Hasil kerja", "hasil_kerja"),
            ("Perilaku kerja", "perilaku_kerja"),
            ("Nilai akhir", "nilai_akhir"),
        ):
            change = Decimal(row[f"perubahan_{column}"]) if row[f"perubahan_{column}"] else None
            told = decimals(row, f"{column}_awal", f"{column}_akhir") + ([abs(change)] if change else [])
            assert numbers(cells[label]) == told
            assert change is None or signed(cells[label]) == change
        complete = ("lengkap_awal", "dievaluasi_awal", "lengkap_akhir", "dievaluasi_akhir")
        assert numbers(cells["Lengkap"]) == decimals(row, *complete)


def test_indicators_of_a_unit(reader: Client) -> None:
    shown = rows_of(page(reader, "/ringkasan/3.00/?periode=2026-02"), "indikator")
    taken = csv_rows(reader, "/ekspor/indikator/2026-02.csv?unit=3.00")
    assert len(shown) == len(taken) == 2
    for (head, cells), row in zip(shown, taken, strict=True):
        assert head.endswith(row["kode_indikator"])
        assert numbers(cells["Rata-rata capaian"]) == decimals(row, "rata_rata_capaian")
        assert numbers(cells["Terukur"]) == decimals(row, "terukur")
        assert numbers(cells["Belum dilaporkan"]) == decimals(row, "belum_dilaporkan")


@pytest.mark.parametrize(
    "table", ["unit/2026-02", "perbandingan/2026-02", "indikator/2026-02", "lampiran/2026-02", "rekap/2026-02"]
)
def test_both_formats_say_the_same(reader: Client, table: str) -> None:
    for plain, typed in zip(
        csv_rows(reader, f"/ekspor/{table}.csv"), xlsx_rows(reader, f"/ekspor/{table}.xlsx"), strict=True
    ):
        assert plain.keys() == typed.keys()
        for name, value in typed.items():
            assert same(plain[name].removeprefix("'"), value), (name, plain[name], value)


def same(text: str, value: object) -> bool:
    """A cell of a CSV file beside the same cell of an XLSX file."""
    if isinstance(value, float | int):
        return Decimal(text) == Decimal(str(value))
    if value is not None and hasattr(value, "isoformat"):
        return bool(text == value.isoformat()[:10])
    return text == (value or "")


def test_the_file_of_the_recap_says_what_the_printed_recap_says(reader: Client) -> None:
    tree, period = load_agency_tree(), a_period(MONTHS[1])
    for node in tree.nodes:
        recaps = load_agency_recaps(period=period, node=node, tree=tree, evaluated=list(evaluated_periods()))
        [recap] = recaps
        rows = list(load_people(period=period, tree=tree, agency_ids=[node.id]))
        printed = (*recap.complete, *recap.incomplete)
        assert {facts_of(row) for row in printed} == {
            facts_of(row) for row in rows if row.status is not RowStatus.UNPLANNED
        }
        assert {row.nip for row in recap.unplanned} == {row.nip for row in rows if row.status is RowStatus.UNPLANNED}
        assert dict(figures_of(recap.complete)) == {
            row.nip: (row.figures.result, row.figures.behaviour, row.figures.final, row.figures.rank)
            for row in rows
            if row.figures
        }


def facts_of(row: RecapRow | PersonRow) -> tuple[object, ...]:
    """What both recaps know of somebody."""
    return (row.nip, row.position, row.position_kind, row.rater, row.rater_position, row.plan_from, row.plan_until)


def figures_of(rows: Iterable[RecapRow]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """By NIP."""
    for row in rows:
        if row.outcome:
            yield row.nip, (row.outcome.result, row.outcome.behaviour, row.outcome.final, row.outcome.rank)
