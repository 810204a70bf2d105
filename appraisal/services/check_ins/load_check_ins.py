"""Notes of talks as pages show them: one, those of a person by plan, and the team of a rater."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from agencies.models import Employee
from agencies.permissions import Actor
from appraisal.models import CheckIn, NextStep
from appraisal.services.check_ins.plan_posts import PlanPost, Side, load_posts, may_read, side_of
from appraisal.services.team.team_places import places_led
from indicators.models import Plan


@dataclass(frozen=True, slots=True)
class ShownStep:
    """Who does what by when. ``is_late``: the day has passed and it is not done."""

    id: int
    check_in_id: int
    text: str
    owner: Side
    owner_name: str
    due_on: datetime.date | None
    done_at: datetime.datetime | None
    is_late: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ShownCheckIn:
    """The notes of one talk with the steps that came of it."""

    id: int
    held_on: datetime.date
    topic: str
    employee_note: str
    rater_note: str
    edition: int
    edited_at: datetime.datetime
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True)
class PlanTalks:
    """The talks about one plan, the newest first, and the steps that are still open, what is due first."""

    plan_id: int
    year: int
    post: PlanPost
    side: Side | None
    talks: tuple[ShownCheckIn, ...]
    open_steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody whom the reader rates: when the last talk was, and how many steps are open."""

    employee_id: int
    name: str
    position: str
    last_held_on: datetime.date | None
    open_steps: int


def load_talks(*, employee_id: int, actor: Actor, day: datetime.date) -> tuple[PlanTalks, ...]:
    """Those about a person's agreed plans that the actor may read, the current year first. Five queries at most."""
    plans = list(Plan.objects.all().agreed().filter(employee_id=employee_id).order_by("-year", "-id"))
    plans.sort(key=lambda plan: plan.year != day.year)
    posts = load_posts(plans, day)
    readable = [plan for plan in plans if plan.pk in posts and may_read(posts[plan.pk], actor)]
    rows = CheckIn.objects.filter(plan__in=readable).prefetch_related("steps")
    by_plan = defaultdict(list)
    for row in rows:
        by_plan[row.plan_id].append(row)
    return tuple(_talks(plan, posts[plan.pk], by_plan[plan.pk], actor, day) for plan in readable)


def load_team(*, actor: Actor, day: datetime.date) -> tuple[TeamMember, ...]:
    """Whom the actor rates on a day, by name. One query."""
    places = places_led(actor, day, day)
    people = Employee.objects.filter(pk__in=places.values("employee_id"))
    not_done = Q(plans__check_ins__steps__isnull=False, plans__check_ins__steps__done_at=None)
    counted = people.annotate(
        last_held_on=Max("plans__check_ins__held_on"),
        open_steps=Count("plans__check_ins__steps", filter=not_done, distinct=True),
        position=Max("placements__position", filter=Q(placements__in=places)),
    )
    columns = ("pk", "name", "position", "last_held_on", "open_steps")
    return tuple(TeamMember(*row) for row in counted.order_by("name__sort_key", "nip").values_list(*columns))


def show_check_in(check_in: CheckIn, *, post: PlanPost, side: Side | None, day: datetime.date) -> ShownCheckIn:
    """One talk; its steps come with it. One query unless they were fetched."""
    return ShownCheckIn(
        id=check_in.pk,
        held_on=check_in.held_on,
        topic=check_in.topic,
        employee_note=check_in.employee_note,
        rater_note=check_in.rater_note,
        edition=check_in.edition,
        edited_at=check_in.edited_at,
        steps=tuple(_step(step, post, side, day) for step in check_in.steps.all()),
    )


def _talks(plan: Plan, post: PlanPost, rows: Iterable[CheckIn], actor: Actor, day: datetime.date) -> PlanTalks:
    side = side_of(post, actor)
    talks = tuple(show_check_in(row, post=post, side=side, day=day) for row in rows)
    waiting = [step for talk in talks for step in talk.steps if step.done_at is None]
    waiting.sort(key=lambda step: (step.due_on is None, step.due_on or day, step.id))
    return PlanTalks(plan.pk, plan.year, post, side, talks, tuple(waiting))


def _step(step: NextStep, post: PlanPost, side: Side | None, day: datetime.date) -> ShownStep:
    owner = Side(step.owner)
    return ShownStep(
        id=step.pk,
        check_in_id=step.check_in_id,
        text=step.text,
        owner=owner,
        owner_name=post.employee if owner is Side.EMPLOYEE else post.rater,
        due_on=step.due_on,
        done_at=step.done_at,
        is_late=step.done_at is None and step.due_on is not None and step.due_on < day,
        is_mine=owner == side,
    )
