"""A draft of scoring rules is thrown away; its history stays."""

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import SchemeDraft
from appraisal.services.schemes.save_scheme_draft import edition_of
from appraisal.services.schemes.start_scheme_draft import scheme_scope


def discard_scheme_draft(*, draft: SchemeDraft, edition: int, actor: Actor) -> None:
    """Delete the draft; what it said last stays in the row history.

    Raises:
        DraftChangedError: somebody saved another edition meanwhile.
    """
    stored = edition_of(draft, edition)
    record_event(
        action=AuditEvent.Action.SCHEME_DRAFT_DISCARDED,
        subject=scheme_scope(stored.agency),
        actor=actor,
        details={"edition": stored.edition},
    )
    stored.delete()
