"""What a scorecard says in figures and verdicts, read from each of the four places that say it.

Every place is read by itself, from what a person or a program gets: no code of the product that writes one of them
helps to read another.
"""

import html
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

NUMBER = r"\d[\d.]*(?:,\d+)?"
_TARGET = rf"{NUMBER}(?: s\.d\. {NUMBER})?"
_POINTS = rf"({NUMBER}) poin; ({NUMBER}) bila tepat target\."
_RATING = r"([Dd]i atas|[Ss]esuai|[Dd]i bawah) ekspektasi"
_PREDICATE = r"(Sangat Baik|Baik|Butuh Perbaikan|Kurang|Sangat Kurang)"

#: A row of the paper's table of indicators, and its formula underneath.
_PAPER_ITEM = re.compile(
    rf"\d+ (Indikator IKU-\d+) ({_TARGET}) ({NUMBER}) ({NUMBER})% ({NUMBER})% "
    rf"Satuan layanan\. (?:(?!Satuan).)*?{_POINTS}"
)
_PAPER_AXIS = rf"({NUMBER}) {_RATING} "
_PAPER_HEAD = re.compile(
    rf"Hasil kerja, bobot {NUMBER}% {_PAPER_AXIS}Perilaku kerja, bobot {NUMBER}% {_PAPER_AXIS}"
    rf"Nilai akhir ({NUMBER}) dari {NUMBER} Predikat kinerja {_PREDICATE}"
)

#: A card of an indicator on the page.
_SCREEN_ITEM = re.compile(
    rf"(Indikator IKU-\d+) Capaian ({NUMBER})% Realisasi ({NUMBER}) layanan Target ({_TARGET}) layanan "
    rf"Bobot ({NUMBER})% .*?{_POINTS}"
)
_SCREEN_AXIS = rf"bobot {NUMBER}% ({NUMBER}) {_RATING} "
_SCREEN_HEAD = re.compile(
    rf"Hasil kerja {_SCREEN_AXIS}.*?Perilaku kerja {_SCREEN_AXIS}.*?Nilai akhir [^=]*= ({NUMBER})"
)
_SCREEN_PREDICATE = re.compile(rf"Nilai {NUMBER} dari {NUMBER} {_PREDICATE} ")
_ADVICE = re.compile(r"Langkah berikutnya: .*?(?= Penyampaian hasil )")

_WORDS = {"above": "di atas", "expected": "sesuai", "below": "di bawah"}
_EXPORTED = {"di_atas": "di atas", "sesuai": "sesuai", "di_bawah": "di bawah"}


class Verdict(NamedTuple):
    """The figures of the evaluation as they are written, and what follows from them; all empty of an incomplete one."""

    result: str = ""
    result_rating: str = ""
    behaviour: str = ""
    behaviour_rating: str = ""
    final: str = ""
    predicate: str = ""


class Item(NamedTuple):
    """An indicator's row as it is written."""

    name: str
    target: str
    actual: str
    weight: str
    attainment: str


class Told(NamedTuple):
    """All of it. ``points`` are earned and full ones of each item, in the order of the items; the API names none."""

    verdict: Verdict
    items: Sequence[Item] = ()
    points: Sequence[tuple[str, str]] = ()


def told_by_paper(text: str) -> Told:
    """What the text of a PDF says."""
    rows = _PAPER_ITEM.findall(text)
    head = _PAPER_HEAD.search(text)
    return Told(_verdict(head.groups()) if head else Verdict(), [Item(*row[:5]) for row in rows], _points(rows))


def told_by_screen(page: str) -> Told:
    """What the page of the evaluation says."""
    text = text_of_page(page)
    rows = _SCREEN_ITEM.findall(text)
    items = [Item(name, target, actual, weight, attained) for name, attained, actual, target, weight, *_ in rows]
    head, predicate = _SCREEN_HEAD.search(text), _SCREEN_PREDICATE.search(text)
    verdict = _verdict([*head.groups(), predicate[1]]) if head and predicate else Verdict()
    return Told(verdict, items, _points(rows))


def told_by_api(card: Mapping[str, Any]) -> Told:
    """What the JSON of the evaluation says, in the way that people write numbers."""
    result, behaviour = card["axes"]
    items = [
        Item(
            item["name"],
            " s.d. ".join(_written(bound) for bound in (item["target"]["low"], item["target"]["high"]) if bound),
            _written(item["actual"]),
            _written(item["weight"]),
            _written(item["attainment"], places=2),
        )
        for item in card["items"]
        if item["attainment"] is not None
    ]
    if card["status"] == "belum_lengkap":
        return Told(Verdict(), items)
    verdict = Verdict(
        _written(result["score"], places=2),
        _WORDS[result["rating"]],
        _written(behaviour["score"], places=2),
        _WORDS[behaviour["rating"]],
        _written(card["final_score"], places=2),
        card["predicate"].replace("_", " ").title(),
    )
    return Told(verdict, items)


def told_by_export(row: Mapping[str, object]) -> Verdict:
    """What the line of the exported table says; it has no items."""
    if not row["predikat"]:
        return Verdict()
    return Verdict(
        _written(str(row["nilai_hasil"]), places=2),
        _EXPORTED[str(row["rating_hasil"])],
        _written(str(row["nilai_perilaku"]), places=2),
        _EXPORTED[str(row["rating_perilaku"])],
        _written(str(row["nilai_akhir"]), places=2),
        str(row["predikat"]),
    )


def text_of_page(page: str) -> str:
    """What is to be read on a page, drawings left out, with single spaces; without the advice, which names a score that
    would be and that paper leaves out.
    """
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main is not None
    text = re.sub(r"<svg.*?</svg>|<[^>]*>", " ", main[0], flags=re.DOTALL)
    return _ADVICE.sub("", re.sub(r"\s+", " ", html.unescape(text)))


def _points(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    return [(row[-2], row[-1]) for row in rows]


def _verdict(found: Sequence[str]) -> Verdict:
    result, result_rating, behaviour, behaviour_rating, final, predicate = found
    return Verdict(result, result_rating.lower(), behaviour, behaviour_rating.lower(), final, predicate)


def _written(number: str, places: int | None = None) -> str:
    """A number of a program as people write it: thousands with points, a comma, no trailing zeros unless asked for."""
    value = Decimal(number)
    text = f"{value:,.{places}f}" if places is not None else f"{value:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
