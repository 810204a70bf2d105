"""What frames every page: the region, the person, the role, and the places of that role."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from agencies.capacities import SESSION_KEY, capacities_of, current_capacity
from agencies.display import Display, display_of
from agencies.models import Region
from agencies.places import Place, places_of

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
    """The frame of a page. Without a person it has no region, no places and no roles."""

    region: Region | None
    person: str
    is_signed_in: bool
    places: Sequence[ShownPlace]
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
        places=_shown(list(places_of(capacity)), request.path) if capacity else (),
        role=capacity.label if capacity else "",
        roles=[OfferedRole(one.key, one.label, one == capacity) for one in held] if len(held) > 1 else (),
        display=display_of(request),
    )


def _shown(places: Sequence[tuple[Place, str]], path: str) -> list[ShownPlace]:
    """One is at the place whose address is the longest beginning of the page's own."""
    shown = len(places) if len(places) <= ON_THE_BOTTOM_BAR else ON_THE_BOTTOM_BAR - 1
    here = max((url for _place, url in places if path.startswith(url)), key=len, default="")
    return [
        ShownPlace(str(place.label), url, place.icon, is_here=url == here, is_further=number >= shown)
        for number, (place, url) in enumerate(places)
    ]
