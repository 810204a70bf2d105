"""Everything that "SKP saya" shows of a year: a plan for each post, where it stands, and who is awaited."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from agencies.models import Placement
from indicators.models import (
    AnnexKind,
    DialogueEntry,
    EntryKind,
    ItemKind,
    Plan,
    PlanState,
    PlanVersion,
    Side,
    VersionState,
)
from indicators.services.plans.load_agreed import content_of_plan
from indicators.services.plans.load_content import PlanContent, PlannedItem, load_content
from indicators.services.plans.plan_sides import Post
from indicators.services.plans.shown_targets import shown_months, shown_weight

NEXT_YEAR_FROM = 11
"""From this month on the plan of the next year can be begun: it is due by the end of January (domain 0b)."""

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class PartState:
    """One of the four parts of a plan: how much is there, and how many things are still missing."""

    name: str
    count: int
    problems: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.count) and not self.problems


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of a plan. ``state`` is its own, or `revised` once a later one is agreed."""

    version: PlanVersion
    state: str


@dataclass(frozen=True, slots=True)
class InForce:
    """An indicator of a plan that counts, in words."""

    indicator_id: int
    name: str
    code: str
    is_main: bool
    weight: str
    targets: str


@dataclass(frozen=True, slots=True)
class MyPlan:
    """The plan of a post in a year. ``open`` is the version under way, ``agreed`` the newest one that counts.

    ``untold`` is what a plan says that was agreed without a dialogue, such as one from a file.
    ``superior_awaited`` says that the supervisor has no plan yet that one could support, ``returned`` why the version
    under way was handed back to the employee.
    """

    post: Post
    plan: Plan | None
    open: PlanContent | None
    agreed: PlanVersion | None
    lines: tuple[VersionLine, ...]
    untold: tuple[InForce, ...]
    superior_awaited: bool
    returned: DialogueEntry | None

    @property
    def is_agreed(self) -> bool:
        """Whether a plan counts, by dialogue or from a file."""
        return self.plan is not None and self.plan.state == PlanState.AGREED

    @property
    def parts(self) -> tuple[PartState, ...]:
        """The four parts of the version under way."""
        return () if self.open is None else tuple(_parts(self.open))

    @property
    def is_mine_to_edit(self) -> bool:
        """Whether the version under way is in the hands of the employee."""
        return self.open is not None and self.open.version.turn == Side.EMPLOYEE

    @property
    def awaits_my_word(self) -> bool:
        """Whether the supervisor has agreed to all of it, so that one word of the employee makes it count."""
        return (
            self.open is not None
            and self.open.version.supervisor_agreed_at is not None
            and not self.open.problems
            and not self.open.waiting_for(Side.EMPLOYEE)
        )


@dataclass(frozen=True, slots=True)
class MyYear:
    """The plans of a year; ``years`` can be looked at, ``may_draft`` says whether a new plan may be begun for it."""

    year: int
    years: tuple[int, ...]
    plans: tuple[MyPlan, ...]
    may_draft: bool
    upcoming: tuple[Post, ...]
    """Posts without a plan for the next year, which can be begun already."""


def drafting_years(day: datetime.date) -> tuple[int, ...]:
    """The years whose plan may be begun on a day: its own, from November on the next one too."""
    return (day.year, day.year + 1) if day.month >= NEXT_YEAR_FROM else (day.year,)


def load_my_year(*, employee_id: int, year: int | None, day: datetime.date) -> MyYear:
    """The plans of an employee in a year (None: that of the day), in a number of queries that depends on the own posts.

    A year without any plan that cannot be begun either is answered with the year of the day.
    """
    versions = list(_versions(employee_id))
    plans = list(Plan.objects.filter(employee_id=employee_id).select_related("employee", "agency").order_by("id"))
    known = {one.year for one in versions} | {one.year for one in plans} | set(drafting_years(day))
    shown = year if year is not None and year in known else day.year
    posts = _posts(employee_id, shown, day)
    leading = _with_results([post for post in posts.values() if post.supervisor], shown)
    agreed = {_key(plan): plan for plan in plans if plan.year == shown}
    mine = [
        _my_plan(post, agreed.get(key), [one for one in versions if one.year == shown and _key(one) == key], day)
        for key, post in posts.items()
    ]
    mine = [replace(one, superior_awaited=_is_awaited(one, leading)) for one in mine]
    return MyYear(
        year=shown,
        years=tuple(sorted(known)),
        plans=tuple(mine),
        may_draft=shown in drafting_years(day),
        upcoming=_upcoming(employee_id, shown, day, (*versions, *plans)),
    )


