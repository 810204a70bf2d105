"""From files to figures: a region set up, evaluated and exported through the commands alone.

Every expected figure was computed by hand from the files in `small_region` and section 2 of the contract.
"""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.acceptance.small_region import FILES, LATE_ACTUALS, write_file

pytestmark = pytest.mark.django_db

HEADER = (
    "nip,nama,kode_opd,jenis_penempatan,periode,revisi,status,nilai_hasil,nilai_perilaku,nilai_akhir,"
    "rating_hasil,rating_perilaku,predikat,peringkat"
)

# Budi: 60 x 90 + 40 x 120 (8 keluhan of 10) = 102.00; 80 x 100 + 20 x 95.50 (TK 4, TL1 0.5) = 99.10; 70/30 = 101.13.
# Wati: 88/80 = 110.00, level 4 = 110.00: the edge is above expectation.
# Rini: (33.34 x 105 + 33.33 x 95.50) / 66.67 = 100.25; (60 x 100 + 20 x 106.67) / 80 = 101.67; 60/40 = 100.82.
# Toni: 100 x (1 + 1/95) = 101.05; two peers are too few, level 2 = 70; 60.63 + 28 = 88.63.
# Umar and Dewi: 50 x 100 + 50 x 90 = 95.00, level 3; 57 + 40 = 97.00, so that they share rank 3.
JANUARY = f"""\
{HEADER}
198504172010011012,Budi,1.02,definitif,2026-01,1,lengkap,102.00,99.10,101.13,sesuai,sesuai,Baik,1
198003102005012004,Wati,1.02.01,definitif,2026-01,1,lengkap,110.00,110.00,110.00,di_atas,di_atas,Sangat Baik,1
199003032015032001,Rini,1.02.01,definitif,2026-01,1,lengkap,100.25,101.67,100.82,sesuai,sesuai,Baik,2
199104042016041002,Toni,1.02.01,definitif,2026-01,1,lengkap,101.05,70.00,88.63,sesuai,di_bawah,Kurang,5
199205052018011003,Umar,1.02.01,definitif,2026-01,1,lengkap,95.00,100.00,97.00,sesuai,sesuai,Baik,3
199306062019022001,Dewi,1.02.01,definitif,2026-01,1,lengkap,95.00,100.00,97.00,sesuai,sesuai,Baik,3
"""

# Wati acting, February and March: 9 keluhan of 10 = 110.00; 80 x 120 + 20 x 100 = 116.00; 111.80, without a rank.
# Budi at the office, January and February (15 of its 28 days): 60 x 190/200 + 40 x 110 = 101.00;
#   80 x 105 (100, 110) + 20 x 95.75 (95.50, 96.00) = 103.15; 70.70 + 30.945 = 101.65, half up.
# Budi at the centre, March: 40/50 = 80.00; level 3; 48 + 40 = 88.00.
# Wati: March 90/80 = 112.50; (110 + 120 + 120) / 3 = 116.67; 67.50 + 46.668 = 114.17.
# Rini: 33.34 x 100 + 33.33 x 102 + 33.33 x 110 = 104.00, one additional task 105.00; the quarter's own level 5; 111.00.
# Toni: March 100 x (1 - 1.8/90) = 98.00; (70 + 100) / 2 = 85.00; 58.80 + 34 = 92.80.
# Dewi: 30/30 and March 9/10 = 95.00; January's 100; 97.00. Umar did not report March.
QUARTER = f"""\
{HEADER}
198003102005012004,Wati,1.02,plt,2026-Q1,1,lengkap,110.00,116.00,111.80,di_atas,di_atas,Sangat Baik,
198504172010011012,Budi,1.02,definitif,2026-Q1,1,lengkap,101.00,103.15,101.65,sesuai,sesuai,Baik,1
198003102005012004,Wati,1.02.01,definitif,2026-Q1,1,lengkap,112.50,116.67,114.17,di_atas,di_atas,Sangat Baik,1
198504172010011012,Budi,1.02.01,definitif,2026-Q1,1,lengkap,80.00,100.00,88.00,di_bawah,sesuai,Butuh Perbaikan,5
199003032015032001,Rini,1.02.01,definitif,2026-Q1,1,lengkap,105.00,120.00,111.00,sesuai,di_atas,Baik,2
199104042016041002,Toni,1.02.01,definitif,2026-Q1,1,lengkap,98.00,85.00,92.80,sesuai,di_bawah,Kurang,4
199205052018011003,Umar,1.02.01,definitif,2026-Q1,1,belum_lengkap,,,,,,,
199306062019022001,Dewi,1.02.01,definitif,2026-Q1,1,lengkap,95.00,100.00,97.00,sesuai,sesuai,Baik,3
"""

