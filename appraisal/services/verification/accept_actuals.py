"""The verifier accepts what was reported: one actual, or all that a list showed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.permissions import Actor, rates
from appraisal.models import ActualState, Verification
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.errors import ClaimStateError, StaleClaimError
from appraisal.services.verification.hold_claims import hold_claim, hold_claims
from appraisal.services.verification.write_decision import write_decision

MOST_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that was not accepted, and why."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a list."""

    claims: tuple[Claim, ...]
    left_out: tuple[LeftOut, ...]


@transaction.atomic
def accept_actual(*, actual_id: int, version: str, actor: Actor) -> Claim:
    """Accept one actual as it was seen. Accepting again what one accepted writes nothing.

    Raises:
        NoSuchClaimError, NotTheVerifierError, ClaimStateError, StaleClaimError: as the names say.
    """
    claim = hold_claim(actual_id, actor)
    if was_decided_by(claim, Verification.Outcome.ACCEPTED, actor) and claim.state == ActualState.VERIFIED:
        return claim
    check_seen(claim, version)
    write_decision([claim], Verification.Outcome.ACCEPTED, actor)
    return claim


@transaction.atomic
def accept_actuals(*, seen: Mapping[int, str], actor: Actor) -> Accepted:
    """Accept a list of actuals, each as it was seen (version by id). What changed meanwhile, is locked, or is another
    rater's is left out and said. A fixed number of statements.
    """
    accepted: list[Claim] = []
    left_out: list[LeftOut] = []
    for claim in hold_claims(list(seen)[:MOST_AT_ONCE], actor):
        if not rates(actor, claim.rater_id, claim.employee_id):
            continue
        why = _why_not(claim, seen[claim.actual_id])
        if why:
            left_out.append(LeftOut(claim, why))
        else:
            accepted.append(claim)
    write_decision(accepted, Verification.Outcome.ACCEPTED, actor)
    return Accepted(tuple(accepted), tuple(left_out))


def check_seen(claim: Claim, version: str) -> None:
    """Refuse to decide on what nobody saw, or on what waits for nobody.

    Raises:
        StaleClaimError: the actual is not what was seen.
        ClaimStateError: it is decided already.
    """
    if claim.version != version:
        raise StaleClaimError(claim)
    if not claim.waits:
        raise ClaimStateError(state_sentence(claim))


def was_decided_by(claim: Claim, outcome: Verification.Outcome, actor: Actor) -> bool:
    """Whether the decision in force is this one, and this person's: the same form was sent again."""
    last = claim.decision
    return last is not None and last.outcome == outcome and last.by_id == actor.user_id


def state_sentence(claim: Claim) -> str:
    """What was said of a claim already."""
    if claim.state == ActualState.NOT_APPLICABLE:
        return _("Bulan ini dinyatakan tidak berlaku. Tarik keputusan itu dahulu.")
    if claim.state == ActualState.RETURNED:
        return _("Realisasi ini sudah dikembalikan dan menunggu isian baru.")
    return _("Realisasi ini sudah diterima.")


def _why_not(claim: Claim, version: str) -> str:
    if claim.locked:
        return claim.locked
    if claim.version != version:
        return _("diubah setelah daftar ini dibuka")
    return "" if claim.waits else state_sentence(claim)
