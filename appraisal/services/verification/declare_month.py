"""A month is declared not applicable by the rater, with a reason (contract 2.1)."""

import datetime
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Actual, ActualState, Verification
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.errors import ClaimStateError, NoSuchClaimError, StaleClaimError
from appraisal.services.verification.hold_claims import check_verifier
from appraisal.services.verification.load_claims import load_claims
from appraisal.services.verification.return_actual import checked_reason
from appraisal.services.verification.write_decision import details_of, log_decision, subject_of
from indicators.models import Plan


def find_month(*, plan_id: int, indicator_id: int, month: datetime.date, actor: Actor, held: bool = False) -> Claim:
    """A month of a plan item, reported or not.

    Raises:
        NoSuchClaimError: the plan, or the month of it, has no such item.
    """
    plan = Plan.objects.all().agreed().filter(pk=plan_id, year=month.year).first()
    if plan is None:
        raise NoSuchClaimError
    rows = Actual.objects.filter(employee_id=plan.employee_id, indicator_id=indicator_id, month=month)
    stored = (rows.select_for_update(no_key=True) if held else rows).first()
    unreported = Actual(employee_id=plan.employee_id, indicator_id=indicator_id, month=month)
    found = load_claims([stored or unreported], actor, plan_id=plan_id, is_held=held)
    if not found:
        raise NoSuchClaimError
    return found[0]


@transaction.atomic
def declare_month(
    *, plan_id: int, indicator_id: int, month: datetime.date, version: str, reason: str, actor: Actor
) -> Claim:
    """Declare that a month does not count for an item: it loses target and actual. A value is kept in the log.

    Raises:
        ReasonMissingError: no reason is given.
        ClaimStateError: the month is locked, has no target, or is declared so already.
        NoSuchClaimError, NotTheVerifierError, StaleClaimError: as the names say.
    """
    claim = find_month(plan_id=plan_id, indicator_id=indicator_id, month=month, actor=actor, held=True)
    check_verifier(claim, actor)
    if claim.locked:
        raise ClaimStateError(claim.locked)
    if claim.version != version:
        raise StaleClaimError(claim)
    if claim.state == ActualState.NOT_APPLICABLE:
        raise ClaimStateError(_("Bulan ini sudah dinyatakan tidak berlaku."))
    if claim.target is None:
        raise ClaimStateError(_("Butir ini tidak diukur pada bulan itu, jadi tidak ada yang perlu dinyatakan."))
    said = checked_reason(reason)
    declared = _write(claim, said)
    log_decision([declared], Verification.Outcome.NOT_APPLICABLE, actor, reason=said)
    record_event(
        action=AuditEvent.Action.MONTH_DECLARED,
        subject=subject_of([claim]),
        actor=actor,
        details=details_of([declared]),
        reason=said,
    )
    return declared


def _write(claim: Claim, reason: str) -> Claim:
    """The claim as it is stored, with the value that it had."""
    values = {"state": ActualState.NOT_APPLICABLE, "value": None, "note": reason}
    if claim.actual_id:
        Actual.objects.filter(pk=claim.actual_id).update(**values, updated_at=timezone.now())
        return claim
    try:
        with transaction.atomic():
            stored = Actual.objects.create(
                employee_id=claim.employee_id, indicator_id=claim.indicator_id, month=claim.month, **values
            )
    except IntegrityError as error:
        # It was reported at this very moment.
        raise StaleClaimError(claim) from error
    return replace(claim, actual_id=stored.pk)
