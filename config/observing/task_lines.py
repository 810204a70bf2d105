"""One line and one measurement for each task, and the id of the request that asked for it."""

import logging
import time
from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun

from config.observing import worker_facts
from config.observing.context import request_id, task_under_way

logger = logging.getLogger("timbang.tasks")

#: The header by which a task carries the id of its request.
CARRIED = "timbang_request_id"

_started: dict[str, float] = {}


@before_task_publish.connect  # type: ignore[untyped-decorator]
def carry_request_id(headers: dict[str, Any] | None = None, **_kwargs: Any) -> None:
    """The task is told which request it follows from."""
    if headers is not None and request_id.get():
        headers[CARRIED] = request_id.get()


@task_prerun.connect  # type: ignore[untyped-decorator]
def begin(task_id: str, task: Any, **_kwargs: Any) -> None:
    """Every line until the task's end names it."""
    _started[task_id] = time.perf_counter()
    task_under_way.set((task.name, task_id))
    request_id.set(getattr(task.request, CARRIED, None) or "")


@task_postrun.connect  # type: ignore[untyped-decorator]
def end(task_id: str, task: Any, kwargs: dict[str, Any] | None = None, state: str | None = None, **_more: Any) -> None:
    """How it went. Neither arguments nor result are told, but for the region's id."""
    seconds = time.perf_counter() - _started.pop(task_id, time.perf_counter())
    region_id = (kwargs or {}).get("region_id")
    facts = {
        "task": task.name,
        "task_id": task_id,
        "region_id": region_id if type(region_id) is int else None,
        "state": state,
        "ms": round(seconds * 1000),
    }
    logger.info("task", extra=facts)
    worker_facts.note_task(name=task.name, state=state or "UNKNOWN", seconds=seconds)
    task_under_way.set(None)
    request_id.set("")
