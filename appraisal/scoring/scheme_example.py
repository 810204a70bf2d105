"""One person's figures under a scheme: the same facts for every scheme, so that two schemes can be told apart.

The facts are made up and speak of nobody: two indicators (one missed by a little, one far exceeded), an additional
task, ratings a little above the middle, a month with one day of absence.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from appraisal.scoring.card import RubricResult, ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.explain import (
    explain_attendance,
    explain_axis,
    explain_dimension,
    explain_final,
    explain_indicators,
    explain_item,
    explain_predicate,
    explain_rating,
    explain_rubric,
)
from appraisal.scoring.language import mark, say
from appraisal.scoring.scheme import Scheme, Source
from appraisal.scoring.scheme_explained import NO_TITLES, component_name
from appraisal.scoring.types import (
    OVERALL_DIMENSION,
    AttendanceMonth,
    Direction,
    Item,
    ItemKind,
    MonthEntry,
    Pattern,
    RaterGroup,
    RatingEntry,
    RubricInput,
    RubricRatings,
    Sheet,
    Target,
)
from appraisal.scoring.wording import PREDICATE_NAMES, axis_name, rating_name, score_text

_PATIENTS, _VISITS, _TASK = "patients", "visits", "task"
_NAMES = {_PATIENTS: mark("Pasien terlayani"), _VISITS: mark("Kunjungan rumah"), _TASK: mark("Tugas tambahan")}
_DIMENSIONS = ("1", "2", "3")
_SUPERVISOR_LEVELS = (3, 3, 4)
_OTHERS_LEVEL = 4


class ExampleStep(NamedTuple):
    """A figure of the example: what it is, how it follows, and the figure itself (empty when it has none)."""

    name: str
    formula: str
    figure: str


class Example(NamedTuple):
    """The facts in words, the steps from them to the predicate, and what a missing report would change."""

    facts: tuple[str, ...]
    steps: tuple[ExampleStep, ...]
    outcome: str
    when_missing: str
    card: ScoreCard


def example_of(scheme: Scheme, titles: Mapping[str, str] = NO_TITLES) -> Example:
    """The example under a scheme, computed by the engine."""
    card = score(example_sheet(scheme), scheme)
    return Example(
        facts=tuple(_facts(scheme, titles)),
        steps=tuple(_steps(card, scheme, titles)),
        outcome=_outcome(card),
        when_missing=_when_missing(score(example_sheet(scheme, reported=False), scheme)),
        card=card,
    )


def example_sheet(scheme: Scheme, *, reported: bool = True) -> Sheet:
    """The facts as a sheet for one month; not ``reported``: the second indicator lacks its report."""
    visits = Decimal(25) if reported else None
    return Sheet(
        year=2026,
        months=(1,),
        single_month=True,
        items=(
            _item(_PATIENTS, "60", MonthEntry(1, Target(Decimal(100)), Decimal(95))),
            _item(_VISITS, "40", MonthEntry(1, Target(Decimal(20)), visits)),
            _item(_TASK, None, MonthEntry(1, None, Decimal(1), verified=True)),
        ),
        rubrics=tuple(
            _ratings(component.rubric, scheme) for component in scheme.components if component.rubric is not None
        ),
        attendance=(AttendanceMonth(1, 1, (2, 0, 0, 0), (1, 0, 0, 0)),),
    )


def _item(key: str, weight: str | None, month: MonthEntry) -> Item:
    kind = ItemKind.MAIN if weight else ItemKind.ADDITIONAL
    return Item(key, kind, Direction.HIGHER, Pattern.COUNT, Decimal(weight) if weight else None, (month,))


def _ratings(rubric: str, scheme: Scheme) -> RubricRatings:
    """The supervisor's levels, and of each other group with a weight the fewest raters that count."""
    overall = scheme.rubric_input is RubricInput.OVERALL
    asked = (OVERALL_DIMENSION,) if overall else _DIMENSIONS
    levels = dict(zip(asked, (_OTHERS_LEVEL,) if overall else _SUPERVISOR_LEVELS, strict=True))
    entries = [RatingEntry("atasan", RaterGroup.SUPERVISOR, code, level) for code, level in levels.items()]
    raters = {RaterGroup.PEER: scheme.min_raters, RaterGroup.SUBORDINATE: scheme.min_raters, RaterGroup.SELF: 1}
    for group, weight in zip(RaterGroup, scheme.groups, strict=True):
        if weight and group is not RaterGroup.SUPERVISOR:
            entries += [
                RatingEntry(f"{group}-{rater}", group, code, _OTHERS_LEVEL)
                for rater in range(raters[group])
                for code in asked
            ]
    return RubricRatings(rubric, _DIMENSIONS, own=tuple(entries))


