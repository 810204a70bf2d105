"""Who is waited for in a period, and for what: the tasks of people, and whether one is still open."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from appraisal.models import Period
from appraisal.services.completeness.load_stages import OF_THE_RATER, PersonStage, load_people

Task = tuple[int, int, str]
"""Period, person who is waited for, stage (a value of ``Reminder.Stage``)."""


def tasks_of(period: Period, people: Collection[PersonStage]) -> Mapping[Task, tuple[int, ...]]:
    """Everything that is waited for, each with the employees whose results wait for it.

    What waits for the regional head's account has no person and is left out.
    """
    found: dict[Task, list[int]] = defaultdict(list)
    for one in people:
        for wait in one.waits:
            who = one.rater_id if wait in OF_THE_RATER else one.employee_id
            if who is not None:
                found[period.pk, who, wait.value].append(one.employee_id)
    return {task: tuple(employees) for task, employees in found.items()}


def still_awaited(tasks: Collection[Task], periods: Mapping[int, Period]) -> frozenset[Task]:
    """Those of some tasks that are not done yet. Six queries a period, whatever the number of people."""
    people: dict[int, set[int]] = defaultdict(set)
    for period_id, employee_id, _stage in tasks:
        people[period_id].add(employee_id)
    open_tasks: set[Task] = set()
    for period_id, asked in people.items():
        period = periods[period_id]
        open_tasks.update(tasks_of(period, load_people(period=period, people=asked)))
    return frozenset(open_tasks.intersection(tasks))
