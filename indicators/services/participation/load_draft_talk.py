"""A draft as those read it whom it concerns: what it would change, until when they may comment, what was said."""

import datetime
from dataclasses import dataclass

from agencies.permissions import Actor
from indicators.models import Contribution, IndicatorDraft, IndicatorVersion
from indicators.permissions import Circle, may_take_part
from indicators.services.catalogue.changes import CONTENT, Change, changes_between
from indicators.services.catalogue.read_draft import read_draft
from indicators.services.import_indicators import Content
from indicators.services.participation.comment_draft import closed_sentence, is_open
from indicators.services.participation.load_threads import Thread, load_threads

_NOTHING = Content("", "", "", "", "", "", "", "", "", "", [])


@dataclass(frozen=True, slots=True)
class DraftTalk:
    """``changes`` are told before and after; of an indicator that is not there yet ``said`` tells what it would say.

    ``closed`` is the sentence on why nobody may comment; empty while the period for comments runs.
    """

    draft: IndicatorDraft
    name: str
    number: int
    changes: tuple[Change, ...]
    said: tuple[Change, ...]
    valid_from: datetime.date | None
    closed: str
    may_comment: bool
    threads: tuple[Thread, ...]


def load_draft_talk(*, draft: IndicatorDraft, actor: Actor, circle: Circle, day: datetime.date) -> DraftTalk:
    """The page of a draft for comments. At most five queries."""
    reading = read_draft(draft)
    before = _in_force(draft, day)
    changes = changes_between(before or _NOTHING, reading.content)
    about = Contribution.objects.filter(draft=draft).select_related("agency", "indicator", "draft")
    open_now = is_open(draft, day)
    return DraftTalk(
        draft=draft,
        name=reading.content.name or reading.code,
        number=before.number if before else 0,
        changes=changes if before else (),
        said=() if before else tuple(change for change in changes if change.field in CONTENT and change.after),
        valid_from=reading.valid_from,
        closed="" if open_now else closed_sentence(draft),
        may_comment=open_now and may_take_part(actor, circle, draft.agency_id, draft.indicator_id),
        threads=load_threads(about.order_by("-at", "-id"), actor=actor, circle=circle, day=day),
    )


def _in_force(draft: IndicatorDraft, day: datetime.date) -> IndicatorVersion | None:
    """What the draft would follow: the version in force, or for lack of one the newest."""
    if draft.indicator_id is None:
        return None
    versions = IndicatorVersion.objects.filter(indicator_id=draft.indicator_id)
    return versions.in_force_on(day).first() or versions.order_by("-valid_from", "-number").first()
