"""How figures and words of the engine are written in Indonesian."""

from collections.abc import Sequence
from decimal import Decimal

from appraisal.scoring.rounding import plain, published
from appraisal.scoring.types import Axis, Predicate, RaterGroup, Rating, Target

MONTH_NAMES = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
RATING_NAMES = {
    Rating.ABOVE: "di atas ekspektasi",
    Rating.EXPECTED: "sesuai ekspektasi",
    Rating.BELOW: "di bawah ekspektasi",
}
PREDICATE_NAMES = {
    Predicate.SANGAT_BAIK: "Sangat Baik",
    Predicate.BAIK: "Baik",
    Predicate.BUTUH_PERBAIKAN: "Butuh Perbaikan",
    Predicate.KURANG: "Kurang",
    Predicate.SANGAT_KURANG: "Sangat Kurang",
}
AXIS_NAMES = {Axis.RESULT: "hasil kerja", Axis.BEHAVIOUR: "perilaku kerja"}
GROUP_NAMES = {
    RaterGroup.SUPERVISOR: "atasan",
    RaterGroup.PEER: "rekan",
    RaterGroup.SUBORDINATE: "bawahan",
    RaterGroup.SELF: "diri",
}


def number(value: Decimal) -> str:
    """An amount in full, without needless zeros: ``1.234,5``, ``−3`` (with a true minus sign)."""
    whole, _, fraction = plain(value).removeprefix("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{'−' if value < 0 else ''}{grouped}{',' if fraction else ''}{fraction}"


def score_text(value: Decimal) -> str:
    """A published figure with its two decimals: ``70,00``."""
    text = str(published(value))
    whole, _, fraction = text.partition(".")
    return f"{int(whole):,}".replace(",", ".") + "," + fraction


def target_text(target: Target) -> str:
    """A target as people write it: ``20``, or ``7 s.d. 8`` for a range."""
    return number(target.low) if target.high is None else f"{number(target.low)} s.d. {number(target.high)}"


def month_list(months: Sequence[int]) -> str:
    """Months by name: ``Januari``, ``Januari dan Maret``, ``Januari, Februari, dan Maret``."""
    return word_list([MONTH_NAMES[month - 1] for month in months])


def word_list(words: Sequence[str]) -> str:
    """Words with commas and ``dan`` before the last."""
    if len(words) < 3:
        return " dan ".join(words)
    return ", ".join(words[:-1]) + f", dan {words[-1]}"
