"""An account is switched off, and on again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AccountLink, AuditEvent, Role, RoleGrant, User
from agencies.permissions import Actor, may_manage_roles
from agencies.services.accounts.end_sessions import end_sessions
from agencies.services.accounts.kept_accounts import has_another_admin
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.subjects import subject_of
from agencies.services.record_event import record_event


def switch_account(*, user: User, is_active: bool, actor: Actor) -> None:
    """Let an account in or keep it out. Switched off, its sessions and links end and its tokens open nothing.

    Roles stay, and are in force again when it is switched on. Inside a transaction; as it is already, it stays.

    Raises:
        AccountRefusedError: the actor is no region admin, it is the own account, or the region would be left without an
            admin who can come in.
    """
    if not may_manage_roles(actor):
        raise AccountRefusedError(_("Akun diaktifkan dan dinonaktifkan oleh admin daerah."))
    if user.pk == actor.user_id:
        raise AccountRefusedError(_("Akun sendiri tidak dapat dinonaktifkan. Mintalah admin daerah lain."))
    holds = RoleGrant.objects.filter(user_id=user.pk, role=Role.REGION_ADMIN)
    if not is_active and holds.exists() and not has_another_admin(user.pk):
        msg = _("Akun ini satu-satunya admin daerah yang dapat masuk, sehingga tidak dapat dinonaktifkan.")
        raise AccountRefusedError(msg)
    if not User.objects.filter(pk=user.pk, is_active=not is_active).update(is_active=is_active):
        return
    ended = 0
    if not is_active:
        ended = end_sessions(user=user)
        AccountLink.objects.filter(user_id=user.pk, used_at=None, ended_at=None).update(ended_at=timezone.now())
    record_event(
        action=AuditEvent.Action.ACCOUNT_SWITCHED,
        subject=subject_of(user),
        actor=actor,
        details={"active": is_active, "sessions": ended},
    )
