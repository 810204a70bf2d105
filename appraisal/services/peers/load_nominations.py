"""What a supervisor decides: the nominations of the own staff in a period, by person."""

import datetime
from dataclasses import dataclass

from agencies.models import Employee, Placement, PlacementKind
from agencies.permissions import Actor, led_by, rates
from agencies.services.load_agency_tree import load_agency_tree
from appraisal.models import Period, RaterNomination, RaterRole
from appraisal.period_codes import parse_period_code
from appraisal.services.evaluation.load_raters import Raters
from appraisal.services.evaluation.period_facts import ValidScheme
from appraisal.services.method.applying_schemes import applying_schemes
from appraisal.services.peers.load_peer_raters import (
    GroupProgress,
    ShownNomination,
    groups_of,
    nominations_of,
    show_nominations,
)
from appraisal.services.peers.peer_periods import PeerPeriod
from appraisal.services.peers.peer_rules import PeerRules, weighed_roles

State = RaterNomination.State


@dataclass(frozen=True, slots=True)
class NominatedPerson:
    """Somebody of the own staff whose scheme asks peers or subordinates."""

    employee_id: int
    name: str
    position: str
    groups: tuple[GroupProgress, ...]
    nominations: tuple[ShownNomination, ...]

    @property
    def proposed(self) -> int:
        """How many wait for a decision."""
        return sum(one.is_proposed for one in self.nominations)


@dataclass(frozen=True, slots=True)
class Nominations:
    """A period: those with something to decide first, then by name."""

    chosen: PeerPeriod
    people: tuple[NominatedPerson, ...]


def load_nominations(*, chosen: PeerPeriod, actor: Actor, today: datetime.date) -> Nominations:
    """Everybody whose raters the actor decides on. A fixed number of queries, whatever the number of people."""
    places = _staff(chosen.period, actor)
    rules = _rules(chosen.period, {place.agency_id for place in places.values()})
    asked = {pk: place for pk, place in places.items() if rules[place.agency_id] is not None}
    rows = [row for row in nominations_of(chosen.period, asked) if row.state != State.WITHDRAWN]
    shown = dict(zip([row.pk for row in rows], show_nominations(rows, today), strict=True))
    named = Employee.objects.filter(pk__in=asked).order_by("name__sort_key", "nip").values_list("id", "name")
    people = []
    for pk, name in named:
        place = asked[pk]
        own = [row for row in rows if row.employee_id == pk]
        found = rules[place.agency_id]
        groups = groups_of(found, own) if found else ()
        lines = tuple(shown[row.pk] for row in own)
        people.append(NominatedPerson(pk, name, f"{place.position}, {place.agency.name}", groups, lines))
    people.sort(key=lambda one: not one.proposed)
    return Nominations(chosen, tuple(people))


def _staff(period: Period, actor: Actor) -> dict[int, Placement]:
    """The definitive places of those whom the actor appraises in a period. Three queries."""
    held = Placement.objects.during(period.first_day, period.last_day).filter(
        led_by(actor), kind=PlacementKind.DEFINITIVE
    )
    places = {row.employee_id: row for row in held.select_related("agency").order_by("first_day")}
    raters = Raters.load(places, period.first_day, period.last_day)
    span = parse_period_code(period.code)
    return {
        pk: place
        for pk, place in places.items()
        if any(rates(actor, rater.employee_id, pk) for rater in raters.of(pk, span))
    }


def _rules(period: Period, agency_ids: set[int]) -> dict[int, PeerRules | None]:
    """The rules of some units in a period; nothing where they ask nobody. Two queries."""
    tree = load_agency_tree()
    region = applying_schemes(None, tree)
    rules: dict[int, PeerRules | None] = {}
    for node in tree.nodes:
        if node.id in agency_ids:
            holders = (node.id, *(one.id for one in tree.above(node)), None)
            version = type(region)(region.versions, holders).on(period.last_day)
            scheme = ValidScheme.of(version) if version else None
            roles: frozenset[RaterRole] = weighed_roles(scheme.rules) if scheme else frozenset()
            rules[node.id] = PeerRules(scheme, roles) if scheme and roles else None
    return rules
