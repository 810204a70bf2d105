"""The worker prints what was asked for in the browser: once, and with a reason where it cannot."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from appraisal.models import ChunkState
from reports.models import PrintRequest
from reports.services.queue_reports import failure_text

Request = TypeVar("Request", bound=PrintRequest)


def print_once(requests: type[Request], request_id: int, print_it: Callable[[Request], None]) -> None:
    """Print in the task's one transaction; what is printed already is left alone, and a failure is told on the page."""
    request = requests._default_manager.select_for_update(of=("self",)).get(pk=request_id)
    if request.state == ChunkState.DONE:
        return
    try:
        with transaction.atomic():
            print_it(request)
    except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
        request.state, request.error = ChunkState.FAILED, failure_text(error)
    else:
        request.state, request.error = ChunkState.DONE, ""
    request.save()
