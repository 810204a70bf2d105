"""A rater undoes what they changed last in a sheet (urungkan): the row says again what it said before."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.documents.rating_sheet import RatingRow
from appraisal.models import Period, RatingChange
from appraisal.services.rating.rate_employee import check_changeable, check_open, hold_rated_plan
from appraisal.services.rating.rating_changes import last_change, last_undoable
from appraisal.services.rating.store_rating import as_stored, read_stored, store_rating, subject_of


class UndoRefusedError(ValueError):
    """There is nothing to undo, or it cannot be undone any more; the text says why."""


@dataclass(frozen=True, slots=True)
class UndoneRating:
    """The row as it is now; ``is_repeated`` where it had been undone before."""

    row: RatingRow
    is_repeated: bool = False


@transaction.atomic
def undo_rating(*, period: Period, actor: Actor, change_id: int | None = None) -> UndoneRating:
    """Undo the change that the button named; without one the newest of the actor in this sheet.

    Raises:
        UndoRefusedError: nothing to undo, or somebody changed the row since.
        NoSuchRowError: the plan has no part in the period any more.
        NotTheRaterError: the actor does not rate it any more.
        PeriodStateError: the period is locked.
        RowClosedError: the row was sent since.
    """
    change = _asked(period, actor, change_id)
    rated = hold_rated_plan(period=period, plan_id=change.plan_id, actor=actor)
    change.refresh_from_db(fields=["undone_at"])
    row = rated.row()
    if change.undone_at is not None:
        return UndoneRating(row, is_repeated=True)
    check_open(period, timezone.localdate(), [rated.plan.agency_id])
    check_changeable(row)
    if as_stored(rated.levels, rated.chosen) != change.after:
        since = last_change(period=period, plan_id=change.plan_id, actor=actor)
        values = {"name": row.name, "why": since.sentence if since else ""}
        raise UndoRefusedError(_("Nilai %(name)s tidak diurungkan: barisnya berubah sejak itu. %(why)s") % values)
    levels, chosen = read_stored(change.before)
    store_rating(rated=rated, levels=levels, chosen=chosen, period=period, actor=actor)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    details = {"plan": change.plan_id, "change": change.pk, "before": change.before, "after": change.after}
    subject = subject_of(rated, period)
    record_event(action=AuditEvent.Action.RATING_UNDONE, subject=subject, actor=actor, details=details)
    return UndoneRating(rated.changed(levels, chosen).row())


def _asked(period: Period, actor: Actor, change_id: int | None) -> RatingChange:
    if change_id is None:
        newest = last_undoable(code=period.code, actor=actor)
        change_id = newest.id if newest else 0
    change = RatingChange.objects.filter(pk=change_id, period=period, made_by_id=actor.user_id).first()
    if change is None:
        raise UndoRefusedError(_("Tidak ada perubahan Anda yang dapat diurungkan di lembar ini."))
    return change
