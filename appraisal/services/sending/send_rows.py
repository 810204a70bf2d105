"""The frame of what programs send: all rows or none, or each that can be taken; recorded as one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from agencies.models import AuditEvent
from agencies.services.record_event import record_event
from appraisal.services.sending.results import Mode, RowStatus, SentRows, refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agencies.files.errors import RowError
    from agencies.permissions import Actor
    from appraisal.services.sending.results import RowResult

Row = TypeVar("Row")


@transaction.atomic
def send_rows(
    *,
    kind: str,
    rows: Sequence[Row],
    unreadable: Sequence[RowError],
    mode: Mode,
    key: str,
    actor: Actor,
    take: Callable[[Sequence[Row], Actor], Iterable[RowResult]],
) -> SentRows:
    """Have the rows taken by the service of their kind, and say what became of each.

    ``unreadable`` are errors of rows that could not be read; the others are tried all the same, so that one round of
    mending is enough. ``take`` stores what it can. Where all or nothing was asked and a row is refused, nothing stays.
    """
    with transaction.atomic():
        results = sorted([*refusals(unreadable), *take(rows, actor)], key=lambda result: result.row)
        is_stored = mode is Mode.EACH or all(result.status is not RowStatus.REFUSED for result in results)
        if not is_stored:
            transaction.set_rollback(True)
    sent = SentRows(tuple(results), is_stored)
    record_event(
        action=AuditEvent.Action.ROWS_SENT,
        subject=f"{kind}, {len(results)} baris",
        actor=actor,
        details={"kind": kind, "mode": mode.value, "stored": is_stored, "key": key, **sent.counts},
    )
    return sent
