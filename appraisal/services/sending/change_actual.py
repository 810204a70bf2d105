"""One stored actual, changed by who has seen it as it is: two who write at once do not undo each other unseen."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from agencies.models import Employee
from agencies.services.take_file import wait_for_other_changes
from appraisal.models import Actual, ActualState
from appraisal.permissions import may_bring_inputs
from appraisal.scoring.rounding import plain
from appraisal.services.sending.results import Mode, SentRows
from appraisal.services.sending.send_rows import send_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agencies.files.errors import RowError
    from agencies.permissions import Actor
    from appraisal.services.sending.results import RowResult


class ChangedMeanwhileError(Exception):
    """The actual is not any more what was seen."""


def version_of(actual: Actual) -> str:
    """What it is now, in 32 letters: another one after every change. Nothing that its readers do not see goes in."""
    value = None if actual.value is None else plain(actual.value)
    reason = actual.note if actual.state == ActualState.NOT_APPLICABLE else ""
    said = repr((actual.pk, value, str(actual.state), reason, actual.updated_at.timestamp()))
    return sha256(said.encode()).hexdigest()[:32]


@transaction.atomic
def change_actual(
    *,
    actual: Actual,
    rows: Sequence[Any],
    unreadable: Sequence[RowError],
    is_seen: Callable[[str], bool],
    actor: Actor,
    take: Callable[[Sequence[Any], Actor], Iterable[RowResult]],
) -> SentRows:
    """Have ``take`` store the one row of an actual, unless its version is none that ``is_seen``.

    Raises:
        ChangedMeanwhileError: somebody else was quicker.
    """
    # In the order in which the ways of writing take their locks: what stands before the actuals first.
    if may_bring_inputs(actor):
        wait_for_other_changes()
    else:
        Employee.objects.select_for_update(no_key=True).get(pk=actual.employee_id)
    stored = Actual.objects.select_for_update(no_key=True).filter(pk=actual.pk).first()
    if stored is None or not is_seen(version_of(stored)):
        raise ChangedMeanwhileError
    return send_rows(
        kind="actuals", rows=rows, unreadable=unreadable, mode=Mode.ALL_OR_NOTHING, key="", actor=actor, take=take
    )
