"""No file tells what one peer gave, or that somebody sent: looking before and after shows nothing (docs/adr/0008)."""

import csv
import io

import pytest

from tests.appraisal.month import Month
from tests.appraisal.peers.situations import gives
from tests.appraisal.peers.test_anonymity import four_may_rate
from tests.reports.exports.files import csv_rows
from tests.visitors import visitor

TABLES = ("unit", "sebaran", "indikator", "belum-lengkap", "rekap", "lampiran", "evaluasi")


def taken(month: Month, who: str) -> dict[str, list[dict[str, str]]]:
    """Every table of January that somebody gets; without the number of a revision, which tells no level."""
    client = visitor(getattr(month.cast, who))
    found = {}
    for table in TABLES:
        address = f"/ekspor/{table}/2026-01.csv?unit=1.02"
        response = client.get(address)
        if response.status_code == 200:
            rows = csv.DictReader(io.StringIO(response.content.decode()))
            found[table] = [{name: value for name, value in row.items() if name != "revisi"} for row in rows]
    return found


@pytest.mark.parametrize("who", ["ratna", "agency_admin", "region_admin"])
def test_no_file_changes_with_what_a_peer_sends(month: Month, who: str) -> None:
    fourth = four_may_rate(month)[3]
    before = taken(month, who)
    gives(month, fourth, 1)
    assert taken(month, who) == before
    month.evaluate()
    assert taken(month, who) == before
    assert len(before) >= (4 if who == "ratna" else 5)


def test_figures_that_wait_are_empty_and_nobody_has_a_rank(month: Month) -> None:
    four_may_rate(month)
    for table in ("evaluasi", "lampiran", "rekap"):
        found = csv_rows(visitor(month.cast.region_admin), f"/ekspor/{table}/2026-01.csv")
        [row] = [row for row in found if row["nama"] == "Budi Santoso"]
        names = ("nilai_hasil", "nilai_perilaku", "nilai_akhir", "rating_perilaku", "predikat", "peringkat")
        assert [row["status"], *(row[name] for name in names)] == ["belum_lengkap"] + [""] * 6


def test_who_is_missing_waits_for_the_end_of_rating(month: Month) -> None:
    four_may_rate(month)
    found = csv_rows(visitor(month.cast.region_admin), "/ekspor/belum-lengkap/2026-01.csv")
    [row] = [row for row in found if row["nama"] == "Budi Santoso"]
    assert row["yang_kurang"] == "Penilaian rekan dan bawahan belum ditutup"
