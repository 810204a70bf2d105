"""A secret for a program that acts as oneself: a rater's spreadsheet, an employee's own script."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from agencies.models import ApiScope, ApiToken, Role, User
from agencies.permissions import Actor, may_read_audit
from agencies.services.own_password import OwnPasswordError, check_own_password
from agencies.services.tokens.find_token import Secret
from agencies.services.tokens.issue_token import TokenRefusedError, issue_token

LONGEST_DAYS = 90
"""Nobody looks after a person's token when the person moves on, so it ends sooner than one of the region."""

_FOR_EVERYBODY = (
    ApiScope.ORGANISATION_READ,
    ApiScope.INDICATORS_READ,
    ApiScope.PLANS_READ,
    ApiScope.ACTUALS_READ,
    ApiScope.RATINGS_READ,
    ApiScope.ATTENDANCE_READ,
    ApiScope.EVALUATIONS_READ,
    ApiScope.DOCUMENTS_READ,
)


def scopes_for(actor: Actor) -> tuple[ApiScope, ...]:
    """What a token of the own account can be used for: a scope that the account could never use is not offered."""
    brings_inputs = Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)
    others = {
        ApiScope.ACTUALS_WRITE: brings_inputs or actor.employee_id is not None,
        ApiScope.RATINGS_WRITE: actor.has_staff or Role.REGIONAL_HEAD in actor.roles,
        ApiScope.ATTENDANCE_WRITE: brings_inputs,
        ApiScope.AUDIT_READ: may_read_audit(actor),
    }
    return tuple(scope for scope in ApiScope if scope in _FOR_EVERYBODY or others.get(scope, False))


def issue_own_token(
    *, name: str, scopes: Sequence[ApiScope], days: int, password: str, actor: Actor
) -> tuple[ApiToken, Secret]:
    """A token under which a program acts as the actor; its secret is in the answer and nowhere else.

    The password is asked: whoever finds a session open takes no way in along that outlives it.

    Raises:
        TokenRefusedError: no scope, one that the account cannot use, or longer than ``LONGEST_DAYS``; or the password
            is another one, or was wrong too often.
    """
    if days > LONGEST_DAYS:
        values = {"days": days, "most": LONGEST_DAYS}
        msg = _("Masa berlaku %(days)s hari tidak dapat dipakai. Isi 1 sampai %(most)s hari.") % values
        raise TokenRefusedError(msg, "days")
    if not set(scopes) <= set(scopes_for(actor)):
        raise TokenRefusedError(_("Lingkup itu tidak dapat dipakai akun Anda. Pilih dari daftar."), "scopes")
    user = User.objects.get(pk=actor.user_id)
    try:
        check_own_password(user, password)
    except OwnPasswordError as refused:
        raise TokenRefusedError(str(refused), "password") from None
    return issue_token(user=user, name=name, scopes=scopes, days=days, actor=actor)
