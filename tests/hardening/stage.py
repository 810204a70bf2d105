"""Everybody who may knock, by the relation in which they stand to Budi, whom most rows are about."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.test import Client
from django.utils import timezone

from agencies.models import ApiToken, Delegation, DelegationKind, Employee, Placement, Role, User
from agencies.tenancy.scope import region_scope
from tests.api.programs import a_token, with_secret
from tests.cast import Cast, cast_of_bandung, cast_of_kupang
from tests.factories import NEW_YEAR, a_placement, a_role, an_account, an_employee
from tests.visitors import visitor

#: The columns of the matrix, and who stands behind each.
ACTORS: Mapping[str, str] = {
    "anonymous": "nobody is signed in",
    "deactivated": "an account that was switched off while it was signed in",
    "operator": "looks after the installation and belongs to no region",
    "employee": "Budi, whom the row is about or who owns it",
    "colleague": "Citra, in Budi's unit under the same rater, without any role",
    "elsewhere": "Eka, an employee of another agency",
    "rater": "Sari, who leads the unit and appraises Budi and Citra",
    "superior": "Ratna, who appraises Sari and leads the agency",
    "former rater": "Fajar, who appraised Budi in the year before",
    "stand-in": "Gilang of another agency, who stands in for Sari today",
    "agency admin": "admin of Budi's agency and the units below it",
    "other agency admin": "admin of another agency of the region",
    "region admin": "admin of the region",
    "regional head": "the regional head's account",
    "auditor": "the region's auditor",
    "foreign admin": "region admin of another region",
    "token": "a program with every scope, as the region admin; asked at the API alone",
    "narrow token": "a program of the same account with a scope for something else; asked at the API alone",
}
PROGRAMS = frozenset({"token", "narrow token"})
API = "/api/"


@dataclass(frozen=True, slots=True)
class Stage:
    """The cast, and a client for everybody. Each request starts from what the client knew at the beginning."""

    cast: Cast
    former_rater: Employee
    stand_in: Employee
    narrow: ApiToken
    clients: Mapping[str, Client]
    cookies: Mapping[str, SimpleCookie]

    def ask(self, actor: str, method: str, address: str, query: Mapping[str, str]) -> Any:
        """One request as ``actor``; forms are sent empty."""
        client = self.clients[actor]
        client.cookies = SimpleCookie({name: morsel.value for name, morsel in self.cookies[actor].items()})
        return getattr(client, method)(address, query)

    def asked(self, address: str) -> list[str]:
        """Who can knock at an address at all: tokens are for the API."""
        return [actor for actor in ACTORS if actor not in PROGRAMS or address.startswith(API)]


def a_stage() -> Stage:
    """Kupang with everybody in it, and Bandung next to it."""
    cast, bandung = cast_of_kupang(), cast_of_bandung()
    with region_scope(cast.region.pk):
        others = _others(cast)
        _token, secret = a_token(cast.region_admin)
        narrow, narrow_secret = a_token(cast.region_admin)
    people: dict[str, Employee | User] = {
        "employee": cast.budi,
        "colleague": cast.citra,
        "rater": cast.sari,
        "superior": cast.ratna,
        "agency admin": cast.agency_admin,
        "region admin": cast.region_admin,
        "regional head": cast.regional_head,
        "auditor": cast.auditor,
        "foreign admin": bandung.region_admin,
        "operator": User.objects.create(region=None, login="uji-operator-matriks", password="!"),
        **others,
    }
    clients = {name: visitor(person) for name, person in people.items()}
    User.objects.filter(login="uji-dinonaktifkan").update(is_active=False)
    clients |= {
        "anonymous": Client(),
        "token": with_secret(secret.shown),
        "narrow token": with_secret(narrow_secret.shown),
    }
    cookies = {name: client.cookies for name, client in clients.items()}
    former_rater, stand_in = others["former rater"], others["stand-in"]
    assert isinstance(former_rater, Employee)
    assert isinstance(stand_in, Employee)
    return Stage(cast, former_rater, stand_in, narrow, clients, cookies)


def _others(cast: Cast) -> dict[str, Employee | User]:
    """Those whom the cast does not have."""
    eka, fajar, gilang = (an_employee(name) for name in ("Eka Putri", "Fajar Hidayat", "Gilang Pratama"))
    for person in (eka, fajar, gilang):
        a_placement(person, cast.kecamatan, cast.dewi)
    elsewhere_admin = an_account("uji-admin-kecamatan")
    a_role(elsewhere_admin, Role.AGENCY_ADMIN, cast.kecamatan)
    deactivated = an_account("uji-dinonaktifkan")
    a_role(deactivated, Role.REGION_ADMIN)
    return {
        "elsewhere": eka,
        "former rater": fajar,
        "stand-in": gilang,
        "other agency admin": elsewhere_admin,
        "deactivated": deactivated,
    }


def set_up_relations(stage: Stage, *, with_stand_in: bool) -> None:
    """Fajar appraised Budi last year, and from yesterday on Gilang does Sari's acts.

    After the row of the address, which may have taken either place for somebody else.
    """
    cast, today = stage.cast, timezone.localdate()
    if not Placement.objects.filter(employee=cast.budi, first_day__lt=NEW_YEAR).exists():
        former = datetime.date(NEW_YEAR.year - 1, 1, 1)
        last_day = NEW_YEAR - datetime.timedelta(days=1)
        a_placement(cast.budi, cast.puskesmas, stage.former_rater, first_day=former, last_day=last_day)
    if with_stand_in and not Delegation.objects.filter(rater=cast.sari).exists():
        Delegation.objects.create(
            rater=cast.sari,
            delegate=stage.stand_in,
            kind=DelegationKind.DAILY_ACTING,
            first_day=today - datetime.timedelta(days=1),
            last_day=today + datetime.timedelta(days=5),
            reason="Cuti tahunan",
            decided_by=cast.sari.user,
        )
