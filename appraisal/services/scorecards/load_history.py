"""The own results over the months, quarters, semesters and years, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.db.models import IntegerField, JSONField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from appraisal.documents.delivery import DeliveryState
from appraisal.documents.scorecard import Status, position_with_kind
from appraisal.models import Delivery, Evaluation, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.scoring.employees import PlanPart, combine
from appraisal.scoring.language import say
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.types import PlacementKind, Predicate, Rating
from appraisal.scoring.wording import PREDICATE_NAMES, score_text
from appraisal.services.peers.sealed import held_back_of
from appraisal.services.scorecards.find_evaluations import own_evaluations

#: A line over more years than that would be too fine to read.
LONGEST = 12


@dataclass(frozen=True, slots=True)
class PastResult:
    """One evaluation in force, or the figure of all definitive ones of a period together (``of_plans`` is how many).

    Without ``predicate`` its figures are provisional; ``final`` may be missing too. ``is_part``: it stands below the
    figure that it is part of. Only an evaluation is delivered.
    """

    period_code: str
    period_label: str
    kind: PeriodKind
    position: str
    agency: str
    is_definitive: bool
    result: Decimal | None
    behaviour: Decimal | None
    final: Decimal | None
    predicate: Predicate | None
    status: Status
    delivery: DeliveryState | None
    of_plans: int = 0
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The results of one kind of period, newest first, and their line: the complete definitive ones, oldest first.

    ``values`` is empty where there is no line to draw: one figure is a number and not a line. ``span`` names the first
    and the last period of the line.
    """

    kind: PeriodKind
    results: tuple[PastResult, ...]
    values: tuple[Decimal, ...]
    label: str
    span: tuple[str, str] = ("", "")


def load_history(employee_id: int) -> tuple[History, ...]:
    """By kind of period, months first; kinds without a result are left out. Two queries; more under a 360 scheme."""
    by_kind: dict[PeriodKind, list[PastResult]] = defaultdict(list)
    for rows in _by_period(_load(employee_id)):
        by_kind[PeriodKind(rows[0].row.period.kind)] += _of_period(rows)
    return tuple(_history(kind, by_kind[kind]) for kind in PeriodKind if kind in by_kind)


def past_results(employee_id: int) -> Iterator[PastResult]:
    """Every evaluation in force of one person, newest first, a month before its quarter."""
    return (one.result for one in _load(employee_id))


class _Past(NamedTuple):
    """A row and what is shown of it."""

    row: Evaluation
    result: PastResult


def _load(employee_id: int) -> list[_Past]:
    rows = own_evaluations(employee_id).select_related("period", "scheme", "agency").defer("snapshot")
    rows = rows.alias(content=Cast("snapshot", JSONField()))
    last_month = Cast(KT("content__months__-1"), IntegerField())
    found = list(rows.order_by("-period__first_day", "period__last_day", "placement_kind", last_month, "plan_id"))
    waiting = held_back_of(found)
    told = _deliveries(found)
    return [_Past(row, _result(row, told, waits=(row.period_id, row.plan_id) in waiting)) for row in found]


def _by_period(found: Sequence[_Past]) -> Iterator[list[_Past]]:
    return (list(rows) for _period, rows in groupby(found, key=lambda one: one.row.period_id))


def _of_period(rows: Sequence[_Past]) -> list[PastResult]:
    """The lines of a period: where several definitive plans make one figure (contract 2.9), that one comes first."""
    definitive = [one for one in rows if one.result.is_definitive]
    if len(definitive) < 2:
        return [one.result for one in rows]
    parts = [replace(one.result, is_part=True) for one in definitive]
    return [_combined(definitive), *parts, *(one.result for one in rows if not one.result.is_definitive)]


def _combined(rows: Sequence[_Past]) -> PastResult:
    """By the scheme of the last plan, like the own page of the period."""
    last = rows[-1]
    figure = combine([_part(*one) for one in rows], parse_scheme(last.row.scheme.document))
    return replace(
        last.result,
        position="",
        result=figure.result.score,
        behaviour=figure.behaviour.score,
        final=figure.final,
        predicate=figure.predicate,
        status=Status.of(complete=figure.complete, locked=last.row.period.is_locked),
        delivery=None,
        of_plans=len(rows),
    )


def _part(row: Evaluation, shown: PastResult) -> PlanPart:
    """What may be shown of a row; its ratings only with its predicate."""
    rated = shown.predicate is not None
    return PlanPart(
        days=row.plan_days,
        complete=rated,
        result=shown.result,
        behaviour=shown.behaviour,
        result_rating=Rating(row.result_rating) if rated else None,
        behaviour_rating=Rating(row.behaviour_rating) if rated else None,
    )


def _deliveries(rows: Sequence[Evaluation]) -> dict[tuple[int, int, int], DeliveryState]:
    deliveries = Delivery.objects.filter(plan_id__in={row.plan_id for row in rows})
    columns = ("period_id", "plan_id", "revision", "acknowledged_at")
    return {
        (period_id, plan_id, revision): DeliveryState.DELIVERED if known is None else DeliveryState.ACKNOWLEDGED
        for period_id, plan_id, revision, known in deliveries.values_list(*columns)
    }


def _result(row: Evaluation, told: dict[tuple[int, int, int], DeliveryState], *, waits: bool) -> PastResult:
    kind = PlacementKind(row.placement_kind)
    return PastResult(
        period_code=row.period.code,
        period_label=parse_period_code(row.period.code).label,
        kind=PeriodKind(row.period.kind),
        position=position_with_kind(row.position, kind),
        agency=row.agency.name,
        is_definitive=kind is PlacementKind.DEFINITIVE,
        result=None if waits else row.result_score,
        behaviour=None if waits else row.behaviour_score,
        final=None if waits else row.final_score,
        predicate=Predicate(row.predicate) if row.predicate and not waits else None,
        status=Status.of(complete=row.complete and not waits, locked=row.period.is_locked),
        delivery=told.get((row.period_id, row.plan_id, row.revision), DeliveryState.NOT_DELIVERED),
    )


def _is_drawn(one: PastResult) -> bool:
    """One complete figure a period: not what is part of it, nor an acting post, which counts for nothing else."""
    return one.is_definitive and not one.is_part and bool(one.predicate) and one.final is not None


def _history(kind: PeriodKind, results: Sequence[PastResult]) -> History:
    drawn = [one for one in reversed(results) if _is_drawn(one)]
    drawn = drawn[-LONGEST:]
    values = tuple(one.final for one in drawn if one.final is not None)
    if len(values) < 2:
        return History(kind, tuple(results), (), "")
    figures = ", ".join(f"{one.period_label} {score_text(one.final)}" for one in drawn if one.final is not None)
    first, last = drawn[0].period_label, drawn[-1].period_label
    label = say("Nilai akhir {first} s.d. {last}: {figures}.", first=first, last=last, figures=figures)
    return History(kind, tuple(results), values, label, (first, last))


HEADERS = ("periode", "jabatan", "status", "nilai_hasil", "nilai_perilaku", "nilai_akhir", "predikat", "penyampaian")
"""Of the file; the words of the export of evaluations (contract 4)."""


def history_rows(employee_id: int) -> Iterator[tuple[object, ...]]:
    """The history as a table. What is incomplete leaves figures and predicate empty, as in every export."""
    for one in past_results(employee_id):
        figures = (one.result, one.behaviour, one.final) if one.predicate else ("", "", "")
        predicate = PREDICATE_NAMES[one.predicate] if one.predicate else ""
        yield (one.period_code, one.position, one.status.value, *figures, predicate, one.delivery or "")
