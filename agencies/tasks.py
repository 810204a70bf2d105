"""Background work of the installation as a whole."""

from celery import shared_task
from django.core.management import call_command

from agencies.tenancy.tasks import SystemTask


@shared_task(base=SystemTask, name="agencies.remove_expired_sessions")
def remove_expired_sessions() -> None:
    """Forget the sign-ins that have ended, so that the table of sessions stays small."""
    call_command("clearsessions")
