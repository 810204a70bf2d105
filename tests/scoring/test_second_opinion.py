"""Two implementations of contract section 2, by two hands, agree on every figure."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest

from appraisal.scoring.card import Branch, GroupUse, ItemResult
from appraisal.scoring.employees import EmployeeFigure, combine, ranks
from appraisal.scoring.engine import score
from appraisal.scoring.plan_months import assign_months
from appraisal.scoring.types import Axis, Direction, ItemState, MissingPolicy, Pattern, Predicate, Rating
from tests.scoring.agreement import compare, differences, explain, read_card, text
from tests.scoring.random_careers import YEAR, random_months, random_parts, random_plans, random_scores
from tests.scoring.random_cases import Case, random_case
from tests.scoring.random_schemes import random_scheme
from tests.scoring.second_opinion import (
    opinion,
    opinion_on_employee,
    opinion_on_months,
    opinion_on_ranks,
)
from tests.scoring.second_opinion_items import Findings, raw_attainment

CASES_A_TEST = 2500


@pytest.mark.parametrize("first", range(0, 20_000, CASES_A_TEST))
def test_engine_and_second_opinion_agree_on_every_figure(first: int) -> None:
    for seed in range(first, first + CASES_A_TEST):
        case = random_case(seed)
        if differences(case):
            pytest.fail(explain(case))


def test_the_combined_figure_of_several_plans_agrees() -> None:
    for seed in range(2000):
        rng = Random(seed)
        document, scheme = random_scheme(rng)
        parts = random_parts(rng)
        found = compare(read_employee(combine(parts, scheme)), opinion_on_employee(parts, document))
        assert not found, (seed, document, parts, found)


def test_ranks_agree() -> None:
    for seed in range(2000):
        scores = random_scores(Random(seed))
        assert list(ranks(scores)) == opinion_on_ranks(scores), (seed, scores)


def test_the_months_and_days_of_plans_agree() -> None:
    for seed in range(800):
        rng = Random(seed)
        plans, months = random_plans(rng), random_months(rng)
        shares = assign_months(plans, YEAR, months)
        found = {key: (list(share.months), share.days) for key, share in shares.items()}
        assert found == opinion_on_months(plans, YEAR, months), (seed, plans, months)


def test_a_figure_that_is_one_cent_off_is_found() -> None:
    case = next(case for case in map(random_case, range(1000)) if score(case.sheet, case.scheme).final)
    card = score(case.sheet, case.scheme)
    assert card.final is not None
    wrong = card._replace(final=card.final + Decimal("0.01"))
    assert [path for path, _, _ in compare(read_card(wrong), opinion(case.sheet, case.document))] == ["final"]


def test_the_random_cases_reach_every_outcome() -> None:
    seen = Counter(outcome for case in map(random_case, range(3000)) for outcome in outcomes(case))
    kinds: tuple[Any, ...] = (ItemState, Branch, GroupUse, Predicate, Rating)
    words = [f"{type(word).__name__}.{word}" for kind in kinds for word in kind]
    scored = product((MissingPolicy.ZERO, MissingPolicy.EXCLUDE), (Pattern.COUNT, Pattern.POSITION), Direction)
    wanted = {"half a cent", *words, *(f"missing, scored: {what}" for what in scored)}
    assert not {outcome for outcome in wanted if seen[outcome] < 3}


def outcomes(case: Case) -> Iterator[str]:
    """What a case is an example of."""
    card = score(case.sheet, case.scheme)
    words: list[object] = [card.predicate, card.result.rating, card.behaviour.rating]
    for rubric in card.rubrics:
        words += [group.use for group in rubric.own.groups]
    for item in card.indicators.items:
        words += [item.state, item.branch]
        if item.state is ItemState.MISSING and item.used and item.counted:
            yield f"missing, scored: {(case.scheme.missing_policy, item.pattern, item.direction)}"
        if is_half_a_cent(item):
            yield "half a cent"
    for word in words:
        yield f"{type(word).__name__}.{word}"


def is_half_a_cent(item: ItemResult) -> bool:
    """Whether the attainment had to be rounded up from exactly half a cent."""
    if item.branch is not Branch.SINGLE_TARGET or item.actual is None or item.target is None:
        return False
    raw = raw_attainment(item.direction, Fraction(item.actual), (Fraction(item.target.low), None), Fraction(0))
    return raw is not None and 0 < raw < 100 and raw * 200 % 2 == 1


def read_employee(figure: EmployeeFigure) -> Findings:
    """The combined figure under the paths of the second opinion."""
    found: Findings = {
        "complete": figure.complete,
        "final": text(figure.final),
        "predicate": text(figure.predicate),
    }
    for axis in Axis:
        combined = getattr(figure, axis)
        found |= {f"{axis}/{key}": text(getattr(combined, key)) for key in ("score", "computed", "rating")}
    return found
