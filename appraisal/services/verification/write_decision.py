"""A decision on an actual as it is stored: the log, the state in force, the audit trail."""

from collections.abc import Sequence

from django.utils import timezone

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Actual, ActualState, Verification
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.verification.claims import Claim

_STATES = {
    Verification.Outcome.ACCEPTED: ActualState.VERIFIED,
    Verification.Outcome.RETURNED: ActualState.RETURNED,
    Verification.Outcome.TAKEN_BACK: ActualState.REPORTED,
}
_ACTIONS = {
    Verification.Outcome.ACCEPTED: AuditEvent.Action.ACTUAL_ACCEPTED,
    Verification.Outcome.RETURNED: AuditEvent.Action.ACTUAL_RETURNED,
    Verification.Outcome.TAKEN_BACK: AuditEvent.Action.VERIFICATION_TAKEN_BACK,
}


def write_decision(claims: Sequence[Claim], outcome: Verification.Outcome, actor: Actor, *, reason: str = "") -> None:
    """Say the same of some claims. Three statements, one event."""
    if not claims:
        return
    log_decision(claims, outcome, actor, reason=reason)
    ids = [claim.actual_id for claim in claims]
    Actual.objects.filter(pk__in=ids).update(state=_STATES[outcome], updated_at=timezone.now())
    record_event(
        action=_ACTIONS[outcome], subject=subject_of(claims), actor=actor, details=details_of(claims), reason=reason
    )


def log_decision(claims: Sequence[Claim], outcome: Verification.Outcome, actor: Actor, *, reason: str = "") -> None:
    """The rows that say who decided what. One statement; the figures that follow are asked for."""
    ask_refresh()
    Verification.objects.bulk_create(
        [
            Verification(
                actual_id=claim.actual_id,
                outcome=outcome,
                value=claim.value,
                reason=reason,
                decided_by_id=actor.user_id,
                decided_by_name=actor.name[:160],
            )
            for claim in claims
        ]
    )


def subject_of(claims: Sequence[Claim]) -> str:
    """`198501012010011900, 2026-11`, or how many of which months."""
    if len(claims) == 1:
        return f"{claims[0].nip}, {claims[0].code}"
    months = ", ".join(sorted({claim.code for claim in claims}))
    return f"{len(claims)} realisasi, {months}"


def details_of(claims: Sequence[Claim]) -> dict[str, object]:
    """What an event records beside its subject."""
    return {
        "actuals": [
            {
                "actual": claim.actual_id,
                "nip": claim.nip,
                "period": claim.code,
                "indicator": claim.indicator_id,
                "value": None if claim.value is None else f"{claim.value:f}",
                "rater": claim.rater_id,
            }
            for claim in claims
        ]
    }
