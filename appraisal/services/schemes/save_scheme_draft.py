"""A draft of scoring rules is saved as it was typed, right or wrong."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import SchemeDraft
from appraisal.services.schemes.read_scheme_draft import draft_document
from appraisal.services.schemes.start_scheme_draft import scheme_scope


class DraftChangedError(ValueError):
    """Somebody saved another edition meanwhile; ``draft`` is what is stored now."""

    def __init__(self, draft: SchemeDraft) -> None:
        self.draft = draft
        super().__init__(_("Draf ini sudah disunting orang lain setelah Anda membukanya. Isian Anda belum disimpan."))


def save_scheme_draft(*, draft: SchemeDraft, edition: int, document: Mapping[str, object], actor: Actor) -> SchemeDraft:
    """Store what was typed as the next edition; the same content again changes nothing.

    Raises:
        DraftChangedError: the stored edition is not the one that was edited.
    """
    stored = edition_of(draft, edition)
    said = draft_document(document, stored.agency)
    if said == stored.document:
        return stored
    stored.document = said
    stored.edition += 1
    stored.edited_by_id = actor.user_id
    stored.save(update_fields=["document", "edition", "edited_by", "edited_at"])
    record_event(
        action=AuditEvent.Action.SCHEME_DRAFTED,
        subject=scheme_scope(stored.agency),
        actor=actor,
        details={"edition": stored.edition},
    )
    return stored


def edition_of(draft: SchemeDraft, edition: int) -> SchemeDraft:
    """The stored draft, held until the transaction ends.

    Raises:
        DraftChangedError: it is another edition.
    """
    stored = SchemeDraft.objects.select_for_update(of=("self",)).select_related("agency", "edited_by").get(pk=draft.pk)
    if stored.edition != edition:
        raise DraftChangedError(stored)
    return stored
