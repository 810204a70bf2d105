"""A decision is taken back while its month is open."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, RowHistory
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Actual, ActualState, Verification
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.errors import ClaimStateError
from appraisal.services.verification.hold_claims import hold_claim
from appraisal.services.verification.write_decision import details_of, log_decision, subject_of, write_decision


@transaction.atomic
def take_back_verification(*, actual_id: int, version: str, actor: Actor) -> Claim:
    """Undo the decision in force: what was reported waits again, as it was given.

    A declared month gets back the value that was kept; one of which nothing was reported is open again.

    Raises:
        ClaimStateError: there is no decision, or the month is locked.
        NoSuchClaimError, NotTheVerifierError, StaleClaimError: as the names say.
    """
    claim = hold_claim(actual_id, actor, version=version)
    if not claim.may_take_back:
        raise ClaimStateError(_("Tidak ada keputusan yang dapat ditarik."))
    if claim.state == ActualState.NOT_APPLICABLE:
        _reopen_month(claim, actor)
    else:
        write_decision([claim], Verification.Outcome.TAKEN_BACK, actor)
    return claim


def _reopen_month(claim: Claim, actor: Actor) -> None:
    declared = Verification.objects.filter(
        actual_id=claim.actual_id, outcome=Verification.Outcome.NOT_APPLICABLE
    ).latest("decided_at", "pk")
    actual = Actual.objects.filter(pk=claim.actual_id)
    if declared.value is None:
        # Nothing was reported before: the row held the declaration alone. The history keeps what it said.
        actual.delete()
    else:
        log_decision([claim], Verification.Outcome.TAKEN_BACK, actor)
        actual.update(
            state=ActualState.REPORTED,
            value=declared.value,
            note=_note_before(claim.actual_id),
            updated_at=timezone.now(),
        )
    record_event(
        action=AuditEvent.Action.VERIFICATION_TAKEN_BACK,
        subject=subject_of([claim]),
        actor=actor,
        details=details_of([claim]),
    )


def _note_before(actual_id: int) -> str:
    """What the employee had written when the month was declared."""
    rows = RowHistory.objects.filter(table_name=Actual._meta.db_table, row_id=actual_id).order_by("-changed_at", "-pk")
    before = (row for row in rows.values_list("before", flat=True) if row["state"] != ActualState.NOT_APPLICABLE)
    return next((str(row["note"]) for row in before), "")
