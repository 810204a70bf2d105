"""Rows into the summaries that are printed (contract 3, `render_reports`)."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from agencies.models import Agency
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Evaluation, Period
from appraisal.period_codes import parse_period_code
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.types import PlacementKind, Predicate, Rating
from appraisal.services.peers.sealed import HELD_BACK, with_held_back
from appraisal.services.scorecards.load_scorecard import load_scorecards
from reports.documents.awaited import awaited_of
from reports.documents.summaries import (
    AgencyLine,
    AgencySummary,
    CompleteRow,
    IncompleteRow,
    RegionSummary,
    Unplanned,
)
from reports.services.load_figures import UnitFigures, load_figures

ROWS_A_DOCUMENT = 500
"""The longest list of one file: what keeps a worker's memory bounded (docs/documents.md has the figures)."""

CARDS_AT_ONCE = 200

Row = CompleteRow | IncompleteRow | Unplanned


def load_agency_summaries(
    *, period: Period, agency: Agency, rows_a_document: int = ROWS_A_DOCUMENT
) -> list[AgencySummary]:
    """The summary of exactly one agency: one document, or several when its list is too long for one."""
    figures = load_figures(period=period, agency_ids=[agency.pk]).get(agency.pk, UnitFigures())
    evaluations = with_held_back(Evaluation.objects.filter(period=period, agency=agency).latest(), [period.pk])
    rows: list[Row] = [
        *_complete_rows(evaluations),
        *_incomplete_rows(period, evaluations),
        *figures.unplanned.values(),
    ]
    slices = [rows[start : start + rows_a_document] for start in range(0, len(rows), rows_a_document)] or [[]]
    return [
        AgencySummary(
            name=agency.name,
            code=agency.code,
            period_label=parse_period_code(period.code).label,
            is_locked=period.is_locked,
            counts=figures.counts,
            means=figures.means,
            complete=tuple(row for row in part if isinstance(row, CompleteRow)),
            incomplete=tuple(row for row in part if isinstance(row, IncompleteRow)),
            unplanned=tuple(row for row in part if isinstance(row, Unplanned)),
            part=number,
            parts=len(slices),
        )
        for number, part in enumerate(slices, start=1)
    ]


def load_region_summary(*, period: Period) -> RegionSummary:
    """The region by its agencies, those without anybody in the period left out."""
    figures = load_figures(period=period)
    agencies = Agency.objects.filter(pk__in=figures).order_by("code")
    total = UnitFigures.of_all(figures.values())
    return RegionSummary(
        period_label=parse_period_code(period.code).label,
        is_locked=period.is_locked,
        agencies=tuple(
            AgencyLine(agency.name, agency.code, figures[agency.pk].counts, figures[agency.pk].means)
            for agency in agencies
        ),
        counts=total.counts,
        means=total.means,
    )


def _complete_rows(in_force: EvaluationQuerySet) -> Iterator[CompleteRow]:
    """Without ranks where somebody's figure waits for peers: a place among the others would tell of it."""
    ranked = not in_force.filter(HELD_BACK).exists()
    complete = in_force.with_rank().filter(~HELD_BACK, complete=True).select_related("employee").defer("snapshot")
    evaluations = complete.order_by("employee__name", "plan_id")
    for row in evaluations.iterator(chunk_size=1000):
        yield CompleteRow(
            name=row.employee.name,
            nip=row.employee.nip,
            position=position_with_kind(row.position, PlacementKind(row.placement_kind)),
            result=row.result_score,
            behaviour=row.behaviour_score,
            final=row.final_score,
            result_rating=Rating(row.result_rating),
            behaviour_rating=Rating(row.behaviour_rating),
            predicate=Predicate(row.predicate),
            rank=row.rank if ranked else None,
        )


def _incomplete_rows(period: Period, in_force: EvaluationQuerySet) -> Iterator[IncompleteRow]:
    """What each one lacks comes from its scorecard, a few hundred at a time."""
    incomplete = in_force.filter(Q(complete=False) | HELD_BACK)
    plan_ids = list(incomplete.order_by("employee__name", "plan_id").values_list("plan_id", flat=True))
    for start in range(0, len(plan_ids), CARDS_AT_ONCE):
        yield from _incomplete_of(period, plan_ids[start : start + CARDS_AT_ONCE])


def _incomplete_of(period: Period, plan_ids: Sequence[int]) -> Iterator[IncompleteRow]:
    evaluations = Evaluation.objects.filter(period=period, plan_id__in=plan_ids).latest()
    for card in load_scorecards(evaluations.order_by("employee__name", "plan_id")):
        person = card.identity.employee
        yield IncompleteRow(person.name, person.nip, card.identity.position, awaited_of(card))
