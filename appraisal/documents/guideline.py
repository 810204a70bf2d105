"""The guideline range (rentang pedoman) of predicates, by the predicate of the organisation.

Source: circular of the minister of administrative reform, SE 3/2023, on the pattern of distribution. It is material for
a dialogue and no quota: nothing here refuses anything.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from appraisal.scoring.language import mark
from appraisal.scoring.types import Predicate

NONE, TENTH, MOST, SIXTY, ALL = Decimal(0), Decimal(10), Decimal(70), Decimal(60), Decimal(100)

Guide = Mapping[Predicate, tuple[Decimal, Decimal]]
"""At least and at most so many percent of the people; a predicate of which the circular says nothing is not there."""


class OrganisationPredicate(StrEnum):
    """How the organisation itself was rated for the year."""

    EXCELLENT = "istimewa"
    GOOD = "baik"
    FAIR = "cukup"
    POOR = "kurang"
    VERY_POOR = "sangat_kurang"


NAMES: Mapping[OrganisationPredicate, str] = {
    OrganisationPredicate.EXCELLENT: mark("Istimewa"),
    OrganisationPredicate.GOOD: mark("Baik"),
    OrganisationPredicate.FAIR: mark("Butuh Perbaikan"),
    OrganisationPredicate.POOR: mark("Kurang"),
    OrganisationPredicate.VERY_POOR: mark("Sangat Kurang"),
}

GUIDES: Mapping[OrganisationPredicate, Guide] = {
    OrganisationPredicate.EXCELLENT: {Predicate.SANGAT_BAIK: (NONE, MOST)},
    OrganisationPredicate.GOOD: {Predicate.BAIK: (NONE, MOST)},
    OrganisationPredicate.FAIR: {Predicate.SANGAT_BAIK: (NONE, TENTH), Predicate.BUTUH_PERBAIKAN: (SIXTY, ALL)},
    OrganisationPredicate.POOR: {
        Predicate.SANGAT_BAIK: (NONE, TENTH),
        Predicate.BUTUH_PERBAIKAN: (TENTH, ALL),
        Predicate.KURANG: (SIXTY, ALL),
    },
    OrganisationPredicate.VERY_POOR: {Predicate.SANGAT_BAIK: (NONE, NONE), Predicate.SANGAT_KURANG: (SIXTY, ALL)},
}