def _facts(scheme: Scheme, titles: Mapping[str, str]) -> Iterator[str]:
    yield say("Pasien terlayani: realisasi 95 dari target 100, bobot 60.")
    yield say("Kunjungan rumah: realisasi 25 dari target 20, bobot 40; satu tugas tambahan selesai dan terverifikasi.")
    overall = scheme.rubric_input is RubricInput.OVERALL
    for component in scheme.components:
        if component.rubric is not None:
            name = component_name(component, titles)
            levels = str(_OTHERS_LEVEL) if overall else ", ".join(map(str, _SUPERVISOR_LEVELS))
            yield say("{rubric}: atasan memberi tingkat {levels}.", rubric=name, levels=levels)
            if len([weight for weight in scheme.groups if weight]) > 1:
                yield say("Kelompok penilai lain yang berbobot memberi tingkat {level}.", level=_OTHERS_LEVEL)
        elif component.source is Source.ATTENDANCE:
            yield say("Presensi: tanpa keterangan 1 hari, terlambat tingkat 1 dua kali, pulang sebelum waktu sekali.")


def _steps(card: ScoreCard, scheme: Scheme, titles: Mapping[str, str]) -> Iterator[ExampleStep]:
    for item in card.indicators.items:
        if item.attainment is not None:
            name = say("Capaian {item}", item=say(_NAMES[item.key]))
            yield ExampleStep(name, explain_item(item, scheme), score_text(item.attainment))
    if card.indicators.score is not None:
        formula = "; ".join(explain_indicators(card.indicators))
        yield ExampleStep(say("Capaian indikator"), formula, score_text(card.indicators.score))
    for rubric in card.rubrics:
        yield from _rubric_steps(rubric, titles)
    if card.attendance is not None and card.attendance.score is not None:
        formula = "; ".join(explain_attendance(card.attendance, scheme))
        yield ExampleStep(say("Presensi"), formula, score_text(card.attendance.score))
    for axis in (card.result, card.behaviour):
        if axis.score is not None:
            formula = f"{explain_axis(axis)}. {explain_rating(axis, scheme.bands)}"
            yield ExampleStep(say("Nilai {axis}", axis=axis_name(axis.axis)), formula, score_text(axis.score))
    if card.final is not None:
        formula = explain_final(card.result, card.behaviour, card.final)
        yield ExampleStep(say("Nilai akhir"), formula, score_text(card.final))


def _rubric_steps(rubric: RubricResult, titles: Mapping[str, str]) -> Iterator[ExampleStep]:
    if rubric.score is None:
        return
    if len(rubric.own.dimensions[0].groups) > 1:
        for place, part in enumerate(rubric.own.dimensions, start=1):
            if part.score is not None:
                name = say("Dimensi {place}", place=place)
                yield ExampleStep(name, explain_dimension(part), score_text(part.score))
    yield ExampleStep(titles.get(rubric.name, rubric.name), explain_rubric(rubric), score_text(rubric.score))


def _outcome(card: ScoreCard) -> str:
    if card.predicate is None or card.result.rating is None or card.behaviour.rating is None:
        return say("Evaluasi belum lengkap.")
    return explain_predicate(card.result.rating, card.behaviour.rating, card.predicate)


def _when_missing(card: ScoreCard) -> str:
    if card.predicate is None or card.result.score is None or card.result.rating is None:
        return say("Bila realisasi Kunjungan rumah belum dilaporkan: evaluasi belum lengkap dan belum berpredikat.")
    return say(
        "Bila realisasi Kunjungan rumah belum dilaporkan: nilai hasil kerja {score} ({rating}), predikat {predicate}.",
        score=score_text(card.result.score),
        rating=rating_name(card.result.rating),
        predicate=PREDICATE_NAMES[card.predicate],
    )
