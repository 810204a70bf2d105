"""An account loses a role; it is gone from its next request on."""

from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Role, RoleGrant
from agencies.permissions import Actor, may_manage_roles
from agencies.services.accounts.kept_accounts import has_another_admin
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.subjects import role_in_words, subject_of
from agencies.services.record_event import record_event


def take_role(*, grant: RoleGrant, actor: Actor) -> None:
    """Take a role back. Inside a transaction; of two at once the second finds nothing to take.

    Raises:
        AccountRefusedError: the actor is no region admin, or the region would be left without one who can come in.
    """
    if not may_manage_roles(actor):
        raise AccountRefusedError(_("Peran dicabut oleh admin daerah."))
    if grant.role == Role.REGION_ADMIN and not has_another_admin(grant.user_id):
        msg = _(
            "Akun ini satu-satunya admin daerah yang dapat masuk. Beri dahulu peran itu kepada akun lain yang sudah "
            "membuat kata sandinya."
        )
        raise AccountRefusedError(msg)
    user, named = grant.user, role_in_words(grant)
    details = {"role": grant.role, "agency": grant.agency.code if grant.agency else ""}
    if RoleGrant.objects.filter(pk=grant.pk).delete()[0]:
        record_event(
            action=AuditEvent.Action.ROLE_TAKEN,
            subject=f"{subject_of(user)}, {named}",
            actor=actor,
            details=details,
        )
