"""Actuals held for a decision: nobody changes them, or locks their month, until it is stored."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from agencies.permissions import Actor, rates
from appraisal.models import Actual
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.errors import (
    ClaimStateError,
    NoSuchClaimError,
    NotTheVerifierError,
    StaleClaimError,
)
from appraisal.services.verification.load_claims import load_claims

LONGEST_REASON = 2000


def hold_claims(actual_ids: Collection[int], actor: Actor) -> list[Claim]:
    """The claims of these actuals, held until the transaction ends, with the locks as they are now."""
    held = Actual.objects.select_for_update(no_key=True).filter(pk__in=list(actual_ids)).order_by("pk")
    return load_claims(list(held), actor, is_held=True)


def hold_claim(actual_id: int, actor: Actor, *, version: str | None = None) -> Claim:
    """One claim that the actor may decide on now.

    Raises:
        NoSuchClaimError: there is none.
        NotTheVerifierError: the actor does not rate it.
        ClaimStateError: its month is locked.
        StaleClaimError: it is not what was seen.
    """
    found = hold_claims([actual_id], actor)
    if not found:
        raise NoSuchClaimError
    claim = found[0]
    check_verifier(claim, actor)
    if claim.locked:
        raise ClaimStateError(claim.locked)
    if version is not None and version != claim.version:
        raise StaleClaimError(claim)
    return claim


def check_verifier(claim: Claim, actor: Actor) -> None:
    """Refuse who does not rate the plan in that month.

    Raises:
        NotTheVerifierError: so it is.
    """
    if not rates(actor, claim.rater_id, claim.employee_id):
        msg = _("Verifikasi ini untuk pejabat penilai %(name)s pada %(month)s.") % {
            "name": claim.name,
            "month": claim.month_label,
        }
        raise NotTheVerifierError(msg)
