"""How gunicorn serves the product: ``gunicorn --config python:config.gunicorn config.wsgi``."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from config.settings import env

bind = os.environ.get("BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = env.number("WEB_WORKERS", 2)
threads = env.number("WEB_THREADS", 4)
# The product is loaded once, before the fork: a new worker answers at once and shares most of its memory.
preload_app = True
# A worker that leaks is replaced before it matters; not all of them at once.
max_requests = env.number("WEB_MAX_REQUESTS", 10_000)
max_requests_jitter = max_requests // 2
timeout = 60
graceful_timeout = 30
control_socket_disable = True  # orders come as signals; its socket would lie in a folder that containers share
# The sign of life of each worker is a file: in memory, since a full or slow disk must not kill workers.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - gunicorn makes its own name

# Each worker counts into this folder, and whoever is asked for metrics adds them up. It is new with every start.
_own_metrics = "PROMETHEUS_MULTIPROC_DIR" not in os.environ
if _own_metrics:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="timbang-metrics-")

# gunicorn's own lines look like all others; requests are told by the product itself (config/observing).
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.observing.lines.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}


def child_exit(_server: Any, worker: Any) -> None:
    """The figures of a worker that ended stay counted; its files of momentary values go."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - only after the folder has been named

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave no folder behind."""
    if _own_metrics:
        shutil.rmtree(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]), ignore_errors=True)
