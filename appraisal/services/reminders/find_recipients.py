"""Who would be reminded of what: a group of the board, or the people that an admin has ticked."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from agencies.models import Employee
from appraisal.models import Period, Reminder
from appraisal.period_codes import parse_period_code
from appraisal.services.completeness.find_awaited import tasks_of
from appraisal.services.completeness.load_stages import PersonStage, Wait, load_people
from appraisal.services.reminders.load_reminders import reminder_text


class Group(StrEnum):
    """Whom a reminder goes to, as the address names it; ``CHOSEN`` are those waited for by the ticked people."""

    UNREPORTED = "belum-melapor"
    RATERS = "pejabat-penilai"
    UNACKNOWLEDGED = "belum-mengetahui"
    CHOSEN = "pilihan"


_STAGES_OF: Mapping[Group, frozenset[str]] = {
    Group.UNREPORTED: frozenset({Wait.REPORT}),
    Group.RATERS: frozenset({Wait.VERIFY, Wait.RATE, Wait.SEND, Wait.DELIVER}),
    Group.UNACKNOWLEDGED: frozenset({Wait.ACKNOWLEDGE}),
    Group.CHOSEN: frozenset(Reminder.Stage.values),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody with what they would read. ``about`` are the people whose results wait; ``is_new`` the stages of which
    nobody has reminded them today.
    """

    employee_id: int
    name: str
    texts: tuple[str, ...]
    about: int
    has_account: bool
    stages: tuple[str, ...]
    new_stages: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the reminder would add anything today."""
        return self.has_account and bool(self.new_stages)


@dataclass(frozen=True, slots=True)
class Recipients:
    """By name; ``of_regional_head`` counts the people whose results wait for an account without a page of its own."""

    people: tuple[Recipient, ...]
    of_regional_head: int

    @property
    def new(self) -> tuple[Recipient, ...]:
        """Those who would be reminded."""
        return tuple(one for one in self.people if one.is_new)

    @property
    def without_account(self) -> tuple[Recipient, ...]:
        """Those who could not see it."""
        return tuple(one for one in self.people if not one.has_account)


def find_recipients(
    *,
    period: Period,
    agency_ids: Collection[int],
    group: Group,
    chosen: Collection[int] = (),
    today: datetime.date,
) -> Recipients:
    """Eight queries, whatever the number of people."""
    people = load_people(period=period, agency_ids=agency_ids)
    asked = [one for one in people if group is not Group.CHOSEN or one.employee_id in chosen]
    stages = _STAGES_OF[group]
    tasks: dict[int, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for (_period, employee_id, stage), about in tasks_of(period, asked).items():
        if stage in stages:
            tasks[employee_id][stage] = about
    reminded = set(
        Reminder.objects.filter(period=period, day=today, employee_id__in=tasks).values_list("employee_id", "stage")
    )
    rows = Employee.objects.filter(pk__in=tasks).order_by("name__sort_key", "nip").values_list("id", "name", "user_id")
    label = parse_period_code(period.code).label
    return Recipients(
        people=tuple(_recipient(row, tasks[row[0]], reminded, label) for row in rows),
        of_regional_head=sum(_waits_for_head(one, stages) for one in asked),
    )


def _recipient(
    row: tuple[int, str, int | None],
    tasks: Mapping[str, tuple[int, ...]],
    reminded: Collection[tuple[int, str]],
    label: str,
) -> Recipient:
    employee_id, name, user_id = row
    stages = tuple(stage for stage in Reminder.Stage.values if stage in tasks)
    return Recipient(
        employee_id=employee_id,
        name=name,
        texts=tuple(reminder_text(Reminder.Stage(stage), label) for stage in stages),
        about=len({one for about in tasks.values() for one in about}),
        has_account=user_id is not None,
        stages=stages,
        new_stages=tuple(stage for stage in stages if (employee_id, stage) not in reminded),
    )


def _waits_for_head(one: PersonStage, stages: Collection[str]) -> bool:
    return one.rater_id is None and any(wait.value in stages and wait in _STAGES_OF[Group.RATERS] for wait in one.waits)
