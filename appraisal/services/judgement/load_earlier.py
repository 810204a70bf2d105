"""What the months and quarters within a longer period came to, beside the decision on it (domain 1.2)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from agencies.permissions import Actor
from appraisal.documents.judgement import EarlierResult
from appraisal.models import Evaluation, Period
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.scoring.types import PlacementKind, Predicate
from appraisal.scoring.wording import month_name
from appraisal.services.peers.sealed import held_back_of
from indicators.models import Plan


class RatedPlanKey(NamedTuple):
    """Whose plan it is, where, and of which kind."""

    employee_id: int
    agency_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class EarlierResults:
    """The evaluations in force within a span of some people, as far as a reader may see them.

    A definitive plan is shown with all definitive months of its person, also those before a transfer; an acting one
    with its own.
    """

    plans: Mapping[int, RatedPlanKey]
    found: Mapping[tuple[str, int], Sequence[Evaluation]]
    held_back: Collection[tuple[int, int]]

    @classmethod
    def load(cls, *, span: PeriodSpan, employee_ids: Collection[int], actor: Actor) -> Self:
        """Three queries; three more where a scheme counts peers or subordinates."""
        plans = Plan.objects.all().agreed().of(employee_ids, span.year)
        columns = ("id", "employee_id", "agency_id", "placement_kind")
        keys = {pk: RatedPlanKey(*key) for pk, *key in plans.values_list(*columns)}
        periods = Period.objects.filter(first_day__gte=span.first_day, last_day__lte=span.last_day)
        rows = list(
            Evaluation.objects.filter(period_id__in=list(periods.values_list("id", flat=True)), plan_id__in=list(keys))
            .latest()
            .visible_to(actor)
            .select_related("period", "scheme")
            .defer("snapshot")
            .order_by("plan_id")
        )
        found: dict[tuple[str, int], list[Evaluation]] = defaultdict(list)
        for row in rows:
            found[row.period.code, row.employee_id].append(row)
        return cls(keys, found, held_back_of(rows))

    def fingerprint_of(self, code: str, plan_id: int) -> str | None:
        """That of a plan's evaluation in force in a period; none where there is no evaluation."""
        rows = self.found.get((code, self.plans[plan_id].employee_id), ())
        return next((row.fingerprint for row in rows if row.plan_id == plan_id), None)

    def months_of(self, span: PeriodSpan, plan_id: int) -> tuple[EarlierResult, ...]:
        """Every month of a span, in order, evaluated or not."""
        return tuple(
            self._result(code, month_name(month), plan_id)
            for code, month in zip(span.month_codes, span.months, strict=True)
        )

    def quarters_of(self, span: PeriodSpan, plan_id: int) -> tuple[EarlierResult, ...]:
        """Every quarter of a year or semester, in order."""
        return tuple(self._result(code, name, plan_id) for code, name in _quarters(span))

    def _result(self, code: str, name: str, plan_id: int) -> EarlierResult:
        label = parse_period_code(code).label
        row = self._row(code, plan_id)
        if row is None:
            return EarlierResult(code, label, name, None, None, is_known=False)
        if (row.period_id, row.plan_id) in self.held_back:
            return EarlierResult(code, label, name, None, None, is_known=True)
        predicate = Predicate(row.predicate) if row.predicate else None
        return EarlierResult(code, label, name, row.final_score, predicate, is_known=True)

    def _row(self, code: str, plan_id: int) -> Evaluation | None:
        """Of a month two definitive plans cannot share; of a quarter the plan's own comes before its predecessor's."""
        plan = self.plans[plan_id]
        rows = self.found.get((code, plan.employee_id), ())
        own = next((row for row in rows if row.plan_id == plan_id), None)
        if own is not None or plan.kind != PlacementKind.DEFINITIVE:
            return own
        return next((row for row in reversed(rows) if row.placement_kind == PlacementKind.DEFINITIVE), None)


def _quarters(span: PeriodSpan) -> Iterator[tuple[str, str]]:
    """Codes and names of the quarters within a span that is longer than one."""
    if span.kind not in {"semester", "year"}:
        return
    for first in range(span.first_month, span.last_month + 1, 3):
        code = f"{span.year:04}-Q{(first + 2) // 3}"
        yield code, parse_period_code(code).label.removesuffix(f" {span.year}")
