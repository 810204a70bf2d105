"""Ask for changed inputs to be worked through, once what changed them is committed."""

import time

from celery import current_app
from django.db import transaction

from agencies.tenancy.scope import current_region_id

TASK = "appraisal.refresh_stale"

SECONDS_AWAY = 30
"""So long nothing is sent after the broker was found away; the tick asks meanwhile."""


def ask_refresh(*, in_seconds: int = 0) -> None:
    """Send the task when the transaction ends, at most once; nothing where it is rolled back. No statement.

    Whoever saves never waits for it nor fails by it: without a broker the error is logged, and the tick of the next
    minute finds the rows that triggers have left (:class:`appraisal.models.StaleInput`).
    """
    asking = _Asking(current_region_id(), in_seconds)
    if not any(isinstance(hook[1], _Asking) for hook in transaction.get_connection().run_on_commit):
        transaction.on_commit(asking, robust=True)


class _Asking:
    """A hook that is known again among all that wait for the commit."""

    def __init__(self, region_id: int, in_seconds: int) -> None:
        self.__qualname__ = ask_refresh.__qualname__  # Django names it where it fails
        self._arguments = {"region_id": region_id}
        self._in_seconds = in_seconds

    def __call__(self) -> None:
        """Send the task, unless the broker was away a moment ago: to find out takes seconds, and somebody waits."""
        if _broker.is_away:
            return
        try:
            current_app.send_task(TASK, kwargs=self._arguments, countdown=self._in_seconds or None, retry=False)
        except Exception:
            _broker.has_gone()
            raise


class _Broker:
    """What this process knows of the broker."""

    def __init__(self) -> None:
        self._away_until = 0.0

    @property
    def is_away(self) -> bool:
        """Whether it was found away within the last seconds."""
        return time.monotonic() < self._away_until

    def has_gone(self) -> None:
        """It is away."""
        self._away_until = time.monotonic() + SECONDS_AWAY


_broker = _Broker()
