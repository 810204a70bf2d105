"""Links for a whole unit on one sheet of paper, to be handed over person by person."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AccountLink, Agency, AuditEvent, Employee, Placement, RoleGrant, User
from agencies.permissions import Actor, may_manage_roles
from agencies.services.accounts.give_link import GivenLink, make_links
from agencies.services.accounts.kept_accounts import WITHOUT_PASSWORD, kept_accounts, without_raters
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.record_event import record_event

MOST = 200
"""Rows of a sheet: what one person can hand over in the time that links are valid."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A strip of the sheet."""

    name: str
    nip: str
    given: GivenLink


def waiting_accounts(*, actor: Actor, agency_ids: Collection[int], again: bool) -> QuerySet[User]:
    """Whom a sheet of some units would serve: active people without password and role, and without an open link unless
    they are asked for ``again``. Of an agency admin, none who appraises others.
    """
    day = timezone.localdate()
    seated = Placement.objects.during(day, day).filter(agency_id__in=agency_ids, employee__user_id=OuterRef("pk"))
    rows = kept_accounts(actor, day).filter(WITHOUT_PASSWORD, Exists(seated), is_active=True)
    # Whoever holds a role gets the link by itself, also from the region admin: a sheet lies about on desks.
    rows = rows.exclude(Exists(RoleGrant.objects.filter(user_id=OuterRef("pk")))).exclude(pk=actor.user_id)
    if not may_manage_roles(actor):
        rows = without_raters(rows, day)
    if not again:
        open_links = AccountLink.objects.filter(
            user_id=OuterRef("pk"), used_at=None, ended_at=None, expires_at__gt=timezone.now()
        )
        rows = rows.exclude(Exists(open_links))
    return rows


def give_sheet(*, agency: Agency, agency_ids: Collection[int], again: bool, actor: Actor) -> list[SheetRow]:
    """Links for those of a unit who wait, by name, at most :data:`MOST`; the links before them end. One event.

    Raises:
        AccountRefusedError: nobody waits.
    """
    waiting = list(waiting_accounts(actor=actor, agency_ids=agency_ids, again=again).values_list("pk", flat=True))
    people = Employee.objects.filter(user_id__in=waiting).select_related("user")
    chosen = list(people.order_by("name__sort_key", "nip")[:MOST])
    if not chosen:
        raise AccountRefusedError(_nobody_waits(actor), "opd")
    given = make_links(users=[one.user for one in chosen if one.user is not None], by=actor.name)
    record_event(
        action=AuditEvent.Action.ACCOUNT_LINK_GIVEN,
        subject=f"{agency.name} ({agency.code})",
        actor=actor,
        details={"count": len(given), "expires": _latest(given).isoformat()},
    )
    return [SheetRow(one.name, one.nip, link) for one, link in zip(chosen, given, strict=True)]


def _nobody_waits(actor: Actor) -> str:
    """Who is left out is named: the list of accounts may well show some without a password."""
    if may_manage_roles(actor):
        return _(
            "Tidak ada akun di unit ini yang menunggu tautan, selain yang tautannya masih berlaku atau memegang peran."
        )
    return _(
        "Tidak ada akun di unit ini yang menunggu tautan, selain yang tautannya masih berlaku, memegang peran, atau "
        "menilai orang lain."
    )


def _latest(given: list[GivenLink]) -> datetime.datetime:
    return max(link.expires_at for link in given)
