"""Lanes: the messages that carry a run of documents (docs/adr/0009). A lane takes one part after another."""

from functools import partial

from appraisal.services.runs.send_lanes import lanes_for
from appraisal.services.runs.send_lanes import send_lanes as send_lanes_of

__all__ = ["TASK", "lanes_for", "send_lanes"]

TASK = "reports.render_next"

send_lanes = partial(send_lanes_of, task=TASK)
