"""The pages of predicates of units and of their distribution, for proofs that walk over all screens."""

from agencies.models import Employee, User
from appraisal.models import OrganisationRating
from tests.appraisal.organisation.situations import LIST, PUSKESMAS, SPREAD, SPREAD_OF_PUSKESMAS, a_unit_rating
from tests.cast import Cast

Page = tuple[Employee | User, str]


def organisation_pages(cast: Cast) -> dict[str, Page]:
    """Each with who looks at it: the puskesmas is rated, the dinas above it is not yet."""
    if not OrganisationRating.objects.exists():
        a_unit_rating(cast, "baik")
    return {
        "predicates of units": (cast.ratna, LIST),
        "predicates of units, region admin": (cast.region_admin, LIST),
        "predicates of units, employee": (cast.budi, LIST),
        "set a predicate": (cast.ratna, PUSKESMAS),
        "set a predicate, first": (cast.regional_head, f"{LIST}1.02/"),
        "predicate of the own unit": (cast.budi, PUSKESMAS),
        "distributions": (cast.region_admin, SPREAD),
        "distribution of a unit": (cast.sari, SPREAD_OF_PUSKESMAS),
        "distribution of a unit, few": (cast.auditor, f"{SPREAD}1.02/"),
    }
