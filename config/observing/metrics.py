"""Figures for Prometheus: requests of this web server, and what is cheap to know of queue, runs and workers.

Under gunicorn each worker process counts for itself into ``PROMETHEUS_MULTIPROC_DIR`` and whichever is asked adds them
up. No figure names a region or a person: who may read them is whoever watches machines.
"""

import os
from collections.abc import Iterator
from contextlib import suppress

import redis
from django.core.cache import cache
from django.db import DatabaseError
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.models import ACTIVE_RUNS, EvaluationRun
from config.observing import worker_facts
from reports.models import ACTIVE_REPORTS, ReportRun

REQUESTS = Counter("timbang_requests", "Requests answered.", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "timbang_request_seconds", "Seconds until the answer.", ["route"], buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
)
SECONDS_OF_AN_ANSWER = 30  # how long the number of active runs is not asked for again
_ACTIVE_KEY = "metrics:active-runs"


def count_request(*, method: str, route: str, status: int, seconds: float) -> None:
    """One request more."""
    REQUESTS.labels(method, route, str(status)).inc()
    REQUEST_SECONDS.labels(route).observe(seconds)


def page() -> bytes:
    """Everything, in Prometheus' text format. What cannot be had now is left out, and ``timbang_up`` says so."""
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    shared = CollectorRegistry()
    shared.register(_Shared())
    return generate_latest(registry) + generate_latest(shared)


class _Shared(Collector):
    """What does not belong to one process; asked anew each time."""

    def collect(self) -> Iterator[Metric]:
        """The families that could be had."""
        up = GaugeMetricFamily("timbang_up", "Whether the part answers (1) or not (0).", labels=["part"])
        for part, ask, errors in (("broker", _of_the_broker, redis.RedisError), ("database", _of_runs, DatabaseError)):
            try:
                found = list(ask())
            except errors:
                up.add_metric([part], 0)
            else:
                up.add_metric([part], 1)
                yield from found
        yield up


def _of_the_broker() -> Iterator[Metric]:
    with worker_facts.broker().pipeline(transaction=False) as steps:
        steps.llen(worker_facts.QUEUE)
        steps.hgetall(worker_facts.COUNTS)
        steps.hgetall(worker_facts.SECONDS)
        steps.get(worker_facts.LAST)
        waiting, counts, seconds, last = steps.execute()
    yield GaugeMetricFamily("timbang_queue_length", "Tasks that no worker has taken yet.", value=waiting)
    tasks = CounterMetricFamily("timbang_tasks", "Tasks finished by the workers.", labels=["task", "state"])
    for name, count in sorted(counts.items()):
        tasks.add_metric(name.split("|", 1), float(count))
    yield tasks
    spent = CounterMetricFamily("timbang_task_seconds", "Seconds spent in tasks.", labels=["task"])
    for name, total in sorted(seconds.items()):
        spent.add_metric([name], float(total))
    yield spent
    if last:
        said = "When a worker last finished a task; the clock gives it one each minute."
        yield GaugeMetricFamily("timbang_last_task_timestamp_seconds", said, value=float(last))


def _of_runs() -> Iterator[Metric]:
    found: dict[str, int] | None = None
    with suppress(redis.RedisError):  # the cache lives in the broker: without it the rows are asked each time
        found = cache.get(_ACTIVE_KEY)
    if found is None:
        found = _active_runs()
        with suppress(redis.RedisError):
            cache.set(_ACTIVE_KEY, found, SECONDS_OF_AN_ANSWER)
    runs = GaugeMetricFamily("timbang_active_runs", "Runs under way in all regions.", labels=["kind"])
    for kind, count in found.items():
        runs.add_metric([kind], count)
    yield runs


def _active_runs() -> dict[str, int]:
    """Region by region, as every reader must; two short statements each."""
    found = {"evaluation": 0, "documents": 0}
    for region_id in list(Region.objects.values_list("pk", flat=True)):
        with region_scope(region_id):
            found["evaluation"] += EvaluationRun.objects.filter(state__in=ACTIVE_RUNS).count()
            found["documents"] += ReportRun.objects.filter(state__in=ACTIVE_REPORTS).count()
    return found
