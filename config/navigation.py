"""What frames every page: the region, the person, the role, and the places of that role."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse

from agencies.capacities import SESSION_KEY, Capacity, capacities_of, current_capacity
from agencies.display import Display, display_of
from agencies.models import Region
from agencies.places import Place, area_of, places_of

if TYPE_CHECKING:
    from agencies.permissions import Actor

ON_THE_BOTTOM_BAR = 4
"""The bottom bar of a phone has room for so many entries; where there are more places, the last one is a menu."""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """An entry of the navigation. On a phone ``is_further`` ones stand in a menu."""

    label: str
    url: str
    icon: str
    is_here: bool
    is_further: bool


@dataclass(frozen=True, slots=True)
class OfferedRole:
    """A role that the person may change to."""

    key: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page. Without a person it has no region, no places and no roles.

    ``sisters`` are the tabs of the area: text, address, and whether it is this page.
    """

    region: Region | None
    person: str
    is_signed_in: bool
    places: Sequence[ShownPlace]
    sisters: Sequence[tuple[str, str, bool]]
    role: str
    roles: Sequence[OfferedRole]
    display: Display

    @property
    def searches(self) -> bool:
        """Whether there is anything to search: people of a region have it, visitors and operators have not."""
        return self.region is not None

    @property
    def further_places(self) -> list[ShownPlace]:
        """Those of the menu."""
        return [place for place in self.places if place.is_further]


def shell_of(request: HttpRequest) -> Shell:
    """The frame for whoever asks; it also stands when a request failed before anybody was known."""
    actor: Actor | None = getattr(request, "actor", None)
    user = getattr(request, "user", None)
    capacity = current_capacity(actor, request.session.get(SESSION_KEY, "")) if actor else None
    held = capacities_of(actor) if actor else ()
    return Shell(
        region=getattr(request, "region", None),
        person=actor.name if actor else getattr(user, "login", ""),
        is_signed_in=bool(user and user.is_authenticated),
        places=_shown(list(places_of(capacity)), request, capacity) if capacity else (),
        sisters=_sisters(request, capacity) if capacity else (),
        role=capacity.label if capacity else "",
        roles=[OfferedRole(one.key, one.label, one == capacity) for one in held] if len(held) > 1 else (),
        display=display_of(request),
    )


def _shown(places: Sequence[tuple[Place, str]], request: HttpRequest, capacity: Capacity) -> list[ShownPlace]:
    """One is at the place whose area, or own address, has the longest beginning of the page's own."""
    shown = len(places) if len(places) <= ON_THE_BOTTOM_BAR else ON_THE_BOTTOM_BAR - 1
    reached = {url: max(map(len, _beginnings(place, url, request, capacity)), default=0) for place, url in places}
    here = max(reached, key=lambda url: reached[url]) if any(reached.values()) else ""
    return [
        ShownPlace(str(place.label), url, place.icon, is_here=url == here, is_further=number >= shown)
        for number, (place, url) in enumerate(places)
    ]


def _beginnings(place: Place, url: str, request: HttpRequest, capacity: Capacity) -> list[str]:
    """The addresses of a place and of its area with which a page's begins; or just that, if an entry leads on to it."""
    area, name = area_of(place.name, capacity), _name_of(request)
    if any(name in sister.also for sister in area):
        return [request.path]
    also = {reverse(place.also)} if place.also else set()
    reached = {url} | {sister.address_for(capacity) for sister in area} | also
    return [address for address in reached if request.path.startswith(address)]


def _name_of(request: HttpRequest) -> str:
    """The name of the page's address; none of a page that failed before it was found."""
    return (request.resolver_match.url_name if request.resolver_match else None) or ""


def _sisters(request: HttpRequest, capacity: Capacity) -> list[tuple[str, str, bool]]:
    """The tabs of the page's area that the role is offered; a single one needs no tab."""
    name = _name_of(request)
    offered = area_of(name, capacity)
    if len(offered) < 2:
        return []
    return [(str(sister.label), sister.address_for(capacity), sister.is_at(name)) for sister in offered]
