"""What would follow from other figures: the fields to change, and before and after side by side. Never stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from agencies.files.errors import ValueRefused, shown_number
from agencies.files.values import NUMBER_HINT, read_integer, read_number
from appraisal.documents.scorecard import Scorecard
from appraisal.scoring.anonymity import as_provisional
from appraisal.scoring.card import ItemResult, RubricBasis, RubricResult, ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.language import say
from appraisal.scoring.rounding import plain
from appraisal.scoring.types import ItemKind, RaterGroup, Sheet
from appraisal.scoring.what_if import with_actual, with_level
from appraisal.scoring.wording import axis_name, target_text

LOWEST, HIGHEST = 1, 5
"""The levels of a rubric (contract 2.4)."""


@dataclass(frozen=True, slots=True)
class TriedField:
    """A figure that can be tried: its name in the form, what is stored (nothing yet, perhaps) and what was typed.

    ``value`` is what was read of it: an empty field keeps what is stored. ``most``, ``least`` and ``step`` are those of
    the slider; the field takes any number. ``echo`` says how a doubtful notation was read, ``error`` how to mend it.
    """

    name: str
    label: str
    unit: str
    hint: str
    stored: Decimal | None
    typed: str
    value: Decimal | None
    most: str
    step: str
    least: str = "0"
    echo: str = ""
    error: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether something else was typed than what is stored."""
        return bool(self.error) or self.value != self.stored

    @property
    def tried(self) -> Decimal | None:
        """What takes the place of the stored figure, if anything does."""
        return None if self.error or self.value == self.stored else self.value

    @property
    def slid(self) -> str:
        """Where the slider stands, as a number of the browser: with a point; at its beginning while there is none."""
        value = self.stored if self.error else self.value
        return self.least if value is None else plain(value)


