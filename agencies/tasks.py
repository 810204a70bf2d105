"""Background work of the installation as a whole."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from agencies.services import forget_sent_requests
from agencies.services.personal_data.forget_traces import forget_traces
from agencies.services.sign_in.devices import forget_ended_devices
from agencies.tenancy.tasks import SystemTask


@shared_task(base=SystemTask, name="agencies.remove_expired_sessions")
def remove_expired_sessions() -> None:
    """Forget the sign-ins that have ended, and on which devices they were, so that the tables stay small."""
    call_command("clearsessions")
    forget_ended_devices()


@shared_task(base=SystemTask, name=forget_sent_requests.TASK, ignore_result=True)
def forget_requests() -> None:
    """Beat fires this each hour: keys of what programs sent a week ago go, and of what browsers sent a month ago."""
    now = timezone.now()
    forget_sent_requests.forget_sent_requests(now=now)
    forget_traces(now=now)
