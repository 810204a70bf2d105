"""What makes an indicator hard to measure or easy to please, said while it is written. Never blocks. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from django.utils.translation import gettext as _

from indicators.models import Direction, IndicatorKind, Pattern

ALIKE = 0.9
"""From this likeness of two names on (0 to 1), the second may be the first again."""

FEWEST_MONTHS = 3
"""Fewer evaluated months are too few to say that an indicator is always reached."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at, and the field in which it can be mended."""

    code: str
    sentence: str
    field: str


@dataclass(frozen=True, slots=True)
class HintFacts:
    """What is known of an indicator besides its text.

    ``evaluated_months`` of the last twelve were evaluated, ``all_at_hundred`` says that each attainment in them was
    exactly 100. ``others`` are codes and names of the other indicators. ``weighted_kinds`` are the kinds of the
    indicators that carry a weight in the unit's agreement of the year.
    """

    evaluated_months: int = 0
    all_at_hundred: bool = False
    has_zero_target: bool = False
    others: Sequence[tuple[str, str]] = ()
    weighted_kinds: frozenset[str] = frozenset()


class Said(Protocol):
    """The text of an indicator: a content that is being written, or a version."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def pattern(self) -> str: ...
    @property
    def definition(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def months(self) -> object: ...


def quality_hints(said: Said, facts: HintFacts) -> tuple[Hint, ...]:
    """What to look at again, in the order of the fields."""
    return (*_missing(said), *_duplicates(said.name, facts.others), *_too_easy(said, facts))


def normalised(name: str) -> str:
    """A name without case, punctuation and double spaces: two that differ in nothing else are the same."""
    return " ".join(re.findall(r"\w+", name.casefold()))


def _missing(said: Said) -> Iterator[Hint]:
    if not said.unit:
        yield Hint(
            "no_unit", _("Satuan belum ditulis. Tanpa satuan, target dan realisasi dapat dibaca berbeda."), "unit"
        )
    if not said.definition:
        told = _("Definisi belum ditulis. Tulis apa yang dihitung dan apa yang tidak.")
        yield Hint("no_definition", told, "definition")
    if not said.source:
        told = _("Sumber data belum ditulis. Tulis dari mana angkanya diambil, agar dapat diperiksa.")
        yield Hint("no_source", told, "source")
    if said.pattern == Pattern.RELEASE and not said.publisher:
        told = _("Penerbit rilis belum ditulis. Tulis siapa yang menerbitkan angka resminya.")
        yield Hint("no_publisher", told, "publisher")
    if said.pattern == Pattern.RELEASE and not said.months:
        told = _("Bulan ukur belum dipilih. Pilih bulan-bulan terbitnya angka resmi.")
        yield Hint("no_months", told, "months")


def _duplicates(name: str, others: Iterable[tuple[str, str]]) -> Iterator[Hint]:
    own = normalised(name)
    if not own:
        return
    found = next(_alike(own, others), None)
    if found is not None:
        told = _(
            "Namanya sama atau hampir sama dengan %(code)s, “%(name)s”. Pastikan keduanya mengukur hal yang berbeda."
        )
        yield Hint("duplicate", told % {"code": found[0], "name": found[1]}, "name")


def _alike(own: str, others: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(own)
    for code, name in others:
        matcher.set_seq1(normalised(name))
        bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # each dearer and closer than the last
        if all(likeness() > ALIKE for likeness in bounds):
            yield code, name


def _too_easy(said: Said, facts: HintFacts) -> Iterator[Hint]:
    if facts.all_at_hundred and facts.evaluated_months >= FEWEST_MONTHS:
        told = _(
            "Capaiannya tepat 100 pada semua %(count)s bulan yang dievaluasi dalam setahun terakhir. "
            "Tinjau targetnya, atau ukur hal yang masih dapat membaik."
        )
        yield Hint("always_100", told % {"count": facts.evaluated_months}, "direction")
    if said.direction == Direction.HIGHER and facts.has_zero_target:
        told = _("Ada target 0, padahal makin tinggi makin baik: capaian tidak dapat dihitung dari target 0.")
        yield Hint("zero_target", told, "direction")
    activities = {IndicatorKind.OUTPUT, IndicatorKind.PROCESS}
    if facts.weighted_kinds and facts.weighted_kinds <= activities:
        told = _(
            "Semua bobot unit ini tahun ini ada pada keluaran dan proses. "
            "Beri bobot pada sedikitnya satu indikator hasil: apa yang berubah bagi masyarakat."
        )
        yield Hint("activities_only", told, "kind")
