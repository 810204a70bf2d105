"""Lanes: the messages that carry a run of documents (docs/adr/0009). A lane takes one part after another."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from appraisal.services.runs.send_lanes import LANE_SECONDS, lanes_for

__all__ = ["TASK", "lanes_for", "send_lanes"]

TASK = "reports.render_next"

logger = logging.getLogger("timbang.reports")


def send_lanes(*, region_id: int, run_id: int, lanes: int) -> None:
    """Enqueue so many lanes of a run once the transaction is committed.

    A broker that is away is no error: the run stands in its rows, and is revived when the broker is back.
    """
    transaction.on_commit(lambda: _send(region_id, run_id, lanes))


def _send(region_id: int, run_id: int, lanes: int) -> None:
    facts = {"region_id": region_id, "run_id": run_id}
    try:
        for _lane in range(lanes):
            current_app.send_task(TASK, kwargs=facts, expires=LANE_SECONDS)
    except OperationalError:
        logger.warning("The broker does not answer; the documents of run %s wait for it.", run_id)
