"""The dialogue on a version as one of its sides, or a reader, finds it (screen A8)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from indicators.models import DialogueEntry, EntryKind, ItemKind, PlanVersion, Side, VersionState
from indicators.services.plans.edition import is_open
from indicators.services.plans.load_content import PlanContent, PlannedItem, PlannedResult, load_content
from indicators.services.plans.open_comments import open_comments
from indicators.services.plans.plan_problems import Problem
from indicators.services.plans.plan_sides import Post, may_edit, post_of, side_of
from indicators.services.plans.shown_targets import shown_months, shown_weight


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that a proposal changed, as people read it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """A word in the dialogue. ``is_new`` waits for the reader's answer."""

    author: str
    side: Side
    kind: EntryKind
    moment: datetime.datetime
    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Weight and twelve targets in words."""

    weight: str
    targets: str


@dataclass(frozen=True, slots=True)
class DiscussedItem:
    """An indicator as it stands on the table: what it began with, what it says now, what was said about it.

    ``waits`` is there for a side that has not answered; ``comments`` counts what is new to it.
    """

    planned: PlannedItem
    before: Figures | None
    now: Figures
    proposer: Side | None
    thread: tuple[Said, ...]
    waits: bool
    comments: int
    is_asked: bool

    @property
    def pk(self) -> int:
        """The number of the item."""
        return self.planned.item.pk

    @property
    def is_open(self) -> bool:
        """Whether the reader is awaited here."""
        return self.waits or bool(self.comments)

    @property
    def is_unfolded(self) -> bool:
        """Whether it is shown with all that was said: what is not agreed yet, what is new, what was asked for."""
        return self.is_open or self.is_asked or not self.planned.is_agreed


@dataclass(frozen=True, slots=True)
class DiscussedResult:
    """A result with its indicators."""

    number: int
    planned: PlannedResult
    items: tuple[DiscussedItem, ...]

    @property
    def is_unfolded(self) -> bool:
        """Whether one of its indicators is."""
        return any(item.is_unfolded for item in self.items)

    @property
    def is_additional(self) -> bool:
        """Whether it is an additional task."""
        return self.planned.result.kind == ItemKind.ADDITIONAL


@dataclass(frozen=True, slots=True)
class Dialogue:
    """All that the page shows. ``side`` is None for who only reads; ``newer_id`` is a version that has followed."""

    content: PlanContent
    side: Side | None
    post: Post | None
    results: tuple[DiscussedResult, ...]
    general: tuple[Said, ...]
    general_comments: int
    newer_id: int | None

    @property
    def version(self) -> PlanVersion:
        """What is discussed."""
        return self.content.version

    @property
    def items(self) -> tuple[DiscussedItem, ...]:
        """All indicators in order."""
        return tuple(item for result in self.results for item in result.items)

    def find(self, item_id: int) -> DiscussedItem | None:
        """An indicator by the number of its item."""
        return next((item for item in self.items if item.pk == item_id), None)

    @property
    def is_discussed(self) -> bool:
        """Whether both sides work on it."""
        return self.version.state == VersionState.DISCUSSED

    @property
    def is_addendum(self) -> bool:
        """Whether it changes a plan in mid-year."""
        return self.version.number > 1 and self.version.from_month > 1

    @property
    def may_talk(self) -> bool:
        """Whether the reader may write into it."""
        return self.side is not None and is_open(self.version)

    @property
    def may_edit(self) -> bool:
        """Whether the reader may change figures now."""
        return self.is_discussed and may_edit(self.version, self.side)

    @property
    def is_my_turn(self) -> bool:
        """Whether the reader is the one who is awaited."""
        return self.is_discussed and self.side is not None and self.version.turn == self.side

    def name_of(self, side: str) -> str:
        """Who stands on a side."""
        if side == Side.EMPLOYEE:
            return str(self.version.employee.name)
        return self.post.supervisor_name if self.post else _("Pejabat penilai")

    @property
    def turn_name(self) -> str:
        """Who is awaited."""
        return self.name_of(self.version.turn)

    @property
    def other_name(self) -> str:
        """With whom the reader talks."""
        return self.name_of(Side.EMPLOYEE if self.side == Side.SUPERVISOR else Side.SUPERVISOR)

    @property
    def differences(self) -> int:
        """How many differences wait for the reader's answer."""
        return sum(item.waits for item in self.items)

    @property
    def of_mine(self) -> int:
        """How many differences wait for the other side's answer."""
        return sum(not item.planned.is_agreed and not item.waits for item in self.items) if self.side else 0

    @property
    def first_open(self) -> int | None:
        """The first indicator that waits for the reader."""
        return next((item.pk for item in self.items if item.is_open), None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the plan still lacks."""
        return self.content.problems

    @property
    def may_agree(self) -> bool:
        """Whether the reader can give the word of the side now."""
        return self.is_my_turn and not self.differences and not self.problems

    @property
    def my_word(self) -> datetime.datetime | None:
        """When the reader's side agreed to what it says now."""
        words = {Side.EMPLOYEE: self.version.employee_agreed_at, Side.SUPERVISOR: self.version.supervisor_agreed_at}
        return None if self.side is None else words[self.side]

    @property
    def other_word(self) -> datetime.datetime | None:
        """When the other side did."""
        version = self.version
        return version.supervisor_agreed_at if self.side == Side.EMPLOYEE else version.employee_agreed_at

    @property
    def returned(self) -> Said | None:
        """Why it was handed back, as long as the employee has it."""
        if not self.is_discussed or self.version.turn != Side.EMPLOYEE:
            return None
        handed = [one for one in self.general if one.kind in {EntryKind.RETURN, EntryKind.SUBMISSION}]
        return handed[-1] if handed and handed[-1].kind == EntryKind.RETURN else None

    @property
    def agreed_at(self) -> datetime.datetime | None:
        """When the second word was given."""
        version = self.version
        if version.state != VersionState.AGREED or not version.employee_agreed_at or not version.supervisor_agreed_at:
            return None
        return max(version.employee_agreed_at, version.supervisor_agreed_at)

    @property
    def deadline(self) -> datetime.date | None:
        """By when a plan is agreed: the end of January (PermenPANRB 6/2022, Art. 14). An addendum has no day."""
        return None if self.is_addendum else datetime.date(self.version.year, 1, 31)


def load_plan_dialogue(
    *, version: PlanVersion, actor: Actor, day: datetime.date, asked_item: int | None = None
) -> Dialogue:
    """Nine queries, whatever the number of indicators. ``asked_item`` is shown unfolded, whatever its state."""
    content = load_content(version, day)
    side = side_of(version, actor, day)
    entries = list(DialogueEntry.objects.filter(version=version).order_by("at", "id"))
    waiting = open_comments(entries, side) if side and is_open(version) else {}
    threads: dict[int | None, list[Said]] = defaultdict(list)
    for entry in entries:
        threads[entry.indicator_id].append(_said(entry))
    table = _Table(version, side, threads, waiting)
    results = []
    for number, planned in enumerate(content.results, start=1):
        items = tuple(table.item(one, asked_item) for one in planned.items)
        results.append(DiscussedResult(number, planned, items))
    return Dialogue(
        content=content,
        side=side,
        post=post_of(version, day),
        results=tuple(results),
        general=tuple(threads[None]),
        general_comments=waiting.get(None, 0),
        newer_id=_newer(version),
    )


def proposals_since(dialogue: Dialogue, moment: datetime.datetime, side: Side | None) -> tuple[tuple[str, Said], ...]:
    """What the others changed after a moment: the indicator with the word that changed it."""
    return tuple(
        (item.planned.name, said)
        for item in dialogue.items
        for said in item.thread
        if said.changes and said.moment > moment and said.side != side
    )


def _newer(version: PlanVersion) -> int | None:
    later = PlanVersion.objects.filter(
        employee_id=version.employee_id,
        agency_id=version.agency_id,
        year=version.year,
        placement_kind=version.placement_kind,
        number__gt=version.number,
        submitted_at__isnull=False,
    ).exclude(state=VersionState.WITHDRAWN)
    return later.order_by("-number").values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class _Table:
    """What lies between the two sides: the words about each indicator, and how many of them are new to one side."""

    version: PlanVersion
    side: Side | None
    threads: Mapping[int | None, Sequence[Said]]
    waiting: Mapping[int | None, int]

    def item(self, planned: PlannedItem, asked_item: int | None) -> DiscussedItem:
        """An indicator with all that belongs to it."""
        item = planned.item
        is_discussed = self.version.state == VersionState.DISCUSSED
        origin = item.origin_weight, item.origin_targets, item.origin_upper_targets
        return DiscussedItem(
            planned=planned,
            before=None if planned.is_new else _figures(*origin),
            now=_figures(item.weight, item.targets, item.upper_targets),
            proposer=_proposer(planned),
            thread=tuple(self.threads.get(item.indicator_id, ())),
            waits=is_discussed and self.side is not None and planned.waits_for(self.side),
            comments=self.waiting.get(item.indicator_id, 0),
            is_asked=item.pk == asked_item,
        )


def _proposer(planned: PlannedItem) -> Side | None:
    """Whose proposal it is that the other one has not agreed to."""
    if planned.is_agreed:
        return None
    return Side.EMPLOYEE if planned.item.employee_agrees else Side.SUPERVISOR


def _figures(weight: object, targets: Sequence[object] | None, upper_targets: Sequence[object] | None) -> Figures:
    return Figures(shown_weight(weight), shown_months(targets, upper_targets))


def _said(entry: DialogueEntry) -> Said:
    return Said(
        author=entry.author_name,
        side=Side(entry.side),
        kind=EntryKind(entry.kind),
        moment=entry.at,
        text=entry.text,
        changes=tuple(_changes(entry.changes.items())),
    )


def _changes(pairs: Iterable[tuple[str, Sequence[str]]]) -> Iterable[Change]:
    return (Change(field, before, after) for field, (before, after) in pairs)
