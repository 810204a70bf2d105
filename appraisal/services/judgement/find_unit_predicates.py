"""The organisation predicate of the units whose staff is judged: set before the staff's (PermenPANRB 6/2022, 24-25)."""

from collections.abc import Collection

from agencies.models import Agency
from agencies.name_order import sort_key
from appraisal.documents.guideline import OrganisationPredicate
from appraisal.documents.judgement import UnitPredicate
from appraisal.models import OrganisationRating, Period
from appraisal.services.evaluation.period_facts import scheme_holder


def find_unit_predicates(
    *, period: Period, agency_ids: Collection[int]
) -> tuple[tuple[UnitPredicate, ...], OrganisationPredicate | None]:
    """Each unit with its predicate, else that of the nearest unit above, by name; and the one that all of them share.

    Two queries.
    """
    if not agency_ids:
        return (), None
    rated = dict(OrganisationRating.objects.filter(period_id=period.pk).values_list("agency_id", "predicate"))
    units = {pk: (name, parent) for pk, name, parent in Agency.objects.values_list("id", "name", "parent_id")}
    parents = {pk: parent for pk, (_name, parent) in units.items()}
    holders = {pk: scheme_holder(pk, parents, rated) for pk in agency_ids}
    found = {pk: rated[holder] if holder is not None else "" for pk, holder in holders.items()}
    names = dict(OrganisationRating.Predicate.choices)
    told = [(units[pk][0], str(names.get(value, ""))) for pk, value in found.items()]
    told.sort(key=lambda one: (sort_key(one[0]), one[1]))
    shared = set(found.values())
    only = shared.pop() if len(shared) == 1 else ""
    organisation = OrganisationPredicate(only) if only else None
    return tuple(UnitPredicate(name, predicate) for name, predicate in told), organisation
