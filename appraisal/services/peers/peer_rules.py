"""Whether and how peers and subordinates rate somebody in a period: by the scheme that applies to that person then."""

from collections.abc import Sequence
from dataclasses import dataclass

from agencies.models import Placement, PlacementKind
from agencies.services.load_agency_tree import load_agency_tree
from appraisal.models import Period, RaterRole
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import RaterGroup
from appraisal.services.evaluation.period_facts import ValidScheme
from appraisal.services.method.applying_schemes import applying_schemes
from appraisal.services.rubrics.load_rubrics import DimensionText, RubricText, rubrics_on


@dataclass(frozen=True, slots=True)
class PeerRules:
    """What the scheme of a person says of peers and subordinates; ``roles`` are those that it gives a weight."""

    scheme: ValidScheme
    roles: frozenset[RaterRole]

    @property
    def min_raters(self) -> int:
        """From how many raters a group counts."""
        return self.scheme.rules.min_raters

    def asked_of(self, rubrics: Sequence[RubricText]) -> tuple[tuple[str, DimensionText], ...]:
        """Every dimension that a rater is asked, with the title of its rubric."""
        return tuple((one.title, part) for one in rubrics for part in one.asked(overall=self.scheme.overall))

    def load_asked(self, period: Period) -> tuple[tuple[str, DimensionText], ...]:
        """The same as the rubrics read in a period. Two queries."""
        known = rubrics_on(period.last_day)
        return self.asked_of([known[name] for name in self.scheme.rubrics if name in known])


def load_peer_rules(*, employee_id: int, period: Period) -> PeerRules | None:
    """The rules for somebody in a period; nothing without a definitive place or a scheme. Three queries."""
    places = Placement.objects.during(period.first_day, period.last_day)
    place = places.filter(employee_id=employee_id, kind=PlacementKind.DEFINITIVE).order_by("-first_day").first()
    if place is None:
        return None
    tree = load_agency_tree()
    unit = next(node for node in tree.nodes if node.id == place.agency_id)
    version = applying_schemes(unit, tree).on(period.last_day)
    if version is None:
        return None
    scheme = ValidScheme.of(version)
    return PeerRules(scheme, weighed_roles(scheme.rules))


def weighed_roles(rules: Scheme) -> frozenset[RaterRole]:
    """The anonymous roles that a scheme gives a weight."""
    weights = dict(zip(RaterGroup, rules.groups, strict=True))
    roles = {RaterRole.PEER: RaterGroup.PEER, RaterRole.SUBORDINATE: RaterGroup.SUBORDINATE}
    return frozenset(role for role, group in roles.items() if weights[group])
