"""Forms that move people, as browsers send them."""

import datetime
import re
from collections.abc import Mapping

from django.http import HttpResponse
from django.test import Client

from agencies.models import Employee, Placement
from agencies.permissions import Actor, actor_of
from agencies.services.organisation.careers import load_placements, seen_text
from tests.cast import Cast
from tests.visitors import page

JULY = datetime.date(2026, 7, 1)


def admin_of(cast: Cast) -> Actor:
    """Who looks after the dinas and the units below it."""
    return actor_of(cast.agency_admin)


def shown_of(employee: Employee) -> str:
    """What a form shows of somebody's placements just now."""
    return seen_text(load_placements(employee))


def spans(employee: Employee) -> list[tuple[str, str, str, str]]:
    """Unit, superior, first and last day of every placement, in order of time."""
    return [
        (
            one.agency.code,
            one.supervisor.name if one.supervisor else "",
            str(one.first_day),
            str(one.last_day or ""),
        )
        for one in Placement.objects.filter(employee=employee).order_by("first_day", "pk")
    ]


def sent(client: Client, address: str, said: Mapping[str, str]) -> HttpResponse:
    """The form of a page with its hidden fields, filled in."""
    hidden = re.findall(r'<input type="hidden" name="(penempatan|seen)" value="([^"]*)"', page(client, address))
    return client.post(address, {**dict(hidden), **said})  # type: ignore[return-value]
