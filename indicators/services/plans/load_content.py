"""What a version of a plan says, ready to be shown, checked and compared."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import (
    AnnexLine,
    BehaviourExpectation,
    IndicatorVersion,
    ItemKind,
    PlanResult,
    PlanVersion,
    PlanVersionItem,
    Side,
    VersionState,
)
from indicators.services.catalogue.versions import versions_on
from indicators.services.plans.plan_problems import Problem, plan_problems, total_weight


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item with the words of its indicator; where it ``differs`` from what it began with, each side answers."""

    item: PlanVersionItem
    code: str
    name: str
    unit: str
    direction: str
    pattern: str
    aspect: str
    definition: str
    months: Sequence[int]
    differs: bool
    is_new: bool

    @property
    def is_agreed(self) -> bool:
        """Whether both sides stand behind it: one that says what it began with needs no word of its own."""
        return not self.differs or (self.item.employee_agrees and self.item.supervisor_agrees)

    def waits_for(self, side: Side) -> bool:
        """Whether a difference has not yet been agreed to by a side."""
        agrees = self.item.employee_agrees if side == Side.EMPLOYEE else self.item.supervisor_agrees
        return self.differs and not agrees


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """A result with its items."""

    result: PlanResult
    items: tuple[PlannedItem, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether nothing of it waits for an answer."""
        return all(item.is_agreed for item in self.items)


@dataclass(frozen=True, slots=True)
class PlanContent:
    """All that a version says. ``total`` is the sum of the main weights in percent."""

    version: PlanVersion
    results: tuple[PlannedResult, ...]
    expectations: dict[str, str]
    annexes: dict[str, tuple[str, ...]]
    problems: tuple[Problem, ...]
    total: Decimal

    @property
    def main(self) -> tuple[PlannedResult, ...]:
        """Main work."""
        return tuple(result for result in self.results if result.result.kind == ItemKind.MAIN)

    @property
    def additional(self) -> tuple[PlannedResult, ...]:
        """Additional tasks."""
        return tuple(result for result in self.results if result.result.kind == ItemKind.ADDITIONAL)

    @property
    def items(self) -> tuple[PlannedItem, ...]:
        """All items, in the order of their results."""
        return tuple(item for result in self.results for item in result.items)

    def waiting_for(self, side: Side) -> tuple[PlannedItem, ...]:
        """The differences that a side has not answered."""
        return tuple(item for item in self.items if item.waits_for(side))

    @property
    def agreed_items(self) -> int:
        """How many items both sides stand behind."""
        return sum(item.is_agreed for item in self.items)

    @property
    def is_agreed(self) -> bool:
        """Whether the version counts."""
        return self.version.state == VersionState.AGREED


def load_content(version: PlanVersion, day: datetime.date) -> PlanContent:
    """Five queries, whatever the number of items; indicators speak as they do on ``day``."""
    results = list(PlanResult.objects.filter(version=version).order_by("kind", "position", "id"))
    results.sort(key=lambda result: result.kind != ItemKind.MAIN)
    items = list(PlanVersionItem.objects.filter(version=version).select_related("result").order_by("id"))
    words = versions_on({item.indicator_id for item in items}, day)
    names = {pk: (said.name, said.direction) for pk, said in words.items()}
    of_result: dict[int, list[PlannedItem]] = {}
    for item in items:
        of_result.setdefault(item.result_id, []).append(planned(item, words[item.indicator_id]))
    annexes: dict[str, list[str]] = {}
    for kind, text in AnnexLine.objects.filter(version=version).order_by("position").values_list("kind", "text"):
        annexes.setdefault(kind, []).append(text)
    return PlanContent(
        version=version,
        results=tuple(PlannedResult(result, tuple(of_result.get(result.pk, ()))) for result in results),
        expectations=dict(BehaviourExpectation.objects.filter(version=version).values_list("value", "text")),
        annexes={kind: tuple(lines) for kind, lines in annexes.items()},
        problems=plan_problems(version, results, items, names),
        total=total_weight(results, items),
    )


def planned(item: PlanVersionItem, said: IndicatorVersion) -> PlannedItem:
    """An item with the words of its indicator."""
    return PlannedItem(
        item=item,
        code=said.indicator.code,
        name=said.name,
        unit=said.unit,
        direction=said.direction,
        pattern=said.pattern,
        aspect=said.aspect,
        definition=said.definition,
        months=said.months or range(1, 13),
        differs=differs(item),
        is_new=item.origin_targets is None,
    )


def differs(item: PlanVersionItem) -> bool:
    """Whether an item says something else than what it began with; a new one does."""
    return item.origin_targets is None or (item.weight, item.targets, item.upper_targets) != (
        item.origin_weight,
        item.origin_targets,
        item.origin_upper_targets,
    )
