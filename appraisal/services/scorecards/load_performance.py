"""What an employee has for a period: every evaluation, and the one figure of all definitive ones together."""

from dataclasses import dataclass
from decimal import Decimal

from appraisal.documents.scorecard import Scorecard, Status
from appraisal.models import Period
from appraisal.scoring.employees import EmployeeFigure, PlanPart, combine
from appraisal.scoring.explain import explain_combined_axis, explain_final, explain_predicate
from appraisal.services.scorecards.find_evaluations import own_evaluations
from appraisal.services.scorecards.load_scorecard import load_scorecards


@dataclass(frozen=True, slots=True)
class CombinedFigure:
    """The employee's figure for the period from several definitive evaluations (contract 2.9), with its formulas."""

    figure: EmployeeFigure
    status: Status
    cap: Decimal
    cards: tuple[Scorecard, ...]
    axis_formulas: tuple[str, str]
    final_formula: str
    predicate_reason: str

    @property
    def days(self) -> int:
        """The calendar days of all plans within the period."""
        return sum(card.identity.plan_days for card in self.cards)


@dataclass(frozen=True, slots=True)
class Performance:
    """The definitive evaluations in the order of their months, then the acting posts, which count for nothing else.

    ``combined`` is there only when there is something to combine.
    """

    cards: tuple[Scorecard, ...]
    combined: CombinedFigure | None


def load_performance(*, employee_id: int, period: Period) -> Performance:
    """Everything of one employee in one period, in a fixed number of queries."""
    rows = own_evaluations(employee_id).filter(period=period).order_by("plan_id")
    cards = sorted(load_scorecards(rows), key=_by_kind_and_month)
    definitive = tuple(card for card in cards if card.identity.is_definitive)
    return Performance(tuple(cards), _combined(definitive) if len(definitive) > 1 else None)


def _by_kind_and_month(card: Scorecard) -> tuple[bool, int]:
    """Acting posts last; among equals by the plan's last month."""
    return (not card.identity.is_definitive, max(card.identity.months))


def _combined(cards: tuple[Scorecard, ...]) -> CombinedFigure:
    """The figure by the scheme of the last plan: the one under which the employee ends the period."""
    scheme = cards[-1].scheme
    figure = combine([PlanPart.of(card.card, card.identity.plan_days) for card in cards], scheme)
    result, behaviour = figure.result, figure.behaviour
    is_final = all(card.identity.status is Status.FINAL for card in cards)
    return CombinedFigure(
        figure=figure,
        status=Status.of(complete=figure.complete, locked=is_final),
        cap=scheme.cap,
        cards=cards,
        axis_formulas=(explain_combined_axis(result), explain_combined_axis(behaviour)),
        final_formula=explain_final(result, behaviour, figure.final) if figure.final is not None else "",
        predicate_reason=explain_predicate(result.rating, behaviour.rating, figure.predicate)
        if figure.predicate and result.rating and behaviour.rating
        else "",
    )
