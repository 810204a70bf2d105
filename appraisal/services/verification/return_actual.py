"""The verifier returns what was reported: it counts as not reported until it is given again (contract 2.1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.models import ActualState, Verification
from appraisal.services.verification.accept_actuals import state_sentence, was_decided_by
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.errors import ClaimStateError, ReasonMissingError, StaleClaimError
from appraisal.services.verification.hold_claims import LONGEST_REASON, hold_claim
from appraisal.services.verification.write_decision import write_decision


@transaction.atomic
def return_actual(*, actual_id: int, version: str, reason: str, actor: Actor) -> Claim:
    """Return one actual as it was seen, with the reason that its employee reads.

    What came from a file counts as verified without a decision; it can be returned too. Returning again what one
    returned writes nothing.

    Raises:
        ReasonMissingError: no reason is given, or one that is too long.
        NoSuchClaimError, NotTheVerifierError, ClaimStateError, StaleClaimError: as the names say.
    """
    claim = hold_claim(actual_id, actor)
    if was_decided_by(claim, Verification.Outcome.RETURNED, actor) and claim.state == ActualState.RETURNED:
        return claim
    if claim.version != version:
        raise StaleClaimError(claim)
    if claim.state not in {ActualState.REPORTED, ActualState.VERIFIED}:
        raise ClaimStateError(state_sentence(claim))
    said = checked_reason(reason)
    write_decision([claim], Verification.Outcome.RETURNED, actor, reason=said)
    return claim


def checked_reason(reason: str) -> str:
    """The reason without outer spaces.

    Raises:
        ReasonMissingError: there is none, or it is too long.
    """
    said = reason.strip()
    if not said:
        raise ReasonMissingError(_("Pilih atau tulis alasannya, agar pegawai tahu apa yang perlu diperbaiki."))
    if len(said) > LONGEST_REASON:
        raise ReasonMissingError(_("Alasan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter."))
    return said
