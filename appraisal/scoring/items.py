"""Rules 1 and 2: which months of an item are due, what state that leaves it in, and its actual and target."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from operator import itemgetter

from appraisal.scoring.attainment import Attainment, attain
from appraisal.scoring.card import Branch, ItemResult
from appraisal.scoring.rounding import ZERO, sum_of
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import Direction, Item, ItemState, MissingPolicy, MonthEntry, Pattern, Target

_Reported = list[tuple[int, Target, Decimal]]
_Unreported = list[tuple[int, Target]]

_BY_MONTH = itemgetter(0)
_NO_ATTAINMENT: Attainment = (None, Branch.NONE)
_ZERO_ATTAINMENT: Attainment = (ZERO, Branch.MISSING_AS_ZERO)
_COUNT, _RELEASE = Pattern.COUNT, Pattern.RELEASE
_MEASURED, _MISSING = ItemState.MEASURED, ItemState.MISSING
_MORE_IS_BETTER = (Direction.HIGHER, Direction.RANGE_HIGHER)


def score_main_item(item: Item, months: Collection[int], scheme: Scheme) -> ItemResult:
    """State, figures and attainment of a main item over those of its months that belong to the plan.

    Raises:
        ValueError: if the item has no positive weight, two entries for a month, or a target of the wrong shape.
    """
    key, kind, direction, pattern, weight, entries = item
    if weight is None or weight <= ZERO:
        raise ValueError(f"main item {key!r} needs a positive weight, not {weight}")
    due, declared, reported, unreported = _months_with_target(entries, months)
    if not due:
        return _without_due_month(item, tuple(declared))
    state = _state(pattern, due, reported, unreported)
    used, fixed = reported, None
    if state is not _MEASURED:
        used, fixed = _treat_unmeasured(item, state, reported, unreported, scheme.missing_policy)
    if pattern is not _COUNT:
        used = used[-1:]
    actual, target = _figures(pattern, used, unreported)
    attainment, branch = fixed or attain(direction, actual, target, scheme)
    if attainment is None and state is _MEASURED:
        state = ItemState.NOT_EVALUABLE
    return ItemResult(
        key,
        kind,
        direction,
        pattern,
        state,
        attainment is not None,
        weight,
        actual if used else None,
        target,
        attainment,
        branch,
        tuple(due),
        tuple(due) if len(used) == len(due) else tuple([month for month, _, _ in used]),
        tuple([month for month, _ in unreported]) if unreported else (),
        tuple(declared),
    )


def score_additional_item(item: Item, months: Collection[int]) -> ItemResult:
    """An additional item counts as soon as one month of the period has a verified actual, whatever its value."""
    reported = sorted(
        (entry.month, entry.verified)
        for entry in item.months
        if entry.actual is not None and not entry.not_applicable and entry.month in months
    )
    verified = tuple(month for month, is_verified in reported if is_verified)
    return ItemResult(
        key=item.key,
        kind=item.kind,
        direction=item.direction,
        pattern=item.pattern,
        state=_MEASURED if verified else ItemState.NOT_MEASURED,
        counted=bool(verified),
        weight=None,
        actual=None,
        target=None,
        attainment=None,
        branch=Branch.NONE,
        due=tuple(month for month, _ in reported),
        used=verified,
        unreported=(),
        declared=(),
    )


def _months_with_target(
    entries: Sequence[MonthEntry], months: Collection[int]
) -> tuple[list[int], list[int], _Reported, _Unreported]:
    """The due and the declared months in order, and what was and was not reported for the due ones."""
    due: list[int] = []
    declared: list[int] = []
    reported: _Reported = []
    unreported: _Unreported = []
    for month, target, actual, not_applicable, _ in _in_order(entries) if len(entries) > 1 else entries:
        if target is None or month not in months:
            continue
        if not_applicable:
            declared.append(month)
            continue
        due.append(month)
        if actual is None:
            unreported.append((month, target))
        else:
            reported.append((month, target, actual))
    return due, declared, reported, unreported


def _in_order(entries: Sequence[MonthEntry]) -> Sequence[MonthEntry]:
    if len({entry.month for entry in entries}) < len(entries):
        raise ValueError(f"an item has two entries for one month: {entries}")
    return sorted(entries, key=_BY_MONTH)


def _state(pattern: Pattern, due: list[int], reported: _Reported, unreported: _Unreported) -> ItemState:
    if pattern is _RELEASE:
        return _MEASURED if reported else ItemState.WAITING_RELEASE
    if not unreported or (pattern is not _COUNT and unreported[-1][0] != due[-1]):
        return _MEASURED
    return _MISSING


def _treat_unmeasured(
    item: Item, state: ItemState, reported: _Reported, unreported: _Unreported, policy: MissingPolicy
) -> tuple[_Reported, Attainment | None]:
    """The months to use, and the attainment where it is fixed without a formula (contract 2.1)."""
    if state is not _MISSING or policy is MissingPolicy.INCOMPLETE:
        return reported, _NO_ATTAINMENT
    if policy is MissingPolicy.EXCLUDE:
        return reported, None if reported else _NO_ATTAINMENT
    if reported and item.pattern is _COUNT and item.direction in _MORE_IS_BETTER:
        return reported + [(month, target, ZERO) for month, target in unreported], None
    return reported, _ZERO_ATTAINMENT


def _figures(pattern: Pattern, used: _Reported, unreported: _Unreported) -> tuple[Decimal, Target]:
    """Actual and target of the used months; without any, 0 (which nobody reads) and the target of the due months."""
    if len(used) == 1:
        return used[0][2], used[0][1]
    if used:
        return sum_of([actual for _, _, actual in used]), _sum_of_targets([target for _, target, _ in used])
    targets = [target for _, target in unreported]
    return ZERO, _sum_of_targets(targets if pattern is _COUNT else targets[-1:])


def _sum_of_targets(targets: Sequence[Target]) -> Target:
    highs = [target.high for target in targets if target.high is not None]
    if highs and len(highs) < len(targets):
        raise ValueError(f"targets of one item must all be ranges or all single numbers, not {targets}")
    return Target(sum_of([target.low for target in targets]), sum_of(highs) if highs else None)


def _without_due_month(item: Item, declared: tuple[int, ...]) -> ItemResult:
    return ItemResult(
        key=item.key,
        kind=item.kind,
        direction=item.direction,
        pattern=item.pattern,
        state=ItemState.NOT_APPLICABLE if declared else ItemState.NOT_MEASURED,
        counted=False,
        weight=item.weight,
        actual=None,
        target=None,
        attainment=None,
        branch=Branch.NONE,
        due=(),
        used=(),
        unreported=(),
        declared=declared,
    )
