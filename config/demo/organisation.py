"""Who works where in the demo: units, posts and people of Kota Kupang. All names and NIPs are made up.

NIPs end in 9xx, a sequence that no civil servant has, so that none can belong to a real person.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

UNITS = (
    # kode_opd, nama, jenis, kode_induk
    ("1.02", "Dinas Kesehatan", "dinas", ""),
    ("1.02.01", "Sekretariat Dinas Kesehatan", "sekretariat", "1.02"),
    ("1.02.02", "Bidang Pelayanan Kesehatan", "bidang", "1.02"),
    ("1.02.10", "Puskesmas Oesapa", "puskesmas", "1.02"),
    ("1.02.11", "Puskesmas Sikumana", "puskesmas", "1.02"),
    ("7.06", "Kecamatan Alak", "kecamatan", ""),
    ("7.06.01", "Kelurahan Nunbaun Sabu", "kelurahan", "7.06"),
    ("7.06.02", "Kelurahan Penkase Oeleta", "kelurahan", "7.06"),
)

_FIRST = (
    "Agustina", "Aloysius", "Anastasia", "Benediktus", "Bernadeta", "Dominggus", "Elisabeth", "Emanuel", "Fransiska",
    "Gregorius", "Hendrikus", "Ignasius", "Ina", "Yakobus", "Yohanes", "Yuliana", "Kristina", "Laurensius", "Maria",
    "Markus", "Marselina", "Melkianus", "Nikodemus", "Oktoviana", "Paulina", "Petrus", "Rambu", "Roslina", "Simon",
    "Theresia",
)  # fmt: skip
_LAST = (
    "Adoe", "Banunaek", "Benu", "Boimau", "Djami", "Fanggidae", "Haning", "Kana", "Kolo", "Lakapu", "Lani", "Manafe",
    "Messakh", "Nalle", "Nenobais", "Ndolu", "Pandie", "Pello", "Radja", "Riwu", "Sabuna", "Selan", "Talan", "Taneo",
    "Tefa", "Therik", "Tnunay", "Ully", "Wadu", "Zacharias",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of work: its title, grade, and which indicators with which weight its people agree."""

    position: str
    kind: str
    grade: str
    items: tuple[tuple[str, str], ...]


HEAD_OF_DINAS = Post(
    "Kepala Dinas Kesehatan",
    "JPT Pratama",
    "IV/c",
    (("DK-04", "40"), ("DK-02", "30"), ("DK-06", "20"), ("DK-08", "10")),
)
SECRETARY = Post("Sekretaris Dinas", "Administrator", "IV/a", (("DK-06", "60"), ("DK-02", "40")))
HEAD_OF_DIVISION = Post(
    "Kepala Bidang Pelayanan Kesehatan", "Administrator", "IV/a", (("DK-04", "50"), ("DK-02", "30"), ("DK-03", "20"))
)
HEAD_OF_PUSKESMAS = Post(
    "Kepala Puskesmas", "Pengawas", "III/d", (("DK-01", "30"), ("DK-04", "30"), ("DK-02", "20"), ("DK-03", "20"))
)
DOCTOR = Post("Dokter Ahli Pertama", "JF Keahlian", "III/b", (("DK-01", "60"), ("DK-02", "20"), ("DK-03", "20")))
NURSE = Post("Perawat Terampil", "JF Keterampilan", "II/d", (("DK-01", "50"), ("DK-05", "30"), ("DK-03", "20")))
MIDWIFE = Post("Bidan Mahir", "JF Keterampilan", "III/a", (("DK-05", "50"), ("DK-04", "30"), ("DK-02", "20")))
PHARMACIST = Post("Asisten Apoteker", "JF Keterampilan", "II/c", (("DK-01", "50"), ("DK-07", "50")))
CLERK = Post("Pengadministrasi Umum", "Pelaksana", "II/b", (("DK-10", "33.34"), ("DK-06", "33.33"), ("DK-02", "33.33")))
CAMAT = Post("Camat Alak", "Administrator", "IV/a", (("KA-05", "40"), ("KA-02", "30"), ("KA-01", "30")))
LURAH = Post("Lurah", "Pengawas", "III/d", (("KA-02", "40"), ("KA-01", "40"), ("KA-06", "20")))
SECTION = Post("Kepala Seksi Pelayanan", "Pengawas", "III/c", (("KA-01", "50"), ("KA-03", "30"), ("KA-04", "20")))
OFFICER = Post("Pengelola Layanan", "Pelaksana", "II/c", (("KA-03", "60"), ("KA-01", "40")))
SANITARIAN = Post("Pengawas Kebersihan", "Pelaksana", "II/b", (("KA-06", "60"), ("KA-04", "40")))


@dataclass(slots=True)
class Person:
    """Somebody of the demo in the first post of the year; later posts are part of the story."""

    nip: str
    name: str
    status: str
    post: Post
    unit: str
    supervisor: "Person | None"
    last_day: str = ""
    items: tuple[tuple[str, str], ...] = field(default=())


#: How many of which post work in a unit, under the unit's head: the first of each list.
STAFF: tuple[tuple[str, tuple[tuple[Post, int], ...]], ...] = (
    ("1.02", ((HEAD_OF_DINAS, 1),)),
    ("1.02.01", ((SECRETARY, 1), (CLERK, 5))),
    ("1.02.02", ((HEAD_OF_DIVISION, 1), (CLERK, 2), (NURSE, 2))),
    ("1.02.10", ((HEAD_OF_PUSKESMAS, 1), (DOCTOR, 3), (NURSE, 5), (MIDWIFE, 3), (PHARMACIST, 1), (CLERK, 1))),
    ("1.02.11", ((HEAD_OF_PUSKESMAS, 1), (DOCTOR, 2), (NURSE, 5), (MIDWIFE, 4), (PHARMACIST, 1), (CLERK, 1))),
    ("7.06", ((CAMAT, 1), (SECTION, 2), (OFFICER, 4))),
    ("7.06.01", ((LURAH, 1), (OFFICER, 4), (SANITARIAN, 2))),
    ("7.06.02", ((LURAH, 1), (OFFICER, 4), (SANITARIAN, 1))),
)


def people(chance: random.Random) -> list[Person]:
    """Sixty people in order of unit; the head of a unit is rated by the head of the unit above."""
    names = _names(chance)
    heads: dict[str, Person] = {}
    parents = {code: parent for code, _name, _kind, parent in UNITS}
    found: list[Person] = []
    for unit, posts in STAFF:
        for post, count in posts:
            for _place in range(count):
                supervisor = heads.get(unit) or heads.get(parents[unit])
                status = "PPPK" if post.kind == "Pelaksana" and chance.random() < 0.4 else "PNS"
                person = Person(
                    _nip(chance, len(found), status), next(names), status, post, unit, supervisor, items=post.items
                )
                heads.setdefault(unit, person)
                found.append(person)
    return found


def _names(chance: random.Random) -> Iterator[str]:
    pairs = [f"{first} {last}" for first in _FIRST for last in _LAST]
    chance.shuffle(pairs)
    yield from pairs


def _nip(chance: random.Random, number: int, status: str) -> str:
    born = datetime.date(1968, 1, 1) + datetime.timedelta(days=chance.randrange(32 * 365))
    appointed = born.year + chance.randrange(22, 27)
    month = chance.randrange(1, 13) if status == "PNS" else 21
    return f"{born:%Y%m%d}{min(appointed, 2025)}{month:02}{chance.randrange(1, 3)}{900 + number}"
