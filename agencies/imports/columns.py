"""Which column of a kind each title of a file stands for: known, probably meant, or none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from agencies.files.columns import Column
from agencies.resources import CheckedResource

LEFT_OUT = ""
"""In a mapping: the title stands for no column."""

ROW_NUMBER = "baris"
TO_MEND = "yang perlu diperbaiki"
OWN_TITLES = frozenset({ROW_NUMBER, TO_MEND})
"""What the download of faulty rows adds, in small letters."""

CLOSE_ENOUGH = 0.8

#: What other systems call a column, in words without signs; only those that a kind has are asked.
SYNONYMS = {
    "kode perangkat daerah": "kode_opd",
    "kode skpd": "kode_opd",
    "kode unit": "kode_opd",
    "kode unit kerja": "kode_opd",
    "opd": "kode_opd",
    "unit kerja": "kode_opd",
    "kode indikator": "kode",
    "kode iku": "kode",
    "nama indikator": "nama",
    "indikator": "nama",
    "uraian indikator": "nama",
    "nama pegawai": "nama",
    "nama lengkap": "nama",
    "nama opd": "nama",
    "satuan ukur": "satuan",
    "satuan pengukuran": "satuan",
    "polaritas": "arah",
    "arah indikator": "arah",
    "pola ukur": "pola",
    "pola pengukuran": "pola",
    "definisi operasional": "definisi",
    "formula": "rumus",
    "cara menghitung": "rumus",
    "jenis indikator": "jenis",
    "sumber": "sumber_data",
    "nip pegawai": "nip",
    "nip asn": "nip",
    "atasan": "nip_atasan",
    "nip pejabat penilai": "nip_atasan",
    "tmt": "mulai",
    "tanggal mulai": "mulai",
    "tanggal selesai": "selesai",
    "pangkat golongan": "golongan",
    "nama jabatan": "jabatan",
    "bobot persen": "bobot",
    "realisasi": "nilai",
    "bulan": "periode",
    "keterangan": "catatan",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A title of the file and the column that it probably stands for (LEFT_OUT: none); ``is_known`` needs no asking."""

    title: str
    column: str
    is_known: bool


def columns_of(resource: type[CheckedResource[Any]]) -> dict[str, Column]:
    """The columns of a kind by their titles, in the order of the contract."""
    return {column.column_name: column for column in resource().fields.values()}


def key_columns(resource: type[CheckedResource[Any]]) -> tuple[str, ...]:
    """The titles of the columns that make a row the same one again."""
    made = resource()
    return tuple(made.fields[name].column_name for name in made.get_import_id_fields())


def guessed(titles: Sequence[str], known: Iterable[str]) -> list[Guess]:
    """A guess for each title; a column is guessed once, and first for who says it exactly."""
    free = dict.fromkeys(known)
    guesses: dict[int, Guess] = {}
    for place, title in enumerate(titles):
        if title in free or title in OWN_TITLES:
            free.pop(title, None)
            guesses[place] = Guess(title, LEFT_OUT if title in OWN_TITLES else title, is_known=True)
    for place, title in enumerate(titles):
        if place not in guesses:
            column = _probable(title, list(free))
            free.pop(column, None)
            guesses[place] = Guess(title, column, is_known=False)
    return [guesses[place] for place in range(len(titles))]


def _probable(title: str, free: Sequence[str]) -> str:
    words = " ".join(re.findall(r"[a-z0-9]+", title.lower()))
    by_words = {column.replace("_", " "): column for column in free}
    if words in by_words:
        return by_words[words]
    if SYNONYMS.get(words) in free:
        return SYNONYMS[words]
    near = get_close_matches(words, by_words, n=1, cutoff=CLOSE_ENOUGH)
    return by_words[near[0]] if near else LEFT_OUT


def missing(columns: Sequence[str], kind_columns: dict[str, Column]) -> list[str]:
    """The titles that the contract asks for and that no title of the file stands for."""
    return [title for title, column in kind_columns.items() if not column.optional and title not in columns]
