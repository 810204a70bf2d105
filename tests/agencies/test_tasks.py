"""Background work of the installation."""

import datetime

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from agencies.tasks import remove_expired_sessions
from config.celery import app


@pytest.mark.django_db
def test_ended_sign_ins_are_forgotten_and_current_ones_kept() -> None:
    now = timezone.now()
    for key, hours in (("ended", -1), ("current", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + datetime.timedelta(hours=hours))
    remove_expired_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["current"]


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
