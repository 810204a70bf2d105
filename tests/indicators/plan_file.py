"""Lines of a plans file, for tests."""

from agencies.files.results import FileResult
from indicators.resources import MONTHS, PlanResource
from tests.agencies.importing import imported, refusals

HEADER = ";".join(["nip", "tahun", "kode_opd", "kode_indikator", "jenis", "bobot", "opd_penempatan", *MONTHS])


def line(nip: str, code: str = "A", weight: str = "100", target: str = "10", **cells: str) -> str:
    """A row: a main item of 2026 with the same target each month, unless told otherwise."""
    values = {
        "nip": nip,
        "tahun": "2026",
        "kode_opd": "1.02",
        "kode_indikator": code,
        "jenis": "utama",
        "bobot": weight,
        "opd_penempatan": "",
        **dict.fromkeys(MONTHS, target),
    }
    return ";".join((values | cells).values())


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(PlanResource, HEADER, *lines, dry_run=dry_run)


def refused(*lines: str) -> list[str]:
    return refusals(PlanResource, HEADER, *lines)
