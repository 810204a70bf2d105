"""An operator who has left comes in no more."""

from django.db import transaction

from agencies.models import AuditEvent, User
from agencies.services.accounts.end_sessions import end_sessions
from agencies.services.operators.find_operator import OperatorRefusedError, find_operator
from agencies.services.record_account_event import record_account_event
from agencies.tenancy.scope import OPERATORS, region_scope


def close_operator(*, login: str) -> int:
    """Switch the account off and end its sessions; recorded for the installation.

    The account stays, so that what it did keeps its name. The last one may go too: commands do whatever operators do.

    Returns:
        How many sessions were ended.

    Raises:
        OperatorRefusedError: there is no such operator, or it is closed already.
    """
    operator = find_operator(login)
    with region_scope(OPERATORS), transaction.atomic():
        if not User.objects.filter(pk=operator.pk, is_active=True).update(is_active=False):
            msg = f"Akun operator {login} sudah ditutup; tidak ada yang diubah."
            raise OperatorRefusedError(msg)
        ended = end_sessions(user=operator)
        record_account_event(action=AuditEvent.Action.ACCOUNT_SWITCHED, subject=login, actor=None)
    return ended
