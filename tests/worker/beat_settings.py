"""The settings of the tests with a beat that does not make them wait: a tick each second."""

from datetime import timedelta

from config.settings.test import *  # noqa: F403
from config.settings.test import CELERY_BEAT_SCHEDULE

CELERY_BEAT_SCHEDULE = {"tick": {**CELERY_BEAT_SCHEDULE["tick"], "schedule": timedelta(seconds=1)}}
