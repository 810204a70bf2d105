"""How figures and words of the engine are written: in Indonesian, and in the reader's language through `say`."""

from collections.abc import Sequence
from decimal import Decimal

from appraisal.scoring.language import mark, say
from appraisal.scoring.rounding import plain, published
from appraisal.scoring.types import Axis, Predicate, RaterGroup, Rating, Target

MONTH_NAMES = (
    mark("Januari"),
    mark("Februari"),
    mark("Maret"),
    mark("April"),
    mark("Mei"),
    mark("Juni"),
    mark("Juli"),
    mark("Agustus"),
    mark("September"),
    mark("Oktober"),
    mark("November"),
    mark("Desember"),
)
RATING_NAMES = {
    Rating.ABOVE: mark("di atas ekspektasi"),
    Rating.EXPECTED: mark("sesuai ekspektasi"),
    Rating.BELOW: mark("di bawah ekspektasi"),
}
#: Legal names: official documents, files and screens of every language spell them so (PermenPANRB 6/2022).
PREDICATE_NAMES = {
    Predicate.SANGAT_BAIK: "Sangat Baik",
    Predicate.BAIK: "Baik",
    Predicate.BUTUH_PERBAIKAN: "Butuh Perbaikan",
    Predicate.KURANG: "Kurang",
    Predicate.SANGAT_KURANG: "Sangat Kurang",
}
#: What a predicate says of the work, to the employee: one constructive sentence beside the legal name (ux.md 4.2).
PREDICATE_MEANINGS = {
    Predicate.SANGAT_BAIK: mark("Hasil kerja dan perilaku kerja Anda di atas ekspektasi."),
    Predicate.BAIK: mark("Hasil kerja dan perilaku kerja Anda memenuhi ekspektasi."),
    Predicate.BUTUH_PERBAIKAN: mark("Hasil kerja belum memenuhi ekspektasi; perilaku kerja Anda sudah."),
    Predicate.KURANG: mark("Perilaku kerja belum memenuhi ekspektasi. Sepakati langkahnya dengan pejabat penilai."),
    Predicate.SANGAT_KURANG: mark(
        "Hasil kerja dan perilaku kerja belum memenuhi ekspektasi. Sepakati dialog kinerja dengan pejabat penilai."
    ),
}
#: The same moment for the rater: what helps now. A good predicate asks for nothing.
PREDICATE_TASKS = {
    Predicate.SANGAT_BAIK: mark("Catat contoh yang dapat ditiru."),
    Predicate.BAIK: "",
    Predicate.BUTUH_PERBAIKAN: mark("Sepakati rencana perbaikan bersama pegawai."),
    Predicate.KURANG: mark("Isi contoh perilaku yang teramati, tanggal, dan dukungan yang diberikan."),
    Predicate.SANGAT_KURANG: mark("Jadwalkan dialog kinerja dengan pegawai."),
}
_EXAMPLE = mark("1.234,5")
AXIS_NAMES = {Axis.RESULT: mark("hasil kerja"), Axis.BEHAVIOUR: mark("perilaku kerja")}
GROUP_NAMES = {
    RaterGroup.SUPERVISOR: mark("atasan"),
    RaterGroup.PEER: mark("rekan"),
    RaterGroup.SUBORDINATE: mark("bawahan"),
    RaterGroup.SELF: mark("diri"),
}


def month_name(month: int) -> str:
    """A month, 1 to 12."""
    return say(MONTH_NAMES[month - 1])


def rating_name(rating: Rating) -> str:
    """``sesuai ekspektasi``."""
    return say(RATING_NAMES[rating])


def axis_name(axis: Axis) -> str:
    """``hasil kerja``."""
    return say(AXIS_NAMES[axis])


def predicate_meaning(predicate: Predicate) -> str:
    """What the employee reads beside the predicate."""
    return say(PREDICATE_MEANINGS[predicate])


def predicate_task(predicate: Predicate) -> str:
    """What the rater reads beside it; empty where there is nothing to do."""
    return say(PREDICATE_TASKS[predicate]) if PREDICATE_TASKS[predicate] else ""


def group_name(group: RaterGroup) -> str:
    """``rekan``."""
    return say(GROUP_NAMES[group])


def number(value: Decimal) -> str:
    """An amount in full, without needless zeros: ``1.234,5``, ``−3`` (with a true minus sign)."""
    whole, _, fraction = plain(value).removeprefix("-").partition(".")
    sign = "−" if value < 0 else ""
    return sign + _with_marks(int(whole), fraction)


def score_text(value: Decimal) -> str:
    """A published figure with its two decimals: ``70,00``."""
    whole, _, fraction = str(published(value)).partition(".")
    return _with_marks(int(whole), fraction)


def decimal_mark() -> str:
    """What the reader's language writes before decimals: a comma, or a point."""
    return say(_EXAMPLE)[-2]


def target_text(target: Target) -> str:
    """A target as people write it: ``20``, or ``7 s.d. 8`` for a range."""
    if target.high is None:
        return number(target.low)
    return say("{low} s.d. {high}", low=number(target.low), high=number(target.high))


def month_list(months: Sequence[int]) -> str:
    """Months by name: ``Januari``, ``Januari dan Maret``, ``Januari, Februari, dan Maret``."""
    return word_list([month_name(month) for month in months])


def word_list(words: Sequence[str]) -> str:
    """Words with commas and ``dan`` before the last."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        return say("{first} dan {last}", first=words[0], last=words[1])
    return say("{first}, dan {last}", first=", ".join(words[:-1]), last=words[-1])


def _with_marks(whole: int, fraction: str) -> str:
    """Groups of three and the decimal mark as the language writes them: the catalogue translates an example."""
    grouped = f"{whole:,}".replace(",", say(_EXAMPLE)[1])
    return f"{grouped}{decimal_mark()}{fraction}" if fraction else grouped