@dataclass(frozen=True, slots=True)
class TriedFigure:
    """A figure before and after."""

    name: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A trial on one scorecard. ``after`` is the engine's card of the sheet with everything typed in its place."""

    scorecard: Scorecard
    actuals: tuple[TriedField, ...]
    levels: tuple[TriedField, ...]
    before: ScoreCard
    after: ScoreCard
    items: tuple[TriedFigure, ...]

    @property
    def axes(self) -> tuple[TriedFigure, ...]:
        """Hasil kerja and perilaku kerja."""
        pairs = ((self.before.result, self.after.result), (self.before.behaviour, self.after.behaviour))
        return tuple(TriedFigure(axis_name(old.axis), old.score, new.score) for old, new in pairs)

    @property
    def final(self) -> TriedFigure:
        """The final score."""
        return TriedFigure(say("nilai akhir"), self.before.final, self.after.final)

    @property
    def headline(self) -> TriedFigure:
        """The final score, or what is known of it as long as there is none."""
        if self.final.before is not None or self.final.after is not None:
            return self.final
        return next((one for one in self.axes if one.before is not None or one.after is not None), self.final)

    @property
    def has_errors(self) -> bool:
        """Whether something typed could not be read."""
        return any(field.error for field in (*self.actuals, *self.levels))

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what is stored."""
        return any(field.is_changed for field in (*self.actuals, *self.levels))


def try_out(scorecard: Scorecard, typed: Mapping[str, str]) -> WhatIf:
    """What follows when the named fields have these values; a field that is not named keeps its own.

    Levels can be tried where the supervisor's stand for themselves: not where they are held back with those of others,
    and not where they follow from the months of a longer period.
    """
    sheet = scorecard.sheet
    actuals, levels = [], []
    for item in _tried_items(scorecard):
        field = _actual_field(item, scorecard, typed)
        actuals.append(field)
        if field.tried is not None:
            sheet = with_actual(sheet, item.key, field.tried)
    for rubric in _tried_rubrics(scorecard):
        order = list(scorecard.names.dimensions)
        for part in sorted(rubric.own.dimensions, key=lambda part: _place(part.dimension, order)):
            field = _level_field(rubric.name, part.dimension, scorecard, typed)
            levels.append(field)
            if field.tried is not None:
                sheet = with_level(sheet, rubric.name, part.dimension, int(field.tried))
    after = _scored(sheet, scorecard)
    return WhatIf(scorecard, tuple(actuals), tuple(levels), scorecard.card, after, tuple(_items(scorecard, after)))


def _place(dimension: str, order: list[str]) -> int:
    return order.index(dimension) if dimension in order else len(order)


def _scored(sheet: Sheet, scorecard: Scorecard) -> ScoreCard:
    card = score(sheet, scorecard.scheme)
    return as_provisional(card) if scorecard.held_back else card


def _tried_items(scorecard: Scorecard) -> Iterator[ItemResult]:
    return (item.result for item in scorecard.main_items if item.result.due)


def _tried_rubrics(scorecard: Scorecard) -> Iterator[RubricResult]:
    undivided = scorecard.names.undivided
    for rubric in scorecard.card.rubrics:
        from_months = rubric.basis is RubricBasis.MONTHS and rubric.score is not None
        if rubric.name not in undivided and not from_months:
            yield rubric


def _actual_field(item: ItemResult, scorecard: Scorecard, typed: Mapping[str, str]) -> TriedField:
    name = f"r_{[one.key for one in scorecard.sheet.items if one.kind is ItemKind.MAIN].index(item.key) + 1}"
    known = [bound for bound in (*(item.target or ()), item.actual) if bound is not None]
    most = max([abs(bound) for bound in known], default=Decimal(1))
    read = _read_actual(typed.get(name), item.actual)
    return TriedField(
        name=name,
        label=scorecard.names.items.get(item.key, item.key),
        unit=scorecard.names.units.get(item.key, ""),
        hint=say("Target {target}", target=target_text(item.target)) if item.target else "",
        stored=item.actual,
        typed=read.typed,
        value=read.value,
        most=plain((most * Decimal("1.5")).to_integral_value(ROUND_CEILING) or Decimal(1)),
        step="1" if all(bound == bound.to_integral_value() for bound in known) else "0.01",
        echo=read.echo,
        error=read.error,
    )


def _level_field(rubric: str, dimension: str, scorecard: Scorecard, typed: Mapping[str, str]) -> TriedField:
    name = f"p_{rubric}_{dimension}"
    given = next(
        (
            entry.level
            for one in scorecard.sheet.rubrics
            if one.name == rubric
            for entry in one.own
            if entry.group is RaterGroup.SUPERVISOR and entry.dimension == dimension
        ),
        None,
    )
    stored = None if given is None else Decimal(given)
    read = _read_level(typed.get(name), stored)
    return TriedField(
        name=name,
        label=scorecard.names.dimensions.get(dimension, dimension),
        unit="",
        hint=say("Tingkat 1 sampai 5"),
        stored=stored,
        typed=read.typed,
        value=read.value,
        most=str(HIGHEST),
        step="1",
        least=str(LOWEST),
        error=read.error,
    )


class _Read(NamedTuple):
    """What stands in a field and what it says."""

    typed: str
    value: Decimal | None
    echo: str = ""
    error: str = ""


def _read_actual(text: str | None, stored: Decimal | None) -> _Read:
    """A number as Indonesia writes it (contract 4)."""
    if text is None or not text.strip():
        return _kept(stored)
    try:
        value, warning = read_number(text)
    except ValueRefused as refusal:
        return _Read(text, stored, error=_why_not(refusal))
    return _Read(text, value, warning or "") if value is not None else _kept(stored)


def _why_not(refusal: ValueRefused) -> str:
    """The reader's own sentence where it says more than that a number is wanted."""
    why = str(refusal)
    return say("Isi realisasi dalam angka, misalnya 12 atau 12,5.") if why == str(NUMBER_HINT) else why


def _read_level(text: str | None, stored: Decimal | None) -> _Read:
    """A level as a whole number."""
    if text is None or not text.strip():
        return _kept(stored)
    try:
        level = read_integer(text, lowest=LOWEST, highest=HIGHEST)
    except ValueRefused:
        return _Read(text, stored, error=say("Isi tingkat dengan angka 1 sampai 5."))
    return _Read(text, Decimal(level)) if level is not None else _kept(stored)


def _kept(stored: Decimal | None) -> _Read:
    return _Read("" if stored is None else shown_number(stored), stored)


def _items(scorecard: Scorecard, after: ScoreCard) -> Iterator[TriedFigure]:
    then = {item.key: item.attainment for item in after.indicators.items}
    for item in scorecard.main_items:
        yield TriedFigure(item.name, item.result.attainment, then[item.result.key])
