"""Lanes: the messages that carry a run. A run is rows; a lane takes one chunk after another until none is left."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

TASK = "appraisal.evaluate_next"

#: A lane that waited so long in the queue is let go of by the worker: the run has been given new ones by then. Without
#: this a night without workers would pile up the lanes of every revival, in front of everybody else's tasks. Long
#: enough for hosts whose clocks do not quite agree: a lane that has expired when it arrives is never worked on.
LANE_SECONDS = 600

#: Lanes beyond the processes that answer: a worker that joins in mid-run finds one waiting.
SPARE = 2
FEWEST = 2
ASK_SECONDS = 0.5

logger = logging.getLogger(__name__)


def send_lanes(*, region_id: int, run_id: int, lanes: int, task: str = TASK) -> None:
    """Enqueue so many lanes of a run once the transaction is committed; ``task`` takes its steps.

    A broker that is away is no error: the run stands in its rows, and is revived when the broker is back.
    """
    transaction.on_commit(lambda: _send(task, region_id, run_id, lanes))


def lanes_for(chunks: int) -> int:
    """How many lanes a run of so many chunks is given: a few more than processes answer, two at least."""
    if chunks <= FEWEST:  # nobody need be asked, which takes half a second
        return max(1, chunks)
    return min(chunks, max(FEWEST, _processes() + SPARE))


def _send(task: str, region_id: int, run_id: int, lanes: int) -> None:
    facts = {"region_id": region_id, "run_id": run_id}
    try:
        for _lane in range(lanes):
            current_app.send_task(task, kwargs=facts, expires=LANE_SECONDS)
    except OperationalError:
        logger.warning("The broker does not answer; run %s of %s waits for it.", run_id, task)


def _processes() -> int:
    """The processes of all workers that answer within half a second; none where the broker does not."""
    try:
        answers = current_app.control.inspect(timeout=ASK_SECONDS).stats() or {}
    except OperationalError:
        return 0
    return sum(told.get("pool", {}).get("max-concurrency", 1) for told in answers.values())
