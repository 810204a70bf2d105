"""Lines of an employees file, for tests."""

from agencies.files.results import FileResult
from agencies.resources import EmployeeResource
from tests.agencies.importing import imported, refusals

HEADER = "nip,nama,status,golongan,kode_opd,jabatan,jenis_jabatan,nip_atasan,mulai,selesai,jenis_penempatan"
EKA = "199003032015032001"
FAJAR = "199104042016041002"
GITA = "199205052020212003"


def line(nip: str = EKA, name: str = "Eka Putri", **cells: str) -> str:
    """A row: a person in a definitive placement at the dinas since New Year, unless told otherwise."""
    values = {
        "nip": nip,
        "nama": name,
        "status": "PNS",
        "golongan": "III/b",
        "kode_opd": "1.02",
        "jabatan": "Analis",
        "jenis_jabatan": "pelaksana",
        "nip_atasan": "",
        "mulai": "2026-01-01",
        "selesai": "",
        "jenis_penempatan": "definitif",
    }
    return ",".join((values | cells).values())


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(EmployeeResource, HEADER, *lines, dry_run=dry_run)


def refused(*lines: str) -> list[str]:
    return refusals(EmployeeResource, HEADER, *lines)
