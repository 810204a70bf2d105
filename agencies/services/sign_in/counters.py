"""Counters in the cache. When it is away they count nothing: nobody is kept from the work for want of a counter."""

import logging
from typing import Any

from django.core.cache import cache
from redis import RedisError

logger = logging.getLogger("timbang.sign_in")

AWAY = (RedisError, OSError)


def count(key: str, *, seconds: int) -> int:
    """One more under this key, and how many there are; all are forgotten ``seconds`` after the first. 0: uncounted."""
    try:
        cache.add(key, 0, seconds)
        return cache.incr(key)
    except ValueError:  # forgotten between the two lines
        return 1
    except AWAY as error:
        _tell(error)
        return 0


def take_back(key: str) -> None:
    """One fewer."""
    try:
        cache.decr(key)
    except ValueError:
        return
    except AWAY as error:
        _tell(error)


def read(key: str) -> Any:
    """What was put there, or nothing."""
    try:
        return cache.get(key)
    except AWAY as error:
        _tell(error)
        return None


def put_once(key: str, value: object, *, seconds: int) -> bool:
    """Put something where nothing was; whether it was this call that did."""
    try:
        return cache.add(key, value, seconds)
    except AWAY as error:
        _tell(error)
        return True


def forget(*keys: str) -> None:
    """What was put or counted there is gone."""
    try:
        cache.delete_many(keys)
    except AWAY as error:
        _tell(error)


def _tell(error: Exception) -> None:
    logger.warning("the counters of sign-in are away, attempts go uncounted: %s", type(error).__name__)
