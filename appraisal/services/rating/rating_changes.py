"""The changes of a sheet: who changed a row last, and what a rater can undo."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import moment
from agencies.permissions import Actor
from appraisal.models import Period, RatingChange, SentRating


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a row last, and when; undoing is a change too."""

    by: str
    at: datetime.datetime
    is_own: bool

    @property
    def sentence(self) -> str:
        """`Diubah oleh Siti Rahmawati pukul 14.30.`"""
        values = {"name": self.by, "when": _clock(self.at)}
        if self.is_own:
            return _("Diubah oleh Anda di jendela atau perangkat lain %(when)s.") % values
        return _("Diubah oleh %(name)s %(when)s.") % values


@dataclass(frozen=True, slots=True)
class UndoableChange:
    """The newest change of a rater in a sheet that still can be undone."""

    id: int
    plan_id: int
    name: str
    at: datetime.datetime

    @property
    def when(self) -> str:
        """`pukul 14.30`, with the day where it was another one."""
        return _clock(self.at)


def last_change(*, period: Period, plan_id: int, actor: Actor) -> LastChange | None:
    """The last change of a row, nothing where it came from a file. One query."""
    rows = RatingChange.objects.filter(period=period, plan_id=plan_id)
    moments = [
        (undone_at or made_at, name, made_by_id)
        for made_at, undone_at, name, made_by_id in rows.order_by("-id").values_list(
            "made_at", "undone_at", "made_by_name", "made_by_id"
        )[:2]
    ]
    if not moments:
        return None
    at, name, made_by_id = max(moments)
    return LastChange(name, at, made_by_id == actor.user_id)


def last_undoable(*, code: str, actor: Actor) -> UndoableChange | None:
    """What the rater changed last in the sheet of a period, unless the row changed since or was sent. One query."""
    later = RatingChange.objects.filter(
        period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), id__gt=OuterRef("id"), undone_at__isnull=True
    )
    sent = SentRating.objects.filter(
        period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), reopened_at__isnull=True
    )
    rows = RatingChange.objects.filter(period__code=code, made_by_id=actor.user_id, undone_at__isnull=True)
    found = (
        rows.exclude(Exists(later))
        .exclude(Exists(sent))
        .order_by("-id")
        .values_list("id", "plan_id", "plan__employee__name", "made_at")
        .first()
    )
    return None if found is None else UndoableChange(*found)


def _clock(at: datetime.datetime) -> str:
    """`pukul 14.30` of today, and the whole moment of another day."""
    local = timezone.localtime(at)
    if local.date() != timezone.localdate():
        return _("pada %(moment)s") % {"moment": moment(at)}
    return _("pukul %(time)s") % {"time": f"{local:%H.%M}"}
