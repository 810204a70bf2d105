"""An operator who has forgotten the password, or whose account was closed, is let in with a new one."""

from django.db import transaction

from agencies.models import AuditEvent
from agencies.services.accounts.end_sessions import end_sessions
from agencies.services.operators.check_password import check_password
from agencies.services.operators.find_operator import find_operator
from agencies.services.record_account_event import record_account_event
from agencies.services.sign_in.tries import Tried, forget_tries
from agencies.tenancy.scope import OPERATORS, region_scope


def set_operator_password(*, login: str, password: str) -> None:
    """Replace it, open the account where it was closed, and end its sessions; recorded for the installation.

    Two-step verification stays as it is.

    Raises:
        OperatorRefusedError: there is no such operator, or the password is too easy to guess.
    """
    operator = find_operator(login)
    check_password(operator, password)
    operator.set_password(password)
    operator.is_active = True
    with region_scope(OPERATORS), transaction.atomic():
        operator.save(update_fields=["password", "is_active"])
        end_sessions(user=operator)
        record_account_event(action=AuditEvent.Action.PASSWORD_CHANGED, subject=login, actor=None)
    forget_tries(operator, Tried.PASSWORD)
