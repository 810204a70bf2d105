"""The first admin of a region, whom the operator lets in. From then on its admins are the region's own affair."""

from django.utils.translation import gettext as _

from agencies.models import AuditEvent, InstallationEvent, Region, Role, RoleGrant, User
from agencies.permissions import Actor
from agencies.services.accounts.create_accounts import create_recorded_account, taken
from agencies.services.accounts.give_link import GivenLink, give_recorded_link
from agencies.services.accounts.kept_accounts import WITHOUT_PASSWORD, accounts_of_region, has_another_admin
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.subjects import role_in_words, subject_of
from agencies.services.record_event import record_event
from agencies.tenancy.scope import region_scope

NOBODY = 0
"""No account has this number: every admin of the region is another one."""


def operator_as_actor(operator: User) -> Actor:
    """An operator as the audit trail of a region names one. It may nothing there: services for operators take it."""
    return Actor(
        user_id=operator.pk,
        key=operator.key,
        name=f"operator {operator.login}",
        employee_id=None,
        roles=frozenset(),
        admin_agency_ids=frozenset(),
        administered=(),
        has_staff=False,
    )


def give_first_admin(*, region: Region, login: str, operator: User | None) -> GivenLink:
    """An account with the role of region admin and a link to its first password; outside any region's scope.

    Without operator it is a command on the server: whoever runs one holds the database, so it is not refused where the
    region has an admin, and is the way back in when all of them are gone. Both are recorded in the region's trail.

    Raises:
        AccountRefusedError: the region has an admin who can come in; or the login is malformed, or that of another
            account.
    """
    actor = operator_as_actor(operator) if operator else None
    with region_scope(region.pk, actor=str(operator.key) if operator else ""):
        if operator is not None and has_another_admin(NOBODY):
            msg = _(
                "%(region)s sudah punya admin daerah yang dapat masuk. Admin berikutnya diberi peran olehnya, bukan "
                "oleh operator."
            )
            raise AccountRefusedError(msg % {"region": region.name})
        user = _account(login, actor, by_command=operator is None)
        grant, is_new = RoleGrant.objects.get_or_create(user=user, role=Role.REGION_ADMIN, agency=None)
        if is_new:
            record_event(
                action=AuditEvent.Action.ROLE_GRANTED,
                subject=f"{subject_of(user)}, {role_in_words(grant)}",
                actor=actor,
                details={"role": grant.role, "agency": ""},
            )
        given = give_recorded_link(user=user, actor=actor)
    by = f"operator {operator.login}" if operator else "perintah create_admin"
    InstallationEvent.objects.create(action="first_admin_given", reason=f"{by}: {region.code}")
    return given


def _account(login: str, actor: Actor | None, *, by_command: bool) -> User:
    """A new account, or an admin of the region who waits for a password; a command also takes one who has lost it.

    Never another account: by its link an operator could read as a person of the region.
    """
    user = accounts_of_region().filter(login=login).first()
    if user is None:
        return create_recorded_account(login=login, actor=actor)
    is_admin = RoleGrant.objects.filter(user_id=user.pk, role=Role.REGION_ADMIN).exists()
    waits = accounts_of_region().filter(WITHOUT_PASSWORD, pk=user.pk, is_active=True).exists()
    if not is_admin or not (waits or by_command):
        raise AccountRefusedError(taken(login), "login")
    return user