def _versions(employee_id: int) -> Iterable[PlanVersion]:
    return PlanVersion.objects.filter(employee_id=employee_id).select_related("employee", "agency").order_by("number")


def _key(one: PlanVersion | Plan) -> Key:
    return one.agency_id, one.placement_kind


def _posts(employee_id: int, year: int, day: datetime.date) -> dict[Key, Post]:
    """The posts of a year, the newest placement of each that has begun; in the order in which they began. One query."""
    places = Placement.objects.during(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    found: dict[Key, Post] = {}
    for place in (
        places.filter(employee_id=employee_id).select_related("employee", "agency", "supervisor").order_by("first_day")
    ):
        key = place.agency_id, place.kind
        if key not in found or place.first_day <= day:
            found[key] = Post(place.employee, place, place.supervisor)
    return found


def _with_results(posts: Sequence[Post], year: int) -> frozenset[int]:
    """Those of the supervisors who have a plan of the year that others may support. At most two queries."""
    ids = {post.supervisor.pk for post in posts if post.supervisor}
    if not ids:
        return frozenset()
    shown = PlanVersion.objects.filter(employee_id__in=ids, year=year).to_build_on()
    agreed = Plan.objects.all().agreed().of(ids, year)
    return frozenset(shown.values_list("employee_id", flat=True)) | frozenset(
        agreed.values_list("employee_id", flat=True)
    )


def _is_awaited(one: MyPlan, leading: frozenset[int]) -> bool:
    is_drafting = not one.is_agreed and (one.open is None or one.open.version.state == VersionState.DRAFT)
    return is_drafting and one.post.supervisor is not None and one.post.supervisor.pk not in leading


def _my_plan(post: Post, plan: Plan | None, versions: Sequence[PlanVersion], day: datetime.date) -> MyPlan:
    under_way = next((one for one in versions if one.state in {VersionState.DRAFT, VersionState.DISCUSSED}), None)
    agreed = [one for one in versions if one.state == VersionState.AGREED]
    newest = agreed[-1] if agreed else None
    lines = [VersionLine(one, "revised" if one in agreed[:-1] else one.state) for one in versions]
    return MyPlan(
        post=post,
        plan=plan,
        open=load_content(under_way, day) if under_way else None,
        agreed=newest,
        lines=tuple(reversed(lines)),
        untold=tuple(in_force(plan, day)) if plan and plan.state == PlanState.AGREED and not agreed else (),
        superior_awaited=False,
        returned=_returned(under_way) if under_way else None,
    )


def _returned(version: PlanVersion) -> DialogueEntry | None:
    """Why it was handed back, as long as it was not handed over again."""
    if version.state != VersionState.DISCUSSED or version.turn != Side.EMPLOYEE:
        return None
    handed = DialogueEntry.objects.filter(version=version, kind__in=[EntryKind.RETURN, EntryKind.SUBMISSION])
    last = handed.order_by("-id").first()
    return last if last is not None and last.kind == EntryKind.RETURN else None


def in_force(plan: Plan, day: datetime.date) -> Iterator[InForce]:
    """The items of a plan that counts, as people read them. Two queries."""
    for one in content_of_plan(plan, day).items:
        yield InForce(
            indicator_id=one.item.indicator_id,
            name=one.name,
            code=one.code,
            is_main=one.item.result.kind == ItemKind.MAIN,
            weight=shown_weight(one.item.weight),
            targets=_told_targets(one),
        )


def _told_targets(one: PlannedItem) -> str:
    told = shown_months(one.item.targets, one.item.upper_targets)
    return told if set(one.item.targets) == {None} else f"{told} {one.unit}"


def _upcoming(
    employee_id: int, shown: int, day: datetime.date, known: Iterable[PlanVersion | Plan]
) -> tuple[Post, ...]:
    after = day.year + 1
    if after not in drafting_years(day) or shown != day.year:
        return ()
    begun = {
        _key(one)
        for one in known
        if one.year == after and not (isinstance(one, PlanVersion) and one.state == VersionState.WITHDRAWN)
    }
    return tuple(post for key, post in _posts(employee_id, after, day).items() if key not in begun)


def _parts(content: PlanContent) -> Iterator[PartState]:
    missing = [problem.part for problem in content.problems]
    filled = sum(bool(content.annexes.get(kind)) for kind in map(str, AnnexKind.values))
    yield PartState("results", len(content.results), missing.count("results"))
    yield PartState("items", len(content.items), missing.count("items"))
    yield PartState("behaviour", len(content.expectations), 0)
    yield PartState("annexes", filled, 0)
