"""The Celery application: wiring only. Tasks live in the apps' ``tasks.py``, on the two bases of agencies.tenancy."""

from typing import Any

from celery import Celery
from celery.signals import worker_init

from config.observing import task_lines  # noqa: F401 - importing it connects: each task leaves a line and figures

app = Celery("timbang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect  # type: ignore[untyped-decorator]
def refuse_unsafe_worker(**_kwargs: Any) -> None:
    """A worker whose login sees past row security takes no task."""
    from agencies.tenancy.checks import refuse_unsafe_start  # noqa: PLC0415 - Django is set up by now

    refuse_unsafe_start()
