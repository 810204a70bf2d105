"""What the form of an evaluation says: the scorecard's figures under the results of the plan, and the feedback."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from agencies.tenancy.scope import current_region_id
from appraisal.documents.scorecard import ScorecardItem, Status
from appraisal.models import Evaluation, EvaluationItem
from appraisal.scoring.wording import number, target_text
from indicators.core_values import CORE_VALUES
from indicators.models import qualified_code
from reports.documents.evaluation_form import EvaluatedItem, EvaluatedResult, EvaluatedValue, EvaluationForm
from reports.documents.spans import in_unit
from reports.services.official_forms.load_evaluation_facts import Evaluated, load_evaluated
from reports.services.official_forms.load_plan_form import ASPECTS
from reports.services.official_forms.load_plan_words import PlanWords, load_plan_words
from reports.services.official_forms.load_rater_feedback import NO_FEEDBACK, RaterFeedback, load_rater_feedback


class _Measured(NamedTuple):
    """The indicator behind an item of a scorecard."""

    indicator_id: int
    aspect: str


NOTHING_KNOWN = _Measured(0, "")


def load_evaluation_forms(evaluations: Sequence[Evaluation], *, with_feedback: bool) -> list[EvaluationForm]:
    """In the order given; the revisions come with employee, agency and period. ``with_feedback``: for its readers.

    A fixed number of queries for the revisions of one period.
    """
    if not evaluations:
        return []
    words = load_plan_words(evaluations)
    measured = _measured(evaluations)
    feedback = load_rater_feedback(evaluations) if with_feedback else {}
    forms = []
    for one in load_evaluated(evaluations):
        row = one.evaluation
        said = feedback.get((row.period_id, row.plan_id), NO_FEEDBACK)
        sources = _Sources(
            words=words[row.period_id, row.plan_id],
            measured=measured[row.period_id, row.plan_id, row.revision],
            said=said,
            is_complete=one.card.identity.status is not Status.INCOMPLETE,
        )
        forms.append(_form(one, sources, has_feedback=with_feedback))
    return forms


def _measured(evaluations: Sequence[Evaluation]) -> Mapping[tuple[int, int, int], Mapping[str, _Measured]]:
    """The indicators of each revision, by the key that its scorecard calls them."""
    rows = EvaluationItem.objects.filter(
        region_id=current_region_id(),
        period_id__in={row.period_id for row in evaluations},
        plan_id__in={row.plan_id for row in evaluations},
    ).select_related("indicator_version__indicator__agency")
    found: dict[tuple[int, int, int], dict[str, _Measured]] = defaultdict(dict)
    for row in rows:
        version = row.indicator_version
        key = qualified_code(version.indicator.agency.code, version.indicator.code)
        found[row.period_id, row.plan_id, row.revision][key] = _Measured(version.indicator_id, version.aspect)
    return found


@dataclass(frozen=True, slots=True)
class _Sources:
    """The words of one plan, the indicators of one revision, what the rater said, and whether figures may be told."""

    words: PlanWords
    measured: Mapping[str, _Measured]
    said: RaterFeedback
    is_complete: bool

    def results(self, items: Iterable[ScorecardItem]) -> tuple[EvaluatedResult, ...]:
        """Items of one result together, in the order of the plan. One that no dialogue put under a result stands for
        one itself, as in the form of such a plan (SKP).
        """
        grouped: dict[str, list[ScorecardItem]] = defaultdict(list)
        for item in items:
            planned = self.words.items.get(self._of(item).indicator_id)
            grouped[planned.result if planned else item.result.key].append(item)
        found = []
        for key, together in grouped.items():
            result = self.words.results.get(key)
            position = result.position if result else len(self.words.results)
            supports, text = (result.supports, result.text) if result else ("", together[0].name)
            found.append((position, EvaluatedResult(supports, text, tuple(map(self._item, together)))))
        return tuple(result for _position, result in sorted(found, key=itemgetter(0)))

    def values(self) -> tuple[EvaluatedValue, ...]:
        """The seven core values."""
        return tuple(
            EvaluatedValue(
                name=value.name,
                guides=value.guides,
                expectation=self.words.expectations.get(value.code, ""),
                feedback=tuple(self.said.values.get(value.code, ())),
            )
            for value in CORE_VALUES
        )

    def _of(self, item: ScorecardItem) -> _Measured:
        return self.measured.get(item.result.key, NOTHING_KNOWN)

    def _item(self, item: ScorecardItem) -> EvaluatedItem:
        of, result = self._of(item), item.result
        planned = self.words.items.get(of.indicator_id)
        return EvaluatedItem(
            aspect=ASPECTS.get(of.aspect, ""),
            indicator=(planned.measure if planned else "") or item.name,
            target=in_unit(target_text(result.target), item.unit) if result.target else "-",
            actual=_actual(item, is_complete=self.is_complete),
            feedback=tuple(self.said.indicators.get(of.indicator_id, ())),
        )


def _actual(item: ScorecardItem, *, is_complete: bool) -> str:
    """What was measured, or how far the report is. An additional task is verified instead of measured: what it adds is
    told once the evaluation is complete.
    """
    if item.is_additional:
        told = item.formula.removeprefix("Tugas tambahan ").partition(". ")[0].removesuffix(".")
        return f"{told[:1].upper()}{told[1:]}" if is_complete or not item.result.counted else "Terverifikasi"
    actual = item.result.actual
    return item.state if actual is None else in_unit(number(actual), item.unit)


def _form(one: Evaluated, sources: _Sources, *, has_feedback: bool) -> EvaluationForm:
    return EvaluationForm(
        identity=one.card.identity,
        figures=one.card.figures,
        approach=sources.words.approach,
        first_day=one.period.first_day,
        last_day=one.period.last_day,
        employee=one.employee,
        rater=one.rater,
        organisation=one.organisation,
        main=sources.results(one.card.main_items),
        additional=sources.results(one.card.additional_items),
        values=sources.values(),
        has_feedback=has_feedback,
        delivered_at=one.card.delivered.delivered_at if one.card.delivered else None,
    )
