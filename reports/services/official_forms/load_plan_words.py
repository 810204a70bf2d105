"""What the agreed versions of plans say of the results behind their indicators, as far as it holds in a period."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from appraisal.models import Evaluation
from indicators.models import Approach, BehaviourExpectation, PlanVersion, PlanVersionItem, VersionState

APPROACHES: Mapping[str, str] = {Approach.QUANTITATIVE: "kuantitatif", Approach.QUALITATIVE: "kualitatif"}


class SaidResult(NamedTuple):
    """A planned result: its place in the plan, the superior's result that it supports, its own words."""

    position: int
    supports: str
    text: str


class SaidItem(NamedTuple):
    """Under which result, by its key, an indicator stands, and the measure in words of a qualitative plan."""

    result: str
    measure: str


@dataclass(slots=True)
class PlanWords:
    """The words of one plan in one period; all is empty where it came from a file, without a dialogue."""

    approach: str = APPROACHES[Approach.QUANTITATIVE]
    results: dict[str, SaidResult] = field(default_factory=dict)
    items: dict[int, SaidItem] = field(default_factory=dict)
    expectations: dict[str, str] = field(default_factory=dict)


def load_plan_words(evaluations: Sequence[Evaluation]) -> Mapping[tuple[int, int], PlanWords]:
    """By period and plan, as the newest version has it that had begun by the end of the period. Three queries.

    What an addendum took out within the period keeps the words of the version before it.
    """
    versions = _versions({row.plan_id for row in evaluations})
    ids = [version.pk for of_plan in versions.values() for version in of_plan]
    items: dict[int, list[PlanVersionItem]] = defaultdict(list)
    for item in PlanVersionItem.objects.filter(version_id__in=ids).select_related("result").order_by("id"):
        items[item.version_id].append(item)
    expectations: dict[int, dict[str, str]] = defaultdict(dict)
    said = BehaviourExpectation.objects.filter(version_id__in=ids)
    for version_id, value, text in said.values_list("version_id", "value", "text"):
        expectations[version_id][value] = text
    found = {}
    for row in evaluations:
        words = found[row.period_id, row.plan_id] = PlanWords()
        for version in versions.get(row.plan_id, ()):
            if version.from_month <= row.period.last_day.month:
                words.approach = APPROACHES[version.approach]
                words.expectations = expectations[version.pk]
                _add(words, items[version.pk])
    return found


def _versions(plan_ids: set[int]) -> Mapping[int, Sequence[PlanVersion]]:
    """The agreed versions of each plan, the oldest first."""
    found: dict[int, list[PlanVersion]] = defaultdict(list)
    agreed = PlanVersion.objects.filter(plan_id__in=plan_ids, state=VersionState.AGREED)
    for version in agreed.order_by("number"):
        found[version.plan_id or 0].append(version)
    return found


def _add(words: PlanWords, items: Sequence[PlanVersionItem]) -> None:
    """A later version's words take the place of an earlier one's."""
    for item in items:
        result = item.result
        words.results[str(result.key)] = SaidResult(result.position, result.supports_text, result.text)
        words.items[item.indicator_id] = SaidItem(str(result.key), item.measure)
