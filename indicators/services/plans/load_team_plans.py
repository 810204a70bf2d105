"""How far the year plans of a supervisor's staff are, and what of them waits for an answer (screen S7)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from agencies.models import Placement
from agencies.permissions import Actor
from indicators.models import DialogueEntry, Plan, PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.load_content import differs
from indicators.services.plans.open_comments import open_comments
from indicators.services.plans.team import team_of


class Stage(StrEnum):
    """Where the plan of a year stands, as its supervisor sees it."""

    NONE = "none"
    DRAFT = "draft"
    DISCUSSED = "discussed"
    AGREED = "agreed"


_ORDER = (Stage.DISCUSSED, Stage.DRAFT, Stage.NONE, Stage.AGREED)


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """One placement with its plan. ``version_id`` is there where the supervisor may open the dialogue.

    ``plan_id`` is there where a plan counts that was agreed without a dialogue.

    ``differences`` and ``comments`` wait for the supervisor; ``agreed`` of ``items`` indicators need no more word.
    """

    name: str
    position: str
    agency: str
    stage: Stage
    is_addendum: bool = False
    is_my_turn: bool = False
    version_id: int | None = None
    plan_id: int | None = None
    changed_at: datetime.datetime | None = None
    items: int = 0
    agreed: int = 0
    differences: int = 0
    comments: int = 0

    @property
    def waits(self) -> bool:
        """Whether the supervisor is awaited."""
        return self.is_my_turn or bool(self.differences or self.comments)


@dataclass(frozen=True, slots=True)
class TeamPlans:
    """The plans of a year: those that wait for the supervisor first, the longest waiting on top."""

    year: int
    waiting: tuple[TeamPlan, ...]
    others: tuple[TeamPlan, ...]

    @property
    def total(self) -> int:
        """How many people there are."""
        return len(self.waiting) + len(self.others)

    @property
    def agreed(self) -> int:
        """How many of them have an agreed plan."""
        return sum(plan.stage == Stage.AGREED or plan.is_addendum for plan in (*self.waiting, *self.others))


class _Key(NamedTuple):
    employee_id: int
    agency_id: int
    kind: str


def load_team_plans(*, actor: Actor, year: int, day: datetime.date) -> TeamPlans:
    """Five queries, whatever the number of people."""
    places = team_of(actor, year, day)
    people = [place.employee_id for place in places]
    of_year = Plan.objects.all().agreed().of(people, year)
    named = of_year.values_list("employee_id", "agency_id", "placement_kind", "id")
    agreed = {_Key(employee_id, agency_id, kind): plan_id for employee_id, agency_id, kind, plan_id in named}
    newest = _newest_versions(people, year)
    told = _told(newest.values())
    rows = [_row(place, newest, agreed, told) for place in places]
    return TeamPlans(
        year=year,
        waiting=tuple(sorted((row for row in rows if row.waits), key=_waited_since)),
        others=tuple(sorted((row for row in rows if not row.waits), key=lambda row: _ORDER.index(row.stage))),
    )


def _waited_since(row: TeamPlan) -> tuple[bool, datetime.datetime]:
    """Those with something to answer before those that only wait for a word."""
    return not (row.differences or row.comments), row.changed_at or datetime.datetime.max.replace(tzinfo=datetime.UTC)


def _newest_versions(people: Sequence[int], year: int) -> dict[_Key, PlanVersion]:
    """The newest version of each plan that was not withdrawn."""
    versions = PlanVersion.objects.filter(employee_id__in=people, year=year).exclude(state=VersionState.WITHDRAWN)
    return {_Key(one.employee_id, one.agency_id, one.placement_kind): one for one in versions.order_by("number")}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is counted of the versions, by their number."""

    items: Mapping[int, Sequence[PlanVersionItem]]
    entries: Mapping[int, Sequence[DialogueEntry]]


def _told(versions: Collection[PlanVersion]) -> _Told:
    ids = [one.pk for one in versions if one.submitted_at is not None]
    items: dict[int, list[PlanVersionItem]] = defaultdict(list)
    for item in PlanVersionItem.objects.filter(version_id__in=ids):
        items[item.version_id].append(item)
    entries: dict[int, list[DialogueEntry]] = defaultdict(list)
    words = DialogueEntry.objects.filter(version_id__in=ids).defer("text", "changes").order_by("at", "id")
    for entry in words:
        entries[entry.version_id].append(entry)
    return _Told(items, entries)


def _row(place: Placement, newest: Mapping[_Key, PlanVersion], agreed: Mapping[_Key, int], told: _Told) -> TeamPlan:
    key = _Key(place.employee_id, place.agency_id, place.kind)
    version = newest.get(key)
    who = {"name": place.employee.name, "position": place.position, "agency": place.agency.name}
    if version is None:
        return TeamPlan(**who, stage=Stage.AGREED if key in agreed else Stage.NONE, plan_id=agreed.get(key))
    if version.submitted_at is None:
        return TeamPlan(**who, stage=Stage.DRAFT, is_addendum=version.number > 1 and key in agreed)
    items, entries = told.items.get(version.pk, ()), told.entries.get(version.pk, ())
    is_discussed = version.state == VersionState.DISCUSSED
    different = [item for item in items if differs(item)]
    return TeamPlan(
        **who,
        stage=Stage(version.state),
        is_addendum=is_discussed and key in agreed,
        is_my_turn=is_discussed and version.turn == Side.SUPERVISOR,
        version_id=version.pk,
        changed_at=entries[-1].at if entries else version.edited_at,
        items=len(items),
        agreed=len(items) - sum(not (item.employee_agrees and item.supervisor_agrees) for item in different),
        differences=sum(not item.supervisor_agrees for item in different) if is_discussed else 0,
        comments=sum(open_comments(entries, Side.SUPERVISOR).values()) if is_discussed else 0,
    )
