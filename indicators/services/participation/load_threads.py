"""Contributions with what followed on each, as pages show them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agencies.permissions import Actor
from indicators.models import Contribution, ContributionKind, ContributionReply, IndicatorVersion, Outcome
from indicators.permissions import Circle, may_answer, may_reply
from indicators.services.participation.propose_indicator import PROPOSED_FIELDS


@dataclass(frozen=True, slots=True)
class Reply:
    """A further word."""

    author: str
    at: datetime.datetime
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a contribution, and why."""

    outcome: Outcome
    text: str
    author: str
    at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a contribution is about: an indicator, a draft, or (with neither) an indicator that is not there yet.

    ``draft_id`` is empty once the draft is published or discarded.
    """

    name: str
    unit: str
    agency_code: str
    indicator_id: int | None
    draft_id: int | None


@dataclass(frozen=True, slots=True)
class Thread:
    """A contribution as it stands. ``proposed`` holds the fields of a proposal that say something."""

    id: int
    kind: ContributionKind
    subject: Subject
    author: str
    at: datetime.datetime
    text: str
    proposed: tuple[tuple[str, str], ...]
    answer: Answer | None
    replies: tuple[Reply, ...]
    is_own: bool
    may_answer: bool
    may_reply: bool


def load_threads(
    contributions: Iterable[Contribution], *, actor: Actor, circle: Circle, day: datetime.date
) -> tuple[Thread, ...]:
    """The threads of some contributions, in their order. At most two queries."""
    found = list(contributions)
    names = indicator_names([one.indicator_id for one in found if one.indicator_id is not None], day)
    replies = _replies([one.pk for one in found])
    return tuple(_thread(one, names, replies, actor, circle) for one in found)


def indicator_names(indicator_ids: Sequence[int], day: datetime.date) -> dict[int, str]:
    """What indicators are called on a day; those that have not begun are left out. One query, none for nothing."""
    if not indicator_ids:
        return {}
    versions = IndicatorVersion.objects.filter(indicator_id__in=indicator_ids).in_force_on(day)
    return dict(versions.values_list("indicator_id", "name"))


def _replies(contribution_ids: Sequence[int]) -> Mapping[int, list[Reply]]:
    replies: dict[int, list[Reply]] = defaultdict(list)
    if contribution_ids:
        rows = ContributionReply.objects.filter(contribution_id__in=contribution_ids).order_by("at", "id")
        for reply in rows:
            replies[reply.contribution_id].append(Reply(reply.author_name, reply.at, reply.text))
    return replies


def _thread(
    one: Contribution,
    names: Mapping[int, str],
    replies: Mapping[int, Sequence[Reply]],
    actor: Actor,
    circle: Circle,
) -> Thread:
    fields = ("change", *PROPOSED_FIELDS)
    return Thread(
        id=one.pk,
        kind=ContributionKind(one.kind),
        subject=_subject(one, names),
        author=one.author_name,
        at=one.at,
        text=one.text,
        proposed=tuple((field, str(one.proposed[field])) for field in fields if one.proposed.get(field)),
        answer=Answer(Outcome(one.outcome), one.answer, one.answered_by_name, one.answered_at) if one.outcome else None,
        replies=tuple(replies.get(one.pk, ())),
        is_own=one.author_id == actor.user_id,
        may_answer=not one.outcome and may_answer(actor, one.agency_id, one.author_id),
        may_reply=may_reply(actor, circle, one),
    )


def _subject(one: Contribution, names: Mapping[int, str]) -> Subject:
    name = str(one.proposed.get("name", ""))
    if one.indicator is not None:
        name = names.get(one.indicator.pk, one.indicator.code)
    elif one.draft is not None and one.kind != ContributionKind.NEW_INDICATOR:
        name = str(one.draft.document.get("name") or one.draft.code)
    return Subject(name, one.agency.name, one.agency.code, one.indicator_id, one.draft_id)
