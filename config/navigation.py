"""What frames every page: the region, the person, and the places that this person may go to."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Region
from agencies.permissions import Actor
from appraisal.permissions import may_list_evaluations


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page. Without a person it has no region and no places."""

    region: Region | None
    person: str
    is_signed_in: bool
    places: tuple[Place, ...]


def shell_of(request: HttpRequest) -> Shell:
    """The frame for whoever asks; it also stands when a request failed before anybody was known."""
    actor: Actor | None = getattr(request, "actor", None)
    user = getattr(request, "user", None)
    return Shell(
        region=getattr(request, "region", None),
        person=actor.name if actor else getattr(user, "login", ""),
        is_signed_in=bool(user and user.is_authenticated),
        places=tuple(_places_of(actor, request.path)) if actor else (),
    )


def _places_of(actor: Actor, path: str) -> list[Place]:
    entries = []
    if actor.employee_id is not None:
        entries.append((_("Kinerja saya"), reverse("my-performance")))
    if may_list_evaluations(actor):
        entries.append((_("Evaluasi"), reverse("evaluations")))
    return [Place(label, url, is_here=path.startswith(url)) for label, url in entries]
