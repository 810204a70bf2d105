"""Background work of the installation as a whole."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from agencies.services import forget_sent_requests
from agencies.tenancy.tasks import SystemTask


@shared_task(base=SystemTask, name="agencies.remove_expired_sessions")
def remove_expired_sessions() -> None:
    """Forget the sign-ins that have ended, so that the table of sessions stays small."""
    call_command("clearsessions")


@shared_task(base=SystemTask, name=forget_sent_requests.TASK, ignore_result=True)
def forget_requests() -> None:
    """Beat fires this each hour: keys of requests that programs sent more than seven days ago go."""
    forget_sent_requests.forget_sent_requests(now=timezone.now())
