"""How many statements the screens of feedback and talks cost: the same for two colleagues and for twenty."""

from collections.abc import Mapping
from functools import partial

from tests.appraisal.feedback.pages import talked_about_budi
from tests.appraisal.month import Month
from tests.factories import a_placement, an_employee
from tests.performance.test_query_counts import statements
from tests.visitors import page, visitor

FROZEN = {
    "feedback": 11,
    "feedback, asked": 9,
    "feedback, given": 11,
    "feedback of a member": 10,
    "ask for feedback": 9,
    "give feedback, to whom": 5,
    "give feedback": 8,
    "answer a request": 5,
    "own request": 5,
    "talks": 10,
    "talks of a team": 6,
    "talks of a member": 10,
    "new talk": 7,
    "talk": 8,
    "talk, superior": 8,
}


def measured(month: Month, *, colleagues: int) -> Mapping[str, int]:
    """Statements by screen, with so many more colleagues who say, ask and are asked something."""
    for number in range(colleagues):
        a_placement(an_employee(f"Rekan {number}"), month.cast.puskesmas, month.cast.sari)
    asked = talked_about_budi(month.cast)
    return {name: statements(partial(page, visitor(who), address)) for name, (who, address) in asked.items()}


def test_statements_are_as_frozen_and_do_not_grow_with_colleagues(month: Month) -> None:
    few = measured(month, colleagues=2)
    assert measured(month, colleagues=18) == few
    assert few == FROZEN
