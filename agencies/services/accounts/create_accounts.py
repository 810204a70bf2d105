"""Accounts are made: for people under their NIP, for offices and machines under a name. None has a password yet."""

import re
from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee, RoleGrant, User
from agencies.permissions import Actor, may_manage_roles
from agencies.services.accounts.kept_accounts import accounts_of_region
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.subjects import subject_of
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
SHORTEST, LONGEST = 3, 60


def create_account(*, employee: Employee, actor: Actor) -> User:
    """The account of a person; the one there is, where somebody was quicker.

    Raises:
        AccountRefusedError: the NIP is the name of an account that holds a role, and the actor is no region admin.
    """
    made = _create(Employee.objects.filter(pk=employee.pk), actor)
    user = accounts_of_region().filter(pk__in=Employee.objects.filter(pk=employee.pk).values("user_id")).first()
    if user is None:
        raise AccountRefusedError(
            _("NIP ini sudah menjadi nama akun yang memegang peran. Mintalah admin daerah menghubungkannya.")
        )
    if made:
        record_event(action=AuditEvent.Action.ACCOUNT_CREATED, subject=subject_of(user), actor=actor)
    return user


def create_accounts(*, people: QuerySet[Employee], where: str, actor: Actor) -> int:
    """An account for each of some people who has none, and how many that were; asked again, there is nothing left.

    ``where`` says whose they are, for the audit trail. A fixed number of statements, however many people.
    """
    made = _create(people, actor)
    if made:
        details = {"count": len(made)}
        record_event(action=AuditEvent.Action.ACCOUNT_CREATED, subject=where, actor=actor, details=details)
    return len(made)


def create_named_account(*, login: str, actor: Actor) -> User:
    """An account of no employee, under a name: an office, a machine, another admin of the region.

    Raises:
        AccountRefusedError: the actor is no region admin; or the name is malformed or taken.
    """
    if not may_manage_roles(actor):
        raise AccountRefusedError(_("Akun tanpa pegawai dibuat oleh admin daerah."))
    return create_recorded_account(login=login, actor=actor)


def create_recorded_account(*, login: str, actor: Actor | None) -> User:
    """The same without asking who may: for operators, and for commands, which have no actor.

    Raises:
        AccountRefusedError: the name is malformed or taken.
    """
    check_name(login)
    try:
        with transaction.atomic():
            user = User.objects.create(region_id=current_region_id(), login=login, password=make_password(None))
    except IntegrityError as error:
        raise AccountRefusedError(taken(login), "login") from error
    record_event(action=AuditEvent.Action.ACCOUNT_CREATED, subject=login, actor=actor)
    return user


def taken(login: str) -> str:
    """What to say of a name that another account of the region has."""
    return _("Nama %(login)s sudah dipakai akun lain di daerah ini. Pilih nama lain.") % {"login": login}


def check_name(login: str) -> None:
    """Go on only with a name that can be a login without being mistaken for a NIP.

    Raises:
        AccountRefusedError: it cannot.
    """
    if not (SHORTEST <= len(login) <= LONGEST and _NAME.fullmatch(login)):
        msg = _(
            "Tulis nama pengguna 3 sampai 60 huruf kecil dan angka, diawali huruf; boleh ada titik atau tanda hubung "
            "di antaranya, misalnya admin-dinkes."
        )
        raise AccountRefusedError(msg, "login")


def _create(people: QuerySet[Employee], actor: Actor) -> Sequence[str]:
    """The logins of those who have an account now and had none.

    A login may be there already, of an employee who was taken back and comes again: it is joined, unless it holds a
    role and the actor may give none. Two who ask at once wait for each other at the employees' rows.
    """
    waiting = people.filter(user=None, redacted_at=None)
    # Read again once they are held: who waited finds those that another one has served gone.
    held = dict(waiting.order_by("pk").select_for_update(of=("self",)).values_list("pk", "nip"))
    if not held:
        return []
    known = set(accounts_of_region().filter(login__in=held.values()).values_list("login", flat=True))
    User.objects.bulk_create(
        [
            User(region_id=current_region_id(), login=nip, password=make_password(None))
            for nip in held.values()
            if nip not in known
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )
    free = accounts_of_region().exclude(Exists(Employee.objects.filter(user_id=OuterRef("pk"))))
    if not may_manage_roles(actor):
        free = free.exclude(Exists(RoleGrant.objects.filter(user_id=OuterRef("pk"))))
    own = free.filter(login=OuterRef("nip")).values("pk")[:1]
    Employee.objects.filter(pk__in=held, user=None).update(user_id=Subquery(own))
    served = Employee.objects.filter(pk__in=held, user__isnull=False).order_by("nip")
    return list(served.values_list("nip", flat=True))
