"""A draft is thrown away before it was published."""

from agencies.imports.drafts import held_draft, save_next_edition
from agencies.models import AuditEvent, ImportDraft, ImportRow
from agencies.models.import_draft import ImportState
from agencies.permissions import Actor
from agencies.services.record_event import record_event


def discard_import(*, draft: ImportDraft, edition: int, actor: Actor) -> ImportDraft:
    """Close the draft and delete its rows; that it was there stays known.

    Raises:
        ImportChangedError, ImportStateError: the draft is not what was on the screen.
    """
    stored = held_draft(draft, edition=edition)
    ImportRow.objects.filter(draft=stored).delete()
    stored.state = ImportState.DISCARDED
    save_next_edition(stored, "state")
    record_event(
        action=AuditEvent.Action.IMPORT_DISCARDED,
        subject=stored.file_name,
        actor=actor,
        details={"kind": stored.kind, "sha256": stored.sha256},
    )
    return stored