# Umar: January and March 20/20 (February is declared), March 11/10: 105.00; January's 100; 103.00; others move down.
LATE_CHANGES = {
    "Umar": "199205052018011003,Umar,1.02.01,definitif,2026-Q1,2,lengkap,105.00,100.00,103.00,sesuai,sesuai,Baik,3",
    "Dewi": "199306062019022001,Dewi,1.02.01,definitif,2026-Q1,1,lengkap,95.00,100.00,97.00,sesuai,sesuai,Baik,4",
    "Toni": "199104042016041002,Toni,1.02.01,definitif,2026-Q1,1,lengkap,98.00,85.00,92.80,sesuai,di_bawah,Kurang,5",
    "Budi": (
        "198504172010011012,Budi,1.02.01,definitif,2026-Q1,1,lengkap,80.00,100.00,88.00,"
        "di_bawah,sesuai,Butuh Perbaikan,6"
    ),
}

FINGERPRINT = re.compile(r",(sidik|[0-9a-f]{64})$", re.MULTILINE)


def run(command: str, *arguments: str) -> str:
    output = StringIO()
    call_command(command, *arguments, "--region", "53.71", stdout=output)
    return output.getvalue()


def exported(folder: Path, period: str) -> str:
    """The exported CSV without its last column: fingerprints hide the person behind a key made at random."""
    path = folder / "hasil.csv"
    run("export_evaluations", "--period", period, "--output", str(path))
    text, fingerprints = FINGERPRINT.subn("", path.read_text(encoding="utf-8"))
    assert fingerprints == text.count("\n")
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files are, once they have been imported."""
    call_command("create_region", "53.71", "Kota Kupang", "--timezone", "Asia/Makassar", stdout=StringIO())
    for kind, name, content in FILES:
        run("import_data", kind, write_file(tmp_path, name, content))
    return tmp_path


def test_a_month_comes_out_as_computed_by_hand(folder: Path) -> None:
    assert "6 evaluasi, 6 lengkap, 0 belum lengkap; 6 ditulis" in run("evaluate", "--period", "2026-01")
    assert exported(folder, "2026-01") == JANUARY


def test_a_quarter_comes_out_as_computed_by_hand(folder: Path) -> None:
    report = run("evaluate", "--period", "2026-Q1")
    assert "8 evaluasi, 7 lengkap, 1 belum lengkap; 8 ditulis" in report
    assert "1 pegawai tanpa SKP yang disepakati pada periode ini:\n  197801052003122003 Sari\n" in report
    assert exported(folder, "2026-Q1") == QUARTER


def test_evaluating_again_writes_nothing_and_all_can_be_recomputed(folder: Path) -> None:
    run("evaluate", "--period", "2026-Q1")
    assert "0 ditulis, 8 tidak berubah" in run("evaluate", "--period", "2026-Q1")
    assert run("verify_evaluations", "--period", "2026-Q1").startswith("8 evaluasi diperiksa, 0 perbedaan")


def test_importing_the_same_files_again_changes_nothing(folder: Path) -> None:
    for kind, name, _content in FILES:
        assert run("import_data", kind, str(folder / name)).startswith("Impor selesai: 0 baru, 0 berubah")


def test_a_late_report_makes_one_new_revision_and_moves_the_ranks(folder: Path) -> None:
    run("evaluate", "--period", "2026-Q1")
    run("import_data", "actuals", write_file(folder, "susulan.csv", LATE_ACTUALS))
    assert "1 ditulis, 7 tidak berubah" in run("evaluate", "--period", "2026-Q1")
    lines = exported(folder, "2026-Q1").splitlines()
    assert [line for line in lines if line not in QUARTER.splitlines()] == [
        LATE_CHANGES[name] for name in ("Budi", "Toni", "Umar", "Dewi")
    ]


def test_an_agency_is_evaluated_with_its_sub_units(folder: Path) -> None:
    assert run("evaluate", "--period", "2026-Q1", "--agency", "1.02").startswith("Kota Kupang, 2026-Q1: 8 evaluasi")
    assert run("evaluate", "--period", "2026-Q1", "--agency", "1.02.01").startswith("Kota Kupang, 2026-Q1: 6 evaluasi")
