"""An employee's final score month by month, in one query."""

from appraisal.documents.trend import Trend
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind
from appraisal.services.peers.sealed import held_back_of
from appraisal.services.scorecards.find_evaluations import own_evaluations


def load_trend(*, employee_id: int, period: Period) -> Trend | None:
    """The months of the period's year up to its last one.

    Acting posts count for nothing else, and a month belongs to one definitive plan at most (contract 2.9), so that no
    two figures of a month need to be combined. Incomplete evaluations are gaps, and so are those that wait for peers:
    their figures are provisional.
    """
    span = parse_period_code(period.code)
    months = {f"{span.year:04}-{month:02}": month for month in range(1, span.last_month + 1)}
    rows = own_evaluations(employee_id).filter(period__code__in=months, placement_kind=PlacementKind.DEFINITIVE)
    found = list(rows.select_related("period", "scheme").defer("snapshot"))
    waiting = held_back_of(found)
    return Trend.of(
        {
            months[row.period.code]: row.final_score
            if row.complete and (row.period_id, row.plan_id) not in waiting
            else None
            for row in found
        }
    )
