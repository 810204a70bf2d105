"""Quiet hints beside what somebody writes about a colleague's work. Lists of words, no model of language; never a bar.

Feedback helps when it tells of the work, says how often, and names one case (ux.md 4.1: about the work, never about the
person). A hint may be wrong about a sentence, so whoever wrote it decides.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_HINTS = 2

ABOUT_THE_PERSON = (
    "angkuh",
    "bandel",
    "baper",
    "bebal",
    "bodoh",
    "cengeng",
    "cerdas",
    "cerewet",
    "ceroboh",
    "dungu",
    "egois",
    "goblok",
    "hebat",
    "jenius",
    "judes",
    "kekanak-kanakan",
    "keras kepala",
    "kurang ajar",
    "lelet",
    "lemot",
    "malas",
    "manja",
    "nakal",
    "payah",
    "pelupa",
    "pemalas",
    "pintar",
    "rajin",
    "sok tahu",
    "sombong",
    "tidak becus",
    "tidak berguna",
    "tidak bertanggung jawab",
    "tidak bisa diandalkan",
    "tidak dapat diandalkan",
    "tidak kompeten",
    "tidak niat",
    "tolol",
)
"""Words that judge a person, also kindly: praise that names nothing cannot be repeated."""

ABSOLUTES = (
    "nggak pernah",
    "sama sekali",
    "selalu",
    "semua orang",
    "senantiasa",
    "setiap kali",
    "setiap saat",
    "tak pernah",
    "terus menerus",
    "terus-menerus",
    "tidak pernah",
    "tidak satu pun",
)
"""Words that say always or never, where a count or a day would help more."""

CASES = (
    *("contoh", "contohnya", "kemarin", "ketika", "lalu", "misal", "misalnya", "pagi", "saat", "seperti", "siang"),
    *("tadi", "tanggal", "sewaktu", "bulan ini", "hari ini", "minggu ini", "pekan ini"),
    *("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"),
    *("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober"),
    *("november", "desember"),
)
"""Words that begin an example or name a day; a digit does so as well."""

STRENGTH_STARTERS = (
    gettext_lazy("Pada tanggal …, Anda …, dan hasilnya …"),
    gettext_lazy("Yang paling membantu pekerjaan unit adalah …"),
    gettext_lazy("Lanjutkan …, karena …"),
)
SUGGESTION_STARTERS = (
    gettext_lazy("Pada tanggal … saya melihat …, akibatnya …"),
    gettext_lazy("Lain kali, akan membantu bila …"),
    gettext_lazy("Saya dapat membantu dengan …"),
)


class Concern(StrEnum):
    """What a hint is about."""

    PERSON = "orang"
    ABSOLUTE = "mutlak"
    EXAMPLE = "contoh"


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: what it is about, and its sentence."""

    concern: Concern
    sentence: str


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


_PERSON, _ABSOLUTE, _CASE = _pattern(ABOUT_THE_PERSON), _pattern(ABSOLUTES), _pattern(CASES)


def hints_for(text: str) -> tuple[Hint, ...]:
    """At most two hints on a text, what matters most first; none on an empty one.

    >>> [hint.concern.value for hint in hints_for("Anda malas.")]
    ['orang', 'contoh']
    """
    return tuple(_hints(" ".join(unicodedata.normalize("NFKC", text).casefold().split())))[:MOST_HINTS]


def _hints(words: str) -> Iterator[Hint]:
    if not words:
        return
    if person := _PERSON.search(words):
        yield Hint(
            Concern.PERSON,
            _("“%(word)s” menilai orangnya. Tulis apa yang terjadi dalam pekerjaan dan akibatnya.")
            % {"word": person[0]},
        )
    if absolute := _ABSOLUTE.search(words):
        yield Hint(
            Concern.ABSOLUTE,
            _("“%(word)s” sulit diperiksa. Sebut berapa kali atau kapan itu terjadi.") % {"word": absolute[0]},
        )
    if not re.search(r"\d", words) and not _CASE.search(_ABSOLUTE.sub(" ", words)):
        yield Hint(
            Concern.EXAMPLE,
            _("Tambahkan satu contoh dengan waktunya, misalnya “laporan 5 November selesai dua hari lebih awal”."),
        )
