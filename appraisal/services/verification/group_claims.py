"""Claims in the order in which a verifier works: by month, by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from appraisal.services.verification.claims import Claim


@dataclass(frozen=True, slots=True)
class PersonClaims:
    """What one person reported for a month."""

    name: str
    nip: str
    position: str
    rater: str
    rater_id: int | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class MonthClaims:
    """A month with the people whose claims a list shows."""

    code: str
    label: str
    people: tuple[PersonClaims, ...]


def group_claims(claims: Sequence[Claim]) -> tuple[MonthClaims, ...]:
    """Claims that are in order already, put together."""
    return tuple(
        MonthClaims(code, month[0].month_label, _people(month))
        for code, month in ((code, list(part)) for code, part in groupby(claims, lambda claim: claim.code))
    )


def _people(claims: Sequence[Claim]) -> tuple[PersonClaims, ...]:
    found = []
    for _nip, part in groupby(claims, lambda claim: (claim.nip, claim.plan_id)):
        own = tuple(part)
        first = own[0]
        found.append(PersonClaims(first.name, first.nip, first.position, first.rater, first.rater_id, own))
    return tuple(found)
