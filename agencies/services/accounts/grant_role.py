"""An account gets a role; it works from its next request on."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AccountLink, Agency, AuditEvent, Role, RoleGrant, User
from agencies.permissions import Actor, may_manage_roles
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.subjects import role_in_words, subject_of
from agencies.services.record_event import record_event

STANDS_ALONE = frozenset({Role.REGIONAL_HEAD, Role.AUDITOR})
"""Who judges or examines the work of the admins is none of them: these roles share an account with no other one."""


def grant_role(*, user: User, role: Role, agency: Agency | None, actor: Actor) -> RoleGrant:
    """Give an account a role, an agency admin for one unit and those below it. One that it holds already stays.

    Open links to its password end: an agency admin may have given one, and must not come by a role that way.

    Raises:
        AccountRefusedError: the actor is no region admin, or it is the own account; the account is switched off; the
            unit is missing; or the account holds a role that this one does not go with.
    """
    if not may_manage_roles(actor):
        raise AccountRefusedError(_("Peran diberikan oleh admin daerah."))
    if user.pk == actor.user_id:
        raise AccountRefusedError(_("Anda tidak dapat memberi peran kepada akun sendiri. Mintalah admin daerah lain."))
    if role is Role.AGENCY_ADMIN and agency is None:
        raise AccountRefusedError(_("Pilih unit yang dikelola admin perangkat daerah ini."), "agency")
    # Two grants at the same moment must not make a pair that either of them alone would be refused.
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not user.is_active:
        raise AccountRefusedError(_("Akun ini nonaktif. Aktifkan dahulu sebelum memberinya peran."))
    _refuse_pair(user, role)
    grant, is_new = RoleGrant.objects.get_or_create(
        user=user, role=role, agency=agency if role is Role.AGENCY_ADMIN else None
    )
    if is_new:
        AccountLink.objects.filter(user_id=user.pk, used_at=None, ended_at=None).update(ended_at=timezone.now())
        details = {"role": role.value, "agency": agency.code if grant.agency and agency else ""}
        record_event(
            action=AuditEvent.Action.ROLE_GRANTED,
            subject=f"{subject_of(user)}, {role_in_words(grant)}",
            actor=actor,
            details=details,
        )
    return grant


def _refuse_pair(user: User, role: Role) -> None:
    held = {Role(one) for one in RoleGrant.objects.filter(user=user).values_list("role", flat=True)} - {role}
    if held and (role in STANDS_ALONE or not held.isdisjoint(STANDS_ALONE)):
        msg = _(
            "Kepala daerah dan inspektorat tidak merangkap peran lain, supaya yang memeriksa bukan yang diperiksa. "
            "Cabut dahulu peran yang ada, atau pakai akun lain."
        )
        raise AccountRefusedError(msg, "role")
