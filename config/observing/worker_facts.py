"""What the worker leaves in the broker's memory for the metrics: it listens on no port of its own."""

import logging
import time
from functools import cache

import redis
from django.conf import settings

logger = logging.getLogger("timbang.tasks")

COUNTS = "timbang:tasks:counts"
SECONDS = "timbang:tasks:seconds"
LAST = "timbang:tasks:last"
QUEUE = "celery"


@cache
def broker() -> "redis.Redis":
    """One pool of connections a process; a broker that is away costs two seconds and no task."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2, decode_responses=True)


def note_task(*, name: str, state: str, seconds: float) -> None:
    """Count a finished task. The figures are lost with the broker's memory, as counters may be."""
    try:
        with broker().pipeline(transaction=False) as steps:
            steps.hincrby(COUNTS, f"{name}|{state}", 1)
            steps.hincrbyfloat(SECONDS, name, seconds)
            steps.set(LAST, int(time.time()))
            steps.execute()
    except redis.RedisError as error:
        logger.warning("The broker takes no figures: %s", error)
