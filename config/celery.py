"""The Celery application: wiring only. Tasks live in the apps' ``tasks.py``, on the two bases of agencies.tenancy."""

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import worker_init
from django.conf import settings

from config.observing import task_lines  # noqa: F401 - importing it connects: each task leaves a line and figures
from config.refused_start import sentence_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
if not settings.configured:  # the celery program comes here first: what settings refuse is said in one sentence
    try:
        _ = settings.DEBUG
    except Exception as error:
        if sentence := sentence_of(error):
            sys.exit(sentence)
        raise

app = Celery("timbang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect  # type: ignore[untyped-decorator]
def refuse_unsafe_worker(**_kwargs: Any) -> None:
    """A worker whose login sees past row security takes no task.

    It ends here: Celery would write any other exception of a signal into the log and go on.
    """
    from agencies.tenancy.checks import refuse_unsafe_start  # noqa: PLC0415 - Django is set up by now

    try:
        refuse_unsafe_start(role="worker")
    except Exception as error:  # noqa: BLE001 - whatever it is, it has not been found safe
        sys.exit(sentence_of(error) or repr(error))
