"""``import_data``: nine kinds, counts, and refusals with every row."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, AuditEvent
from agencies.tenancy.scope import region_scope
from appraisal.models import RubricDimension, SchemeVersion
from appraisal.services.create_region import create_region

pytestmark = pytest.mark.django_db

BUDI = "198504172010011012"
SARI = "197801052003122003"

#: One good file of each kind, in the order in which they build on each other.
FILES = {
    "agencies": "kode_opd,nama,jenis,kode_induk\n1.02,Dinas Kesehatan,dinas,\n",
    "employees": (
        "nip,nama,status,golongan,kode_opd,jabatan,jenis_jabatan,nip_atasan,mulai,selesai,jenis_penempatan\n"
        f"{BUDI},Budi Santoso,PNS,III/a,1.02,Perawat,fungsional,{SARI},2026-01-01,,definitif\n"
        f"{SARI},Sari Wulandari,PNS,IV/a,1.02,Kepala Dinas,struktural,,2026-01-01,,definitif\n"
    ),
    "indicators": (
        "kode_opd,kode,nama,satuan,arah,pola,aspek,definisi\n1.02,IKU-1,Pasien,orang,naik,hitungan,kuantitas,\n"
    ),
    "plans": f"nip,tahun,kode_opd,kode_indikator,jenis,bobot,t01\n{BUDI},2026,1.02,IKU-1,utama,100,95\n",
    "actuals": f"nip,periode,kode_opd,kode_indikator,nilai,status,catatan\n{BUDI},2026-01,1.02,IKU-1,1.234,,\n",
    "ratings": (f"nip,periode,nip_penilai,peran,rubrik,dimensi,tingkat\n{BUDI},2026-01,{SARI},atasan,berakhlak,BP,4\n"),
    "attendance": (
        f"nip,periode,hari_kerja,hadir,tk,tl1,tl2,tl3,tl4,psw1,psw2,psw3,psw4\n{BUDI},2026-01,22,22,0,0,0,0,0,0,0,0,0\n"
    ),
    "rubrics": "rubrik,dimensi,nama,j1,j2,j3,j4,j5\nlayanan,SIKAP,Sikap,a,b,c,d,e\n",
    "schemes": 'name = "nasional-1"\nvalid_from = 2026-01-01\n',
}
ALL_OK = re.compile(r"^Impor selesai: (\d+) baru, (\d+) berubah, (\d+) tetap; \d+ peringatan; \d+,\d\d detik\.")


@pytest.fixture
def region_id() -> int:
    """Kota Kupang as `create_region` makes it. Not in scope."""
    return create_region(code="53.71", name="Kota Kupang", time_zone="Asia/Makassar").pk


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The good files on disk."""
    paths = {kind: tmp_path / f"{kind}.{'toml' if kind == 'schemes' else 'csv'}" for kind in FILES}
    for kind, path in paths.items():
        path.write_text(FILES[kind], encoding="utf-8")
    return paths


def run(kind: str, file: Path, *options: str, region: str = "53.71") -> str:
    output = StringIO()
    call_command("import_data", kind, str(file), "--region", region, *options, stdout=output)
    return output.getvalue()


def refused(kind: str, file: Path, region: str = "53.71") -> str:
    with pytest.raises(CommandError) as error:
        run(kind, file, region=region)
    assert error.value.returncode == 1
    return str(error.value)


def test_all_nine_kinds_are_taken_and_a_second_time_change_nothing(region_id: int, files: dict[str, Path]) -> None:
    for unchanged in (False, True):
        for kind, path in files.items():
            found = ALL_OK.match(run(kind, path))
            assert found, kind
            assert (int(found[1]) == 0, found[2]) == (unchanged, "0"), kind


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "schemes"])
def test_a_file_with_nothing_but_headers_changes_nothing(region_id: int, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "kosong.csv"
    path.write_text(FILES[kind].splitlines()[0], encoding="utf-8")
    assert run(kind, path).startswith("Impor selesai: 0 baru, 0 berubah, 0 tetap")


def test_one_event_is_recorded_for_each_file_that_changed_something(region_id: int, files: dict[str, Path]) -> None:
    for kind, path in [*files.items(), *files.items()]:
        run(kind, path)
    with region_scope(region_id):
        events = AuditEvent.objects.filter(action=AuditEvent.Action.FILE_IMPORTED)
        assert [event.details["kind"] for event in events.order_by("pk")] == list(FILES)
        assert {len(event.details["sha256"]) for event in events} == {64}


def test_a_dry_run_counts_and_keeps_nothing(region_id: int, files: dict[str, Path]) -> None:
    assert run("agencies", files["agencies"], "--dry-run").startswith(
        "Uji coba, tidak ada yang disimpan: 1 baru, 0 berubah, 0 tetap"
    )
    assert run("schemes", files["schemes"], "--dry-run").startswith("Uji coba")
    with region_scope(region_id):
        assert (Agency.objects.count(), SchemeVersion.objects.count()) == (0, 1)


def test_a_number_read_as_thousands_is_listed_as_a_warning(region_id: int, files: dict[str, Path]) -> None:
    for kind in ("agencies", "employees", "indicators", "plans"):
        run(kind, files[kind])
    output = run("actuals", files["actuals"], "--dry-run")
    assert 'Baris 2, kolom nilai: tertulis "1.234". Dibaca 1234' in output


def test_a_refused_file_is_told_with_every_row(region_id: int, tmp_path: Path) -> None:
    rows = [f"layanan,D{number},,a,b,c,d,e" for number in range(80)]
    path = tmp_path / "rubrik.csv"
    path.write_text("\n".join(["rubrik,dimensi,nama,j1,j2,j3,j4,j5", *rows]), encoding="utf-8")
    message = refused("rubrics", path)
    assert message.startswith("Berkas rubrik.csv ditolak, tidak ada yang disimpan. Kesalahan: 80.\nBaris 2, kolom nama")
    assert "Baris 81, kolom nama: kosong." in message
    with region_scope(region_id):
        assert not RubricDimension.objects.filter(rubric__name="layanan").exists()


def test_an_unknown_kind_is_refused_with_the_known_ones(region_id: int, files: dict[str, Path]) -> None:
    message = refused("pegawai", files["employees"])
    assert message.startswith('Jenis berkas "pegawai" tidak dikenal. Pilih salah satu: agencies, employees')


def test_an_unknown_region_is_refused(files: dict[str, Path]) -> None:
    assert refused("agencies", files["agencies"], "99").startswith("Daerah dengan kode 99 tidak ditemukan.")


@pytest.mark.parametrize("kind", ["actuals", "schemes"])
def test_a_missing_file_is_refused(region_id: int, tmp_path: Path, kind: str) -> None:
    assert "Berkas tiada.csv tidak dapat dibuka" in refused(kind, tmp_path / "tiada.csv")


def test_a_file_touches_its_own_region_only(region_id: int, files: dict[str, Path]) -> None:
    other = create_region(code="32.73", name="Kota Bandung", time_zone="Asia/Jakarta")
    run("agencies", files["agencies"])
    with region_scope(other.pk):
        assert not Agency.objects.exists()
