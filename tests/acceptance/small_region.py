"""A health office with one health centre, as its people would hand it in: nine files, no two written the same way."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

Rows = Sequence[Sequence[str | int | date]]

SARI, WATI, BUDI = "197801052003122003", "198003102005012004", "198504172010011012"
RINI, TONI, UMAR, DEWI = "199003032015032001", "199104042016041002", "199205052018011003", "199306062019022001"

#: The part comes before the whole; semicolons, a byte order mark, headers in capitals.
AGENCIES = """\
\ufeffKODE_INDUK;Nama;Jenis;Kode_OPD
1.02;Puskesmas Oebobo;puskesmas;1.02.01
-;Dinas Kesehatan;dinas;1.02
"""

#: Subordinates stand above their superiors. Budi moves on 16 February; Wati also acts at the office from 10 February.
EMPLOYEES = f"""\
nip;nama;status;golongan;kode_opd;jabatan;jenis_jabatan;nip_atasan;mulai;selesai;jenis_penempatan
{RINI};Rini;PNS;III/a;1.02.01;Perawat;fungsional;{WATI};2026-01-01;;definitif
{TONI};Toni;PNS;III/a;1.02.01;Bidan;fungsional;{WATI};2026-01-01;;definitif
{UMAR};Umar;PNS;III/a;1.02.01;Sanitarian;fungsional;{WATI};2026-01-01;;definitif
{DEWI};Dewi;PNS;III/a;1.02.01;Apoteker;fungsional;{WATI};2026-01-01;;definitif
{BUDI};Budi;PNS;III/b;1.02;Analis;pelaksana;{SARI};01/01/2026;15/02/2026;definitif
{BUDI};Budi;PNS;III/b;1.02.01;Analis;pelaksana;{WATI};16/02/2026;;definitif
{WATI};Wati;PNS;IV/a;1.02.01;Kepala Puskesmas;struktural;{SARI};2026-01-01;;definitif
{WATI};Wati;PNS;IV/a;1.02;Plt. Kepala Bidang;struktural;{SARI};2026-02-10;;plt
{SARI};Sari;PNS;IV/c;1.02;Kepala Dinas;struktural;-;2026-01-01;-;definitif
"""

INDICATORS = """\
kode_opd,kode,nama,satuan,arah,pola,aspek,definisi
1.02,KUNJUNGAN,Kunjungan pasien,orang,naik,hitungan,kuantitas,
1.02,KELUHAN,Keluhan,keluhan,turun,hitungan,kualitas,
1.02,MUTU,Nilai mutu,persen,naik,posisi,kualitas,
1.02,INDEKS,Indeks kepuasan,indeks,naik,rilis,kualitas,
1.02,SERAPAN,Serapan anggaran,persen,rentang_naik,posisi,biaya,
1.02,TUGAS,Tugas tambahan,kali,naik,hitungan,kuantitas,
"""

PLANS = f"""\
nip,tahun,opd_penempatan,kode_opd,kode_indikator,jenis,bobot,t01,t02,t03
{BUDI},2026,1.02,1.02,KUNJUNGAN,utama,60,100,100,100
{BUDI},2026,1.02,1.02,KELUHAN,utama,40,10,0,10
{BUDI},2026,1.02.01,1.02,KUNJUNGAN,utama,100,50,50,50
{WATI},2026,1.02.01,1.02,MUTU,utama,100,80,80,80
{WATI},2026,1.02,1.02,KELUHAN,utama,100,5,5,5
{RINI},2026,,1.02,KUNJUNGAN,utama,"33,34",1.000,1.000,1.000
{RINI},2026,,1.02,MUTU,utama,"33,33",80,80,80
{RINI},2026,,1.02,INDEKS,utama,33.33,-,-,90
{RINI},2026,,1.02,TUGAS,tambahan,,,,
{TONI},2026,,1.02,SERAPAN,utama,100,90-95,90 s.d. 95,90 – 95
{UMAR},2026,,1.02,KUNJUNGAN,utama,50,10,10,10
{UMAR},2026,,1.02,MUTU,utama,50,10,10,10
{DEWI},2026,,1.02,KUNJUNGAN,utama,50,10,10,10
{DEWI},2026,,1.02,MUTU,utama,50,10,10,10
"""

#: Gaps in February do a `posisi` item no harm; Umar's visits are declared not applicable then, and missing in March.
ACTUALS = f"""\
nip;periode;kode_opd;kode_indikator;nilai;status;catatan
{BUDI};2026-01;1.02;KUNJUNGAN;90;;
{BUDI};2026-02;1.02;KUNJUNGAN;100;;
{BUDI};2026-03;1.02;KUNJUNGAN;40;;
{BUDI};2026-01;1.02;KELUHAN;8;;
{BUDI};2026-02;1.02;KELUHAN;1;;
{WATI};2026-01;1.02;MUTU;88;;
{WATI};2026-03;1.02;MUTU;90;;
{WATI};2026-02;1.02;KELUHAN;5;;
{WATI};2026-03;1.02;KELUHAN;4;;
{RINI};2026-01;1.02;KUNJUNGAN;1.050;;
{RINI};2026-02;1.02;KUNJUNGAN;990;;
{RINI};2026-03;1.02;KUNJUNGAN;960;;
{RINI};2026-01;1.02;MUTU;76,4;;
{RINI};2026-03;1.02;MUTU;81.6;;
{RINI};2026-03;1.02;INDEKS;99;;
{RINI};2026-02;1.02;TUGAS;0;;
{TONI};2026-01;1.02;SERAPAN;96;;
{TONI};2026-03;1.02;SERAPAN;88,2;;
{UMAR};2026-01;1.02;KUNJUNGAN;10;;
{UMAR};2026-02;1.02;KUNJUNGAN;;tidak_berlaku;Cuti sakit
{UMAR};2026-01;1.02;MUTU;9;;
{DEWI};2026-01;1.02;KUNJUNGAN;10;;
{DEWI};2026-02;1.02;KUNJUNGAN;10;;
{DEWI};2026-03;1.02;KUNJUNGAN;10;;
{DEWI};2026-01;1.02;MUTU;9;;
{DEWI};2026-03;1.02;MUTU;9;;
"""

#: Umar's March, handed in after the quarter was evaluated.
LATE_ACTUALS = f"""\
nip,periode,kode_opd,kode_indikator,nilai,status,catatan
{UMAR},2026-03,1.02,KUNJUNGAN,10,,
{UMAR},2026-03,1.02,MUTU,11,,
"""

#: Three peers rate Rini, only two rate Toni. Rini's quarter has a rating of its own.
RATINGS = f"""\
nip,periode,nip_penilai,peran,rubrik,dimensi,tingkat
{BUDI},2026-01,{SARI},atasan,berakhlak,SEMUA,3
{BUDI},2026-02,{SARI},atasan,berakhlak,SEMUA,4
{BUDI},2026-03,{WATI},atasan,berakhlak,SEMUA,3
{WATI},2026-01,{SARI},atasan,berakhlak,SEMUA,4
{WATI},2026-02,{SARI},atasan,berakhlak,SEMUA,5
{WATI},2026-03,{SARI},atasan,berakhlak,SEMUA,5
{RINI},2026-01,{WATI},atasan,berakhlak,SEMUA,3
{RINI},2026-01,{TONI},rekan,berakhlak,SEMUA,4
{RINI},2026-01,{UMAR},rekan,berakhlak,SEMUA,4
{RINI},2026-01,{BUDI},rekan,berakhlak,SEMUA,3
{RINI},2026-Q1,{WATI},atasan,berakhlak,SEMUA,5
{TONI},2026-01,{WATI},atasan,berakhlak,SEMUA,2
{TONI},2026-01,{RINI},rekan,berakhlak,SEMUA,5
{TONI},2026-01,{UMAR},rekan,berakhlak,SEMUA,5
{TONI},2026-03,{WATI},atasan,berakhlak,SEMUA,3
{UMAR},2026-01,{WATI},atasan,berakhlak,SEMUA,3
{DEWI},2026-01,{WATI},atasan,berakhlak,SEMUA,3
"""

#: A workbook with number cells, in which the spreadsheet has turned each month into its first day.
ATTENDANCE: Rows = (
    ("nip", "periode", "hari_kerja", "hadir", "tk", "tl1", "tl2", "tl3", "tl4", "psw1", "psw2", "psw3", "psw4"),
    (BUDI, date(2026, 1, 1), 20, 19, 1, 1, 0, 0, 0, 0, 0, 0, 0),
    (BUDI, date(2026, 2, 1), 20, 20, 0, 0, 0, 0, 0, 0, 0, 0, 2),
    (WATI, date(2026, 2, 1), 20, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0),
)

#: The office: one overall level and attendance, axes 70/30 by default.
OFFICE_SCHEME = """\
name = "dinas"
valid_from = 2026-01-01
rubric_input = "overall"
[behaviour]
components = [{ source = "rubric:berakhlak", weight = 80 }, { source = "attendance", weight = 20 }]
"""

#: The health centre: peers and subordinates count, so that the axes are 60/40 by default.
CENTRE_SCHEME = """\
name = "puskesmas"
valid_from = 2026-01-01
kode_opd = "1.02.01"
rubric_input = "overall"
groups = { atasan = 60, rekan = 20, bawahan = 20, diri = 0 }
"""

FILES = (
    ("agencies", "opd.csv", AGENCIES),
    ("schemes", "dinas.toml", OFFICE_SCHEME),
    ("schemes", "puskesmas.toml", CENTRE_SCHEME),
    ("employees", "pegawai.csv", EMPLOYEES),
    ("indicators", "iku.csv", INDICATORS),
    ("plans", "skp.csv", PLANS),
    ("actuals", "realisasi.csv", ACTUALS),
    ("ratings", "penilaian.csv", RATINGS),
    ("attendance", "presensi.xlsx", ATTENDANCE),
)
"""Kind, file name and content, in the order in which they build on each other."""


def write_file(folder: Path, name: str, content: str | Rows) -> str:
    """A text or a workbook on disk, by its path."""
    path = folder / name
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
        return str(path)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in content:
        sheet.append(row)
    book.save(path)
    return str(path)
