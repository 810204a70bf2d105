"""Closing a period for good, and opening it again with a reason (contract 2.10, 2.11)."""

from django.db import connection
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.bulk import copied_rows
from appraisal.models import Evaluation, Period, PeriodState


class PeriodStateError(ValueError):
    """The period is not in the state that the act starts from; the text says so in Indonesian."""


def lock_period(*, period: Period, actor: Actor | None = None) -> Period:
    """Freeze the ranks, then refuse any change of the period's inputs and results. One transaction, one event.

    Raises:
        PeriodStateError: it is locked already.
    """
    period = _locked_row(period)
    if period.state == PeriodState.LOCKED:
        msg = f"Periode {period.code} sudah dikunci."
        raise PeriodStateError(msg)
    _freeze_ranks(period)
    period.state = PeriodState.LOCKED
    period.locked_at = timezone.now()
    period.save(update_fields=["state", "locked_at"])
    record_event(action=AuditEvent.Action.PERIOD_LOCKED, subject=period.code, actor=actor)
    return period


def unlock_period(*, period: Period, reason: str, actor: Actor | None = None) -> Period:
    """Open a locked period again. Ranks are computed afresh until it is locked the next time.

    Raises:
        PeriodStateError: it is not locked, or no reason is given.
    """
    period = _locked_row(period)
    if period.state != PeriodState.LOCKED:
        msg = f"Periode {period.code} tidak sedang dikunci."
        raise PeriodStateError(msg)
    if not reason.strip():
        msg = f"Tulis alasan membuka kembali periode {period.code}."
        raise PeriodStateError(msg)
    period.state = PeriodState.OPEN
    period.unlocked_at = timezone.now()
    period.unlock_reason = reason
    period.save(update_fields=["state", "unlocked_at", "unlock_reason"])
    Evaluation.objects.filter(period=period, frozen_rank__isnull=False).update(frozen_rank=None)
    record_event(action=AuditEvent.Action.PERIOD_UNLOCKED, subject=period.code, actor=actor, reason=reason)
    return period


def _locked_row(period: Period) -> Period:
    """The period as it stands, held until the transaction ends: an evaluation under way finishes first."""
    return Period.objects.select_for_update().get(pk=period.pk)


def _freeze_ranks(period: Period) -> None:
    ranked = Evaluation.objects.filter(period=period).latest().with_rank().exclude(rank=None)
    rows = list(ranked.values_list("plan_id", "revision", "rank"))
    table = Evaluation._meta.db_table
    with (
        copied_rows(table, ["plan_id", "revision", "frozen_rank"], rows) as (incoming, _total),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE {table} stored SET frozen_rank = incoming.frozen_rank FROM {incoming} incoming"  # noqa: S608
            " WHERE stored.region_id = %s AND stored.period_id = %s"
            " AND stored.plan_id = incoming.plan_id AND stored.revision = incoming.revision",
            [period.region_id, period.pk],
        )
