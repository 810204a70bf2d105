"""In which post somebody stands on an official form: people may hold one of their own and act in another."""

from collections.abc import Sequence

from agencies.models import Agency, Employee, Placement
from agencies.querysets import PlacementQuerySet
from appraisal.documents.scorecard import position_with_kind
from appraisal.scoring.types import PlacementKind
from reports.documents.plan_form import FormPerson


def in_order_of_rank(places: PlacementQuerySet) -> PlacementQuerySet:
    """The definitive places first, then the later ones, each with its unit."""
    ordered: PlacementQuerySet = places.select_related("agency").order_by("kind", "-first_day", "id")
    return ordered


def place_above(places: Sequence[Placement], unit: Agency) -> Placement | None:
    """The place from which somebody leads people of a unit: in that unit, in the one above it, else the first. So who
    acts as head (Plt.) is named as that one. ``places`` are those of a day, in the order of their rank.
    """
    for agency_id in (unit.pk, unit.parent_id):
        found = next((one for one in places if one.agency_id == agency_id), None)
        if found is not None:
            return found
    return next(iter(places), None)


def in_post(person: Employee, place: Placement | None) -> FormPerson:
    """Somebody in a place, `Plt.` or `Plh.` before the position of an acting one; without any only by name."""
    position = position_with_kind(place.position, PlacementKind(place.kind)) if place else ""
    return FormPerson(person.name, person.nip, person.grade, position, place.agency.name if place else "")
