"""Whose letterhead stands over a document: a perangkat daerah or the like, and no bidang of it."""

import pytest

from agencies.services.load_agency_tree import AgencyNode, AgencyTree
from reports.services.compose.senders import sender_of

DINAS = AgencyNode(1, "2.12", "Dinas Kependudukan", None, 0, "dinas")
NODES = (
    DINAS,
    AgencyNode(2, "2.12.01", "Sekretariat Dinas Kependudukan", 1, 1, "sekretariat"),
    AgencyNode(3, "2.12.02", "Bidang Pendaftaran", 1, 1, "bidang"),
    AgencyNode(4, "2.12.03", "Seksi Akta", 3, 2, "seksi"),
    AgencyNode(5, "2.12.04", "UPTD Wilayah I", 1, 1, "uptd"),
    AgencyNode(6, "7.01", "Kecamatan Gajahmungkur", None, 0, "kecamatan"),
    AgencyNode(7, "7.01.01", "Kelurahan Petompon", 6, 1, "kelurahan"),
    AgencyNode(8, "4.01", "Sekretariat Daerah", None, 0, "sekretariat"),
    AgencyNode(9, "4.01.01", "Bagian Umum", 8, 1, "bagian"),
    AgencyNode(10, "9", "Satgas", None, 0, ""),
)


@pytest.mark.parametrize(
    ("code", "sender"),
    [
        ("2.12", "Dinas Kependudukan"),
        ("2.12.01", "Dinas Kependudukan"),
        ("2.12.02", "Dinas Kependudukan"),
        ("2.12.03", "Dinas Kependudukan"),
        ("2.12.04", "UPTD Wilayah I"),
        ("7.01.01", "Kelurahan Petompon"),
        ("4.01", "Sekretariat Daerah"),
        ("4.01.01", "Sekretariat Daerah"),
        ("9", "Satgas"),
    ],
)
def test_the_nearest_unit_that_writes_letters_is_the_sender(code: str, sender: str) -> None:
    tree = AgencyTree(NODES)
    node = tree.find(code)
    assert node
    assert sender_of(node, tree) == sender
